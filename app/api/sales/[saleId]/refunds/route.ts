import { RefundTender } from '#lib/contracts/sales.ts'
import { refundTender } from '#lib/operations/refund-tender.ts'
import { refused } from '#lib/server/answer.ts'
import { hot } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { saleWritten } from '#lib/server/sale-written.ts'
import { world } from '#lib/server/world.ts'

export const POST = hot('sale.refund', async (request, { params, sessionHash, approval }) => {
  const input = await read(request, RefundTender, await params)
  if (!input.ok) return refused(input.refusal)
  return saleWritten(
    world(),
    await refundTender(world(), { ...input.value, sessionHash, approval }),
    input.value.saleId,
  )
})
