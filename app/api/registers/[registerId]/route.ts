import { ChangeRegister } from '#lib/contracts/registers.ts'
import { changeRegister } from '#lib/operations/change-registers.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('registers.manage', async (request, { params, session }) => {
  const input = await read(request, ChangeRegister, await params)
  return input.ok ? answer(await changeRegister(world(), input.value, session)) : refused(input.refusal)
})
