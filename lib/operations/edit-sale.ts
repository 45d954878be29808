import type { Edit } from '#lib/domain/cart.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import type { ProductId, SaleId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { newSale } from '#lib/domain/sale.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { AtRegister, Loaded } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { type Asked, type AtDoor, atRegister, wasSaved } from './at-register.ts'
import { type SaleNow, saleNow } from './sale-answer.ts'

type EditRefusal = SaleRefusal | AtDoor | { readonly kind: 'other_draft'; readonly saleId: SaleId }

/**
 * Applies edits in their order; a sale that is not there yet is opened by them as the register's current one. A register has
 * one draft: edits for another sale are sent to it (`other_draft`), unless it is the one that was `left` for the next customer,
 * whatever has become of its payment since. Prices are the server's own.
 */
export async function editSale(
  world: Pick<World, 'sales' | 'catalogue' | 'clock'>,
  input: Asked & { readonly edits: readonly Edit[]; readonly left?: SaleId },
): Promise<Result<SaleNow, EditRefusal>> {
  const ids = input.edits.flatMap(edit => (edit.type === 'put' ? [edit.productId] : []))
  const goods =
    ids.length === 0
      ? new Map()
      : await world.catalogue.goods([...new Set<ProductId>(ids)], input.sessionHash)
  return atRegister<SaleNow, EditRefusal>(world, input, async (at, loaded) => {
    const other = otherDraft(at, input)
    if (!loaded && other) return refuse({ kind: 'other_draft', saleId: other })
    const now = world.clock.now()
    const before = loaded ?? opened(at, input.saleId, now)
    if (!before) return refuse({ kind: 'no_register' })
    if (loaded?.openCalls.length) return refuse({ kind: 'payment_waiting' })
    const { edits } = input
    const decided = decide(before.sale, { type: 'edit', edits, goods: id => goods.get(id), at: now })
    if (!decided.ok) return decided
    const saved = await world.sales.save({
      sale: decided.value,
      expected: loaded ? loaded.version : 'new',
      ...(loaded ? {} : { currentOf: at.registerId }),
    })
    if (!wasSaved(saved)) return 'stale'
    const sale = { ...decided.value, number: saved.number }
    return ok(saleNow({ sale, version: saved.version, leases: before.leases }, decided))
  })
}

type Wanted = { readonly saleId: SaleId; readonly left?: SaleId }

function otherDraft(at: AtRegister, { saleId, left }: Wanted): SaleId | undefined {
  const { currentSaleId: current, currentSaleStatus, currentSaleHeld } = at
  if (!current || currentSaleStatus !== 'open' || currentSaleHeld) return undefined
  return current === saleId || current === left ? undefined : current
}

function opened(at: AtRegister, id: SaleId, now: number): Pick<Loaded, 'sale' | 'leases'> | undefined {
  const { registerId, session, rule, receiptPrefix } = at
  const prefix = receiptPrefix === '' ? {} : { prefix: receiptPrefix }
  return {
    sale: newSale({ id, number: 0, ...prefix, registerId, openedBy: session.staffId, openedAt: now, rule }),
    leases: [],
  }
}
