import { GoodPictureSeen, OneGoodPicture } from '#lib/contracts/goods.ts'
import { removePicture, savePicture } from '#lib/operations/goods/save-picture.ts'
import { goodAnswer } from '#lib/queries/goods.ts'
import { given, keptForEver, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { bytesWithin, readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** Twice as large as one may be, so that it is told how large it is; what is larger is refused before it is read to its end. */
const LARGEST_PICTURE_BYTES = 200 * 1024
const LONGEST_SENDING_MS = 60_000

const asked = (request: Request, params: object): object => ({
  ...Object.fromEntries(new URL(request.url).searchParams),
  ...params,
})

export const GET = signedIn('till.use', async (request, { params }) => {
  const input = readValue(OneGoodPicture, asked(request, await params))
  const picture = input.ok ? await world().goods.picture(input.value.productId, input.value.v) : undefined
  return picture ? keptForEver(picture.bytes, `image/${picture.type}`) : refused({ kind: 'not_found' })
})

/** The picture is the body as it is. What kind it is its own bytes say, whatever the request calls it. */
export const POST = signedIn('goods.manage', async (request, { params, session }) => {
  const input = readValue(GoodPictureSeen, asked(request, await params))
  if (!input.ok) return refused(input.refusal)
  const bytes = await bytesWithin(request, LARGEST_PICTURE_BYTES, LONGEST_SENDING_MS)
  if (!bytes)
    return refused({
      kind: 'bad_request',
      problems: [{ field: 'picture', problem: 'The picture is too large.' }],
    })
  const { productId, seen = null } = input.value
  const done = await savePicture(world(), { productId, seen, bytes }, session)
  return done.ok ? given(await goodAnswer(world(), productId)) : refused(done.refusal)
})

export const DELETE = signedIn('goods.manage', async (request, { params, session }) => {
  const input = readValue(GoodPictureSeen, asked(request, await params))
  if (!input.ok) return refused(input.refusal)
  const { productId, seen = null } = input.value
  const done = await removePicture(world(), { productId, seen }, session)
  return done.ok ? given(await goodAnswer(world(), productId)) : refused(done.refusal)
})
