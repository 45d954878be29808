import { SetCounterSettings } from '#lib/contracts/counter-settings.ts'
import { setCounter } from '#lib/operations/set-counter.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('settings.view', async () => given(await world().registers.counter()))

export const POST = signedIn('settings.manage', async (request, { session }) => {
  const input = await read(request, SetCounterSettings)
  if (!input.ok) return refused(input.refusal)
  const done = await setCounter(world(), input.value, session)
  return done.ok ? given(input.value.set) : refused(done.refusal)
})
