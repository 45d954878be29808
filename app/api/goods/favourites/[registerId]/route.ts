import { OneRegistersFavourites, SaveFavourites } from '#lib/contracts/goods.ts'
import { arrangeFavourites } from '#lib/operations/goods/change-parts.ts'
import { favouritesAnswer } from '#lib/queries/goods.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read, readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('goods.favourites', async (_, { params }) => {
  const input = readValue(OneRegistersFavourites, await params)
  return input.ok
    ? given(await favouritesAnswer(world(), input.value.registerId))
    : refused({ kind: 'not_found' })
})

export const POST = signedIn('goods.favourites', async (request, { params, session }) => {
  const input = await read(request, SaveFavourites, await params)
  if (!input.ok) return refused(input.refusal)
  const done = await arrangeFavourites(world(), input.value, session)
  return done.ok ? given(await favouritesAnswer(world(), input.value.registerId)) : refused(done.refusal)
})
