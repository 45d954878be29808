import { TestReader } from '#lib/contracts/readers.ts'
import { startReaderTest } from '#lib/operations/readers/test-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { isLive } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.test', async (request, { params, session }) => {
  const input = await read(request, TestReader, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await startReaderTest(world(), input.value, { session, live: isLive() }))
})
