import { OnePicture } from '#lib/contracts/locations.ts'
import { keptForEver, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** A picture that was sent to readers from here. What is under one id never changes. */
export const GET = signedIn('locations.view', async (_request, { params }) => {
  const input = readValue(OnePicture, await params)
  const picture = input.ok ? await world().readers.picture(input.value.fileId) : undefined
  return picture ? keptForEver(picture.bytes, `image/${picture.type}`) : refused({ kind: 'not_found' })
})
