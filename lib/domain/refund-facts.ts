import type { RefundId, TenderId } from './ids.ts'
import { larger, type Money, minus, plus, sum, zero } from './money.ts'
import { type Sale, withTender } from './sale.ts'
import type { Absorbed, IntentSeen, Surprise } from './sale-facts.ts'
import { type CardTender, type Refund, returnedOf } from './tender.ts'

/** A refund as Stripe tells it. `refundId` is ours, from its metadata; one made elsewhere has none. */
export type RefundSeen = {
  readonly stripeRefund: string
  readonly refundId?: RefundId
  readonly amount: Money
  readonly status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  readonly problem?: string
}

export type RefundFact =
  /** What Stripe says of refunds. */
  | {
      readonly type: 'refunds_seen'
      readonly tenderId: TenderId
      readonly refunds: readonly RefundSeen[]
      /** Where these are all of an intent's: the intent, as it was read just before. */
      readonly allOf?: IntentSeen
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

/**
 * Our own refunds take Stripe's word for their state; what others gave back is what else Stripe lists. One that fails after all frees its
 * amount, and somebody must pay the customer.
 */
export function refundsSeen(
  sale: Sale,
  before: CardTender,
  { refunds, allOf }: Extract<RefundFact, { type: 'refunds_seen' }>,
): Absorbed {
  const tenderId = before.id
  const surprises: Surprise[] = []
  let tender = before
  for (const seen of refunds) {
    const ours = oursOf(tender, seen)
    if (!ours || isOver(ours) || (ours.state === seen.status && ours.stripeRefund === seen.stripeRefund))
      continue
    const { stripeRefund, status: state, problem } = seen
    tender = withRefund(tender, { ...ours, state, stripeRefund, ...(problem ? { problem } : {}) })
    if (isLost(seen)) surprises.push({ kind: 'refund_failed', tenderId, amount: ours.amount })
  }
  if (allOf && tender.state === 'paid') {
    const none = zero(tender.amount.currency)
    const elsewhere = byOthers(tender, refunds, allOf)
    const more = minus(elsewhere, tender.refundedElsewhere ?? none)
    if (more.minor > 0) surprises.push({ kind: 'refunded_elsewhere', tenderId, amount: more })
    if (more.minor < 0) surprises.push({ kind: 'refund_failed', tenderId, amount: minus(none, more) })
    if (more.minor !== 0) tender = withElsewhere(tender, elsewhere)
  }
  return { sale: given(sale, before, tender), surprises }
}

const isOver = (refund: Refund): boolean => refund.state === 'failed' || refund.state === 'canceled'
const isLost = (seen: RefundSeen): boolean => seen.status === 'failed' || seen.status === 'canceled'

/** The one of ours that this is. Stripe's id of it never changes once it is known. */
const oursOf = (tender: CardTender, { refundId, stripeRefund }: RefundSeen): Refund | undefined =>
  tender.refunds?.find(one => one.id === refundId && (one.stripeRefund ?? stripeRefund) === stripeRefund)

/** All that Stripe lists, without our own and without what came to nothing. */
function byOthers(tender: CardTender, refunds: readonly RefundSeen[], intent: IntentSeen): Money {
  const none = zero(tender.amount.currency)
  const known = new Set(tender.refunds?.map(one => one.stripeRefund))
  const listed = refunds.filter(seen => !isLost(seen))
  const others = listed.filter(seen => !known.has(seen.stripeRefund))
  const total = (of: readonly RefundSeen[]) =>
    sum(
      of.map(one => one.amount),
      none.currency,
    )
  return larger(minus(total(others), releasedIn(total(listed), intent)), none)
}

/** Stripe may list the released rest of a hold as a refund, although no money moved. The charge's own count is without it. */
function releasedIn(listed: Money, { amount, received, refunded }: IntentSeen): Money {
  const none = zero(amount.currency)
  const rest = larger(minus(amount, received), none)
  return minus(listed, refunded ?? none).minor >= rest.minor ? rest : none
}

function withElsewhere({ refundedElsewhere: _, ...tender }: CardTender, elsewhere: Money): CardTender {
  return elsewhere.minor > 0 ? { ...tender, refundedElsewhere: elsewhere } : tender
}

/** An open sale has less money once some has gone back, and has it again when a refund fails later. A paid sale stays paid. */
function given(sale: Sale, before: CardTender, after: CardTender): Sale {
  if (after === before) return sale
  if (sale.status !== 'open') return withTender(sale, after)
  const [was, is] = [stillHere(before), stillHere(after)]
  const none = zero(sale.rule.currency)
  const moved = (all: Money, from: Money, to: Money) => larger(plus(all, minus(to, from)), none)
  const received = moved(sale.received, was.received, is.received)
  return withTender({ ...sale, received, tips: moved(sale.tips, was.tip, is.tip) }, after)
}

/** What of a paid tender has not gone back. Its tip goes last. */
function stillHere(tender: CardTender): { readonly received: Money; readonly tip: Money } {
  const none = zero(tender.amount.currency)
  const { received = none, tip = none } = tender
  const gone = returnedOf(tender)
  const goneOfTip = larger(minus(gone, received), none)
  return { received: larger(minus(received, gone), none), tip: larger(minus(tip, goneOfTip), none) }
}

export function refundRefused(
  sale: Sale,
  tender: CardTender,
  fact: Extract<RefundFact, { type: 'refund_refused' }>,
): Sale {
  const before = tender.refunds?.find(one => one.id === fact.refundId)
  if (before?.state !== 'asked') return sale
  return withTender(sale, withRefund(tender, { ...before, state: 'failed', problem: fact.problem }))
}

const withRefund = (tender: CardTender, refund: Refund): CardTender => ({
  ...tender,
  refunds: (tender.refunds ?? []).map(one => (one.id === refund.id ? refund : one)),
})
