import { OneSale } from '#lib/contracts/sales.ts'
import { ok } from '#lib/domain/result.ts'
import { saleOf } from '#lib/queries/sale.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn(async (_request, { params }) => {
  const input = readValue(OneSale, await params)
  if (!input.ok) return refused(input.refusal)
  const sale = await saleOf(world(), input.value.saleId)
  return sale ? answer(ok(sale)) : refused({ kind: 'not_found' })
})
