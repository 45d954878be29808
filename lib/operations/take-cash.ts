import { decide } from '#lib/domain/decide-sale.ts'
import type { TenderId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { World } from '#lib/ports/world.ts'
import { type Asked, type AtDoor, actedAt, atRegister, wasSaved } from './at-register.ts'
import { type SaleNow, saleNow } from './sale-answer.ts'

/**
 * Cash for all that is left to pay. The tender's id was made by the browser, so the same press sent twice is one row.
 * Refused while a card payment is alive: its amount is reserved until its intent has ended.
 */
export async function takeCash(
  world: Pick<World, 'sales' | 'clock'>,
  input: Asked & { readonly tenderId: TenderId; readonly handedMinor: number; readonly shownMinor: number },
): Promise<Result<SaleNow, SaleRefusal | AtDoor>> {
  return atRegister<SaleNow, SaleRefusal | AtDoor>(world, input, async (at, loaded) => {
    if (!loaded) return refuse({ kind: 'not_found' })
    const now = world.clock.now()
    const { currency } = loaded.sale.rule
    const decided = decide(loaded.sale, {
      type: 'cash',
      tenderId: input.tenderId,
      handed: money(input.handedMinor, currency),
      shown: money(input.shownMinor, currency),
      at: now,
    })
    if (!decided.ok) return decided
    if (decided.value === loaded.sale) return ok(saleNow(loaded))
    const data = { cash: input.shownMinor, handed: input.handedMinor, ...actedAt(at, loaded.sale) }
    const saved = await world.sales.save({
      sale: decided.value,
      expected: loaded.version,
      journal: [{ kind: 'wish', tenderId: input.tenderId, staffId: at.session.staffId, at: now, data }],
    })
    if (!wasSaved(saved)) return 'stale'
    return ok(saleNow({ sale: decided.value, version: saved.version, leases: loaded.leases }))
  })
}
