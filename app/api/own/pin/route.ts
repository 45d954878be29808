import { ChangeOwnPin } from '#lib/contracts/people.ts'
import { changeOwnPin } from '#lib/operations/change-own-pin.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { mayTryHere } from '#lib/server/may-try.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('own.pin', async (request, { session }) => {
  if (!mayTryHere(session)) return refused({ kind: 'too_busy' })
  const input = await read(request, ChangeOwnPin)
  return input.ok ? answer(await changeOwnPin(world(), input.value, session)) : refused(input.refusal)
})
