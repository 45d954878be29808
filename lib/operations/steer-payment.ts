import { steerNamed } from '#lib/domain/consent.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import type { NotAllowed } from '#lib/domain/permissions.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { liveCard, type Sale } from '#lib/domain/sale.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { AtRegister } from '#lib/ports/sale-store.ts'
import type { AdvancingWorld } from './advance-tender.ts'
import { allowedOnce, byOf } from './allowed.ts'
import { type Asked, type AtDoor, actedAt, atRegister, wasSaved } from './at-register.ts'
import { inBackground } from './charge-sale.ts'
import { steerEntry } from './moved-by-hand.ts'
import { type SaleNow, saleNow, withReader } from './sale-answer.ts'

export type SteerRefusal = SaleRefusal | AtDoor | NotAllowed

export type SteerWish = 'cancel' | 'change_sale' | 'check_status' | 'confirm' | 'capture'

const COMMAND = { cancel: 'stop', change_sale: 'take_off', confirm: 'confirm', capture: 'capture' } as const

/**
 * Cancel, *Change the sale*, the yes to a card that was read and the capture of a hold write a wish and nothing else; the engine works towards it, and money may
 * still win. Check status is a look, now.
 */
export async function steerPayment(
  world: AdvancingWorld,
  input: Asked & { readonly wish: SteerWish },
): Promise<Result<SaleNow, SteerRefusal>> {
  const named = steerNamed(input.saleId, input.wish)
  const settling = allowedOnce(world, 'sale.settle_hold', input.approval, named)
  const stopping = allowedOnce(world, 'payments.stop', input.approval, named)
  const confirming = allowedOnce(world, 'payments.confirm', input.approval, named)
  const done = await atRegister<SaleNow, SteerRefusal>(world, input, async (at, loaded) => {
    if (!loaded) return refuse({ kind: 'not_found' })
    const now = world.clock.now()
    const tender = liveCard(loaded.sale)
    const tenderId = tender?.id
    if (!tenderId) return refuse({ kind: 'no_card_payment' })
    if (input.wish === 'check_status') {
      const { staffId } = at.session
      const told = { kind: 'wish', tenderId, staffId, at: now, data: { wish: 'check_status' } } as const
      await world.sales.plan({ tenderId, lookDue: true, nextLookAt: now }, undefined, told)
      return ok(withReader(saleNow(loaded), at))
    }
    const decided = decide(loaded.sale, { type: COMMAND[input.wish], at: now })
    if (!decided.ok) return decided
    if (decided.value === loaded.sale) return ok(withReader(saleNow(loaded), at))
    // Taking off a card that was read ends its payment.
    const to = liveCard(decided.value)?.wish === 'stop' ? 'stop' : COMMAND[input.wish]
    const others = isOthers(at, loaded.sale)
    const elsewhere = input.wish === 'confirm' ? confirming : stopping
    const consent = isLaidBy(at, loaded.sale) ? settling : others ? elsewhere : undefined
    const may = consent ? await consent.ask(at.session) : ok(at.session)
    if (!may.ok) return may
    const { approver } = may.value
    const saved = await world.sales.save({
      sale: decided.value,
      expected: loaded.version,
      looks: [{ tenderId, looks: 0, nextLookAt: now }],
      journal: [
        {
          kind: 'wish',
          tenderId,
          staffId: at.session.staffId,
          at: now,
          data: { wish: input.wish, ...actedAt(at, loaded.sale), ...(approver ? { approver } : {}) },
        },
      ],
      ...(tender.state === 'held' || others
        ? { audit: { entry: steerEntry(loaded.sale, tender, to), by: byOf(may.value, now) } }
        : {}),
    })
    if (!wasSaved(saved)) return 'stale'
    return ok(withReader(saleNow({ sale: decided.value, version: saved.version, leases: loaded.leases }), at))
  })
  const tenderId = done.ok ? liveCard(done.value.sale)?.id : undefined
  if (tenderId) inBackground(world, tenderId)
  return done
}

/** Another counter's, and its customer stands there. */
const isOthers = (at: AtRegister, sale: Sale): boolean =>
  at.registerId !== sale.registerId && at.currentSaleId !== sale.id

/** Its money is held and another sale is on this counter: taking or releasing it is a manager's. */
const isLaidBy = (at: AtRegister, sale: Sale): boolean =>
  liveCard(sale)?.state === 'held' && at.currentSaleId !== sale.id
