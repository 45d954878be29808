import { ChangeModifiers } from '#lib/contracts/goods.ts'
import { changeModifiers } from '#lib/operations/goods/change-parts.ts'
import { goodsShared } from '#lib/queries/goods.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('goods.manage', async (request, { session }) => {
  const input = await read(request, ChangeModifiers)
  if (!input.ok) return refused(input.refusal)
  const done = await changeModifiers(world(), input.value, session)
  return done.ok ? given(await goodsShared(world())) : refused(done.refusal)
})
