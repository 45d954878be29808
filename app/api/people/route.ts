import { AddPerson } from '#lib/contracts/people.ts'
import { addPerson } from '#lib/operations/change-people.ts'
import { peopleNow } from '#lib/queries/people.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('people.view', async () => given(await peopleNow(world())))

export const POST = signedIn('people.manage', async (request, { session }) => {
  const input = await read(request, AddPerson)
  return input.ok ? answer(await addPerson(world(), input.value, session)) : refused(input.refusal)
})
