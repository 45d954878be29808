import { ClearReader } from '#lib/contracts/readers.ts'
import { clearStuckReader } from '#lib/operations/readers/clear-stuck-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.clear', async (request, { params, session }) => {
  const input = await read(request, ClearReader, await params)
  if (!input.ok) return refused(input.refusal)
  const { readerId, ...shown } = input.value
  return answer(await clearStuckReader(world(), { readerId, shown }, session))
})
