import { OneReader } from '#lib/contracts/readers.ts'
import { stopReaderTest } from '#lib/operations/readers/test-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.test', async (request, { params, session }) => {
  const input = await read(request, OneReader, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await stopReaderTest(world(), input.value.readerId, session))
})
