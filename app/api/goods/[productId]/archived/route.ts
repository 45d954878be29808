import { ArchiveGood } from '#lib/contracts/goods.ts'
import { archiveGood } from '#lib/operations/goods/save-good.ts'
import { goodAnswer } from '#lib/queries/goods.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('goods.manage', async (request, { params, session }) => {
  const input = await read(request, ArchiveGood, await params)
  if (!input.ok) return refused(input.refusal)
  const done = await archiveGood(world(), input.value, session)
  return done.ok ? given(await goodAnswer(world(), input.value.productId)) : refused(done.refusal)
})
