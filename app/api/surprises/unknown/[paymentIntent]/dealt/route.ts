import { DealWithUnknown } from '#lib/contracts/surprises.ts'
import { dealWithUnknown } from '#lib/operations/deal-with-surprise.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('surprises.deal', async (request, { params, session }) => {
  const input = await read(request, DealWithUnknown, await params)
  return input.ok
    ? answer(await dealWithUnknown(world(), { session, ...input.value }))
    : refused(input.refusal)
})
