import { RegisterReader } from '#lib/contracts/readers.ts'
import { registerReader } from '#lib/operations/readers/register-reader.ts'
import { readersAnswer } from '#lib/queries/readers.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { fleetIsLookedAt } from '#lib/server/fleet-watch.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { isLive, stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('readers.view', async () => {
  fleetIsLookedAt(world().clock.now())
  return given(await readersAnswer(world(), stripeSide()))
})

export const POST = signedIn('readers.manage', async (request, { session }) => {
  const input = await read(request, RegisterReader)
  if (!input.ok) return refused(input.refusal)
  return answer(await registerReader(world(), input.value, { session, live: isLive() }))
})
