import { OfPerson } from '#lib/contracts/people.ts'
import { resetPin } from '#lib/operations/change-people.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('people.manage', async (request, { params, session }) => {
  const input = await read(request, OfPerson, await params)
  return input.ok ? answer(await resetPin(world(), input.value.staffId, session)) : refused(input.refusal)
})
