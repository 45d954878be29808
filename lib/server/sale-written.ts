import type { Refusal } from '#lib/contracts/refusal.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import type { Result } from '#lib/domain/result.ts'
import type { SaleNow } from '#lib/operations/sale-answer.ts'
import type { World } from '#lib/ports/world.ts'
import { answerOf, saleOf } from '#lib/queries/sale.ts'
import { given, refused } from './answer.ts'

/** Refusals after which the screen was looking at an old sale: the answer brings it as it is now. */
const SHOW_NOW: ReadonlySet<Refusal['kind']> = new Set([
  'sale_not_open',
  'payment_waiting',
  'total_changed',
  'no_card_payment',
])

/** What a write on a sale answers: the sale as the server has it, or why not. */
export async function saleWritten(
  world: Pick<World, 'sales' | 'shops' | 'clock'>,
  result: Result<SaleNow, Refusal>,
  saleId: SaleId,
): Promise<Response> {
  if (result.ok)
    return given({
      ...(await answerOf(world, result.value)),
      ...(result.value.unknown ? { unknown: result.value.unknown } : {}),
      ...(result.value.short ? { short: result.value.short } : {}),
    })
  const sale = SHOW_NOW.has(result.refusal.kind) ? await saleOf(world, saleId) : undefined
  return refused(result.refusal, sale ? { sale } : {})
}
