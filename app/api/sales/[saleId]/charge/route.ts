import { ChargeSale } from '#lib/contracts/sales.ts'
import { chargeSale } from '#lib/operations/charge-sale.ts'
import { refused } from '#lib/server/answer.ts'
import { hot } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { saleWritten } from '#lib/server/sale-written.ts'
import { world } from '#lib/server/world.ts'

export const POST = hot('sale.pay', async (request, { params, sessionHash }) => {
  const input = await read(request, ChargeSale, await params)
  if (!input.ok) return refused(input.refusal)
  return saleWritten(world(), await chargeSale(world(), { ...input.value, sessionHash }), input.value.saleId)
})
