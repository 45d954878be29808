import { SteerPayment } from '#lib/contracts/sales.ts'
import { steerPayment } from '#lib/operations/steer-payment.ts'
import { refused } from '#lib/server/answer.ts'
import { hot } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { saleWritten } from '#lib/server/sale-written.ts'
import { world } from '#lib/server/world.ts'

export const POST = hot('sale.pay', async (request, { params, sessionHash, approval }) => {
  const input = await read(request, SteerPayment, await params)
  if (!input.ok) return refused(input.refusal)
  return saleWritten(
    world(),
    await steerPayment(world(), { ...input.value, sessionHash, approval }),
    input.value.saleId,
  )
})
