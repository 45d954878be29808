import { OnePicture } from '#lib/contracts/locations.ts'
import { refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** A picture that was sent from here, by its own first bytes a PNG, JPG or GIF. What is under one id never changes. */
export const GET = signedIn('readers.view', async (_request, { params }) => {
  const input = readValue(OnePicture, await params)
  if (!input.ok) return refused(input.refusal)
  const picture = await world().readers.picture(input.value.fileId)
  if (!picture) return refused({ kind: 'not_found' })
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': `image/${picture.type}`,
      'cache-control': 'private, max-age=86400, immutable',
    },
  })
})
