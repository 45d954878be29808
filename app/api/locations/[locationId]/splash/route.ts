import { SetSplash } from '#lib/contracts/locations.ts'
import { setSplash } from '#lib/operations/manage-reader-settings.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { bytesWithin, readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** A GIF may have four megabytes; what is larger is refused before it is read to its end. */
const LARGEST_PICTURE_BYTES = 5 * 1024 * 1024
const LONGEST_SENDING_MS = 60_000

/** A browser sends a picture’s type only with our own consent to it, so a foreign page cannot send one here. */
export const POST = signedIn('locations.manage', async (request, { params, session }) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const input = readValue(SetSplash, { ...asked, ...(await params) })
  if (!input.ok) return refused(input.refusal)
  const bytes = await bytesWithin(request, LARGEST_PICTURE_BYTES, LONGEST_SENDING_MS)
  if (!bytes)
    return refused({
      kind: 'bad_request',
      problems: [{ field: 'splash', problem: 'The picture is too large.' }],
    })
  const { locationId: place, press, device, seen = null } = input.value
  return answer(await setSplash(world(), { place, press, device, bytes, seen }, session))
})
