import { DealWithSurprise } from '#lib/contracts/surprises.ts'
import { dealWithSurprise } from '#lib/operations/deal-with-surprise.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('surprises.deal', async (request, { params, session }) => {
  const input = await read(request, DealWithSurprise, await params)
  if (!input.ok) return refused(input.refusal)
  const { surpriseId, version, how } = input.value
  return answer(await dealWithSurprise(world(), { session, id: Number(surpriseId), version, how }))
})
