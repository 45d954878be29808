import { MoveStock } from '#lib/contracts/goods.ts'
import { moveStock } from '#lib/operations/goods/save-good.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** Of a good or of one variant. */
export const POST = signedIn('goods.manage', async (request, { params, session }) => {
  const input = await read(request, MoveStock, await params)
  return input.ok ? answer(await moveStock(world(), input.value, session)) : refused(input.refusal)
})
