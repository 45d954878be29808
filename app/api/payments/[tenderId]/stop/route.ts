import { OneTender } from '#lib/contracts/payments.ts'
import { stopTender } from '#lib/operations/stop-tender.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('payments.stop', async (request, { params, session }) => {
  const input = await read(request, OneTender, await params)
  return input.ok ? answer(await stopTender(world(), { ...input.value, session })) : refused(input.refusal)
})
