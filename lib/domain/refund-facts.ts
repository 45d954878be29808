import type { RefundId, TenderId } from './ids.ts'
import { type Money, minus, plus, smaller, sum, zero } from './money.ts'
import { type Sale, withTender } from './sale.ts'
import type { Absorbed, Surprise } from './sale-facts.ts'
import type { CardTender, Refund } from './tender.ts'

/** A refund as Stripe tells it. `refundId` is ours, from its metadata; one made elsewhere has none. */
export type RefundSeen = {
  readonly stripeRefund: string
  readonly refundId?: RefundId
  readonly amount: Money
  readonly status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  readonly problem?: string
}

export type RefundFact =
  /** What Stripe says of refunds: of one that was answered, or of all of an intent. */
  | {
      readonly type: 'refunds_seen'
      readonly tenderId: TenderId
      readonly refunds: readonly RefundSeen[]
      readonly at: number
    }
  /** Stripe surely did not make it. */
  | {
      readonly type: 'refund_refused'
      readonly tenderId: TenderId
      readonly refundId: RefundId
      readonly problem: string
      readonly at: number
    }

/** Our own refunds take Stripe's word for their state. One that fails after all frees its amount, and somebody must pay the customer. */
export function refundsSeen(
  sale: Sale,
  tender: CardTender,
  fact: Extract<RefundFact, { type: 'refunds_seen' }>,
): Absorbed {
  const surprises: Surprise[] = []
  let now = sale
  for (const seen of fact.refunds) {
    const before = tender.refunds?.find(one => one.id === seen.refundId)
    if (!before || (before.state === seen.status && before.stripeRefund === seen.stripeRefund)) continue
    if (isOver(before)) continue
    now = withRefund(now, tender.id, {
      ...before,
      state: seen.status,
      stripeRefund: seen.stripeRefund,
      ...(seen.problem ? { problem: seen.problem } : {}),
    })
    const failed = seen.status === 'failed' || seen.status === 'canceled'
    if (failed) surprises.push({ kind: 'refund_failed', tenderId: tender.id, amount: before.amount })
    now = counted(now, before, seen)
  }
  return { sale: now, surprises }
}

const isOver = (refund: Refund): boolean => refund.state === 'failed' || refund.state === 'canceled'

/** An open sale has less money once a refund has succeeded, and has it again when that refund fails later. A paid sale stays paid. */
function counted(sale: Sale, before: Refund, seen: RefundSeen): Sale {
  if (sale.status !== 'open') return sale
  if (seen.status === 'succeeded')
    return received(sale, minus(sale.received, smaller(before.amount, sale.received)))
  return before.state === 'succeeded' && seen.status !== 'pending'
    ? received(sale, plus(sale.received, before.amount))
    : sale
}

function received(sale: Sale, amount: Money): Sale {
  const [any] = sale.tenders
  const changed = { ...sale, received: amount }
  return any ? withTender(changed, any) : changed
}

export function refundRefused(
  sale: Sale,
  tender: CardTender,
  fact: Extract<RefundFact, { type: 'refund_refused' }>,
): Sale {
  const before = tender.refunds?.find(one => one.id === fact.refundId)
  if (before?.state !== 'asked') return sale
  return withRefund(sale, tender.id, { ...before, state: 'failed', problem: fact.problem })
}

function withRefund(sale: Sale, tenderId: TenderId, refund: Refund): Sale {
  const tender = sale.tenders.find(other => other.id === tenderId)
  if (tender?.kind !== 'card') return sale
  const refunds = (tender.refunds ?? []).map(one => (one.id === refund.id ? refund : one))
  return withTender(sale, { ...tender, refunds })
}

/** The charge counts more given back than we know of: somebody did it in the Dashboard. */
export function refundedBehindOurBack(sale: Sale, tenderId: TenderId, refunded: Money | undefined): Absorbed {
  const tender = sale.tenders.find(other => other.id === tenderId)
  if (tender?.kind !== 'card' || !refunded || refunded.minor === 0) return { sale, surprises: [] }
  const ours = (tender.refunds ?? []).filter(one => !isOver(one)).map(one => one.amount)
  const known = plus(sum(ours, refunded.currency), tender.refundedElsewhere ?? zero(refunded.currency))
  const more = minus(refunded, known)
  if (more.minor <= 0) return { sale, surprises: [] }
  const refundedElsewhere = plus(tender.refundedElsewhere ?? zero(refunded.currency), more)
  return {
    sale: withTender(sale, { ...tender, refundedElsewhere }),
    surprises: [{ kind: 'refunded_elsewhere', tenderId, amount: more }],
  }
}
