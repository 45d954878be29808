import { SetActive } from '#lib/contracts/people.ts'
import { setActive } from '#lib/operations/change-people.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('people.manage', async (request, { params, session }) => {
  const input = await read(request, SetActive, await params)
  return input.ok ? answer(await setActive(world(), input.value, session)) : refused(input.refusal)
})
