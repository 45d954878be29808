import { RenameReader } from '#lib/contracts/readers.ts'
import { renameReader } from '#lib/operations/readers/rename-reader.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('readers.manage', async (request, { params, session }) => {
  const input = await read(request, RenameReader, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await renameReader(world(), input.value, session))
})
