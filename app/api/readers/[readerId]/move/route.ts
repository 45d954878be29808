import { MoveReader } from '#lib/contracts/readers.ts'
import { moveReader } from '#lib/operations/readers/move-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { isLive } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.manage', async (request, { params, session }) => {
  const input = await read(request, MoveReader, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await moveReader(world(), input.value, { session, live: isLive() }))
})
