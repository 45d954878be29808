import { AddRegister } from '#lib/contracts/registers.ts'
import { addRegister } from '#lib/operations/change-registers.ts'
import { registersNow } from '#lib/queries/registers.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { lookAtFleet } from '#lib/server/look-at-fleet.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('registers.view', async (_request, { session }) =>
  given(await registersNow(world(), session, lookAtFleet)),
)

export const POST = signedIn('registers.manage', async (request, { session }) => {
  const input = await read(request, AddRegister)
  return input.ok ? answer(await addRegister(world(), input.value, session)) : refused(input.refusal)
})
