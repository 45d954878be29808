import { OneTender } from '#lib/contracts/payments.ts'
import { checkTender } from '#lib/operations/check-tender.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('payments.check', async (request, { params, session }) => {
  const input = await read(request, OneTender, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await checkTender(world(), { ...input.value, staffId: session.staffId }))
})
