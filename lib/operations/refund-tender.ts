import { refundNamed } from '#lib/domain/consent.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import type { RefundId, TenderId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { NotAllowed } from '#lib/domain/permissions.ts'
import { invariant, ok, type Result, refuse } from '#lib/domain/result.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { RefundReason } from '#lib/domain/tender.ts'
import type { AdvancingWorld } from './advance-tender.ts'
import { allowedOnce, byOf } from './allowed.ts'
import { type Asked, type AtDoor, actedAt, atRegister, wasSaved } from './at-register.ts'
import { inBackground } from './charge-sale.ts'
import { refundEntry } from './moved-by-hand.ts'
import { type SaleNow, saleNow } from './sale-answer.ts'

type RefundRefusal = SaleRefusal | AtDoor | NotAllowed

/**
 * Money of a paid card tender goes back to that card. Writes the refund down and answers; the engine asks Stripe under a key made
 * from the refund's own id, so that a press, a crash or a lost reply never gives money back twice.
 */
export async function refundTender(
  world: AdvancingWorld,
  input: Asked & {
    readonly tenderId: TenderId
    readonly refundId: RefundId
    readonly amountMinor: number
    readonly reason: RefundReason
  },
): Promise<Result<SaleNow, RefundRefusal>> {
  const { tenderId, refundId, reason } = input
  const named = refundNamed(tenderId, input.amountMinor)
  const consent = allowedOnce(world, 'sale.refund', input.approval, named)
  const done = await atRegister<SaleNow, RefundRefusal>(world, input, async (at, loaded) => {
    const lacking = consent.early(at.session)
    if (lacking) return refuse(lacking)
    if (!loaded) return refuse({ kind: 'not_found' })
    const now = world.clock.now()
    const amount = money(input.amountMinor, loaded.sale.rule.currency)
    const by = at.session.staffId
    const decided = decide(loaded.sale, { type: 'refund', refundId, tenderId, amount, reason, by, at: now })
    if (!decided.ok) return decided
    if (decided.value === loaded.sale) return ok(saleNow(loaded))
    const paid = loaded.sale.tenders.find(tender => tender.id === tenderId)
    invariant(paid?.kind === 'card', 'what is refunded is a card payment')
    const may = await consent.ask(at.session)
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
          staffId: by,
          at: now,
          data: {
            refund: refundId,
            amount: amount.minor,
            reason,
            ...actedAt(at, loaded.sale),
            ...(approver ? { approver } : {}),
          },
        },
      ],
      audit: {
        entry: refundEntry(loaded.sale, paid, { id: refundId, amount, reason }),
        by: byOf(may.value, now),
      },
    })
    if (!wasSaved(saved)) return 'stale'
    return ok(saleNow({ sale: decided.value, version: saved.version, leases: loaded.leases }))
  })
  if (done.ok) inBackground(world, tenderId)
  return done
}
