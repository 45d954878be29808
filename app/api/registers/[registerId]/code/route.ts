import { OfRegister } from '#lib/contracts/registers.ts'
import { giveRegisterCode } from '#lib/operations/change-registers.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('registers.manage', async (request, { params, session }) => {
  const input = await read(request, OfRegister, await params)
  return input.ok
    ? answer(await giveRegisterCode(world(), input.value.registerId, session))
    : refused(input.refusal)
})
