import { GoOnMoving } from '#lib/contracts/readers.ts'
import { goOnMoving } from '#lib/operations/readers/move-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { isLive } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.manage', async (request, { params, session }) => {
  const input = await read(request, GoOnMoving, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await goOnMoving(world(), input.value, { session, live: isLive() }))
})
