import type { TenderId } from './ids.ts'
import { type Money, minus, plus, sameMoney, smaller, zero } from './money.ts'
import { type RefundFact, refundRefused, refundsSeen } from './refund-facts.ts'
import { type Sale, settled, withTender } from './sale.ts'
import { type CardDetails, type CardTender, type Decline, heldBy, isAlive } from './tender.ts'

/** What an intent said when it was last read, in our words. `received` and `tip` are money at Stripe. */
export type IntentSeen = {
  readonly paymentIntent: string
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled'
    | 'unknown'
  readonly amount: Money
  readonly received: Money
  readonly tip: Money
  readonly lastDecline?: Decline
  readonly captureBefore?: number
  /** When it was cancelled, by Stripe's clock. */
  readonly canceledAt?: number
  /** Cancelled by Stripe itself and by nobody else. */
  readonly canceledByStripe?: true
  readonly card?: CardDetails
  /** What went back by the charge's own count, whoever sent it; the released rest of a hold is not in it. */
  readonly refunded?: Money
}

/** Something that has happened. It is never refused; at worst it is a surprise that somebody must look at. */
export type SaleFact =
  | {
      readonly type: 'intent_created'
      readonly tenderId: TenderId
      readonly intent: IntentSeen
      readonly at: number
    }
  | {
      readonly type: 'intent_seen'
      readonly tenderId: TenderId
      readonly intent: IntentSeen
      readonly at: number
    }
  /** The reader no longer shows our intent and the intent is unpaid: this attempt is over. */
  | {
      readonly type: 'attempt_over'
      readonly tenderId: TenderId
      readonly how: CardTender['attempt']
      /** The reader lost its line to the bank: see the tender's `unseen`. */
      readonly unseen?: boolean
      readonly decline?: Decline
      readonly problem?: string
      readonly at: number
    }
  /** The create call was never written, or it ended without an intent. */
  | RefundFact
  | {
      readonly type: 'never_created'
      readonly tenderId: TenderId
      readonly at: number
      readonly problem?: string
    }

export type Surprise = {
  readonly kind:
    | 'paid_after_cancel' // Money on a tender that we believed to be canceled.
    | 'canceled_elsewhere' // The intent was canceled, and not by us.
    | 'amount_differs' // Another amount arrived than the tender asked for.
    | 'too_much' // Money beyond the sale's total, to be given back.
    | 'hold_expired' // The goods are gone, and the authorised money was never taken.
    | 'hold_expiring' // Held on purpose, the sale is not finished, and soon it cannot be captured any more.
    | 'refund_failed' // The money came back to us: the customer must be paid another way.
    | 'refunded_elsewhere' // Given back in Stripe's Dashboard, not here.
    | 'orphan_paid' // An intent of ours that no tender carries took money: to be given back.
    | 'books_differ' // Held against Stripe's books, a payment has more or less money there than here.
    | 'unknown_at_stripe' // Stripe does not know its intent with the key we have: another account's, or the other mode's.
    | 'key_misused' // Stripe knew a command under its key as another one: our own defect.
    | 'edited_too_late' // The old, larger amount was taken before a smaller cart could be sent.
  readonly tenderId: TenderId
  readonly amount: Money
}

export type Absorbed = { readonly sale: Sale; readonly surprises: readonly Surprise[] }

const calm = (sale: Sale): Absorbed => ({ sale, surprises: [] })

/** Idempotent by state, not by id: the same fact a second time changes nothing. Returns the very same sale when nothing changed. */
export function absorb(sale: Sale, fact: SaleFact): Absorbed {
  const absorbed = taken(sale, fact)
  return { ...absorbed, sale: settled(absorbed.sale, fact.at) }
}

function taken(sale: Sale, fact: SaleFact): Absorbed {
  const tender = sale.tenders.find(other => other.id === fact.tenderId)
  if (tender?.kind !== 'card') return calm(sale)
  switch (fact.type) {
    case 'intent_created':
      if (tender.paymentIntent) return calm(sale)
      // It ended without an intent and does not come back to life; only money that is there counts.
      if (tender.state !== 'drafted') return seen(sale, fact.tenderId, fact.intent, fact.at)
      return seen(
        withTender(sale, { ...tender, ...carried(fact.intent), state: 'ready' }),
        fact.tenderId,
        fact.intent,
        fact.at,
      )
    case 'intent_seen':
      return seen(sale, fact.tenderId, fact.intent, fact.at)
    case 'attempt_over':
      return calm(over(sale, tender, fact))
    case 'refunds_seen':
      return refundsSeen(sale, tender, fact)
    case 'refund_refused':
      return calm(refundRefused(sale, tender, fact))
    case 'never_created':
      return calm(neverCreated(sale, tender, fact))
  }
}

const carried = (intent: IntentSeen) => ({
  paymentIntent: intent.paymentIntent,
  intentAmount: minus(intent.amount, intent.tip),
})

function seen(sale: Sale, tenderId: TenderId, intent: IntentSeen, at: number): Absorbed {
  const tender = sale.tenders.find(other => other.id === tenderId)
  if (tender?.kind !== 'card') return calm(sale)
  switch (intent.status) {
    case 'succeeded':
      return paid(sale, tender, intent, at)
    case 'canceled':
      return canceled(sale, tender, intent, at)
    case 'requires_capture':
      return calm(held(sale, tender, intent, at))
    case 'requires_payment_method':
      return calm(carries(sale, tender, intent))
    case 'requires_confirmation':
    case 'processing':
    case 'unknown':
      return calm(sale)
  }
}

/** The money is there. What the sale has room for counts towards it, what is beyond is excess and must go back. */
function paid(sale: Sale, tender: CardTender, intent: IntentSeen, at: number): Absorbed {
  if (tender.state === 'paid') return calm(withCard(sale, tender, intent))
  // Less than the tip may have been taken by another hand: then all that came is tip, and nothing of it pays the sale.
  const tip = smaller(intent.tip, intent.received)
  const arrived = minus(intent.received, tip)
  const { lastDecline: _, problem: __, ...rest } = tender
  const now: CardTender = {
    ...rest,
    ...carried(intent),
    ...(intent.card ? { card: intent.card } : {}),
    state: 'paid',
    wish: 'none',
    attempt: 'none',
    attemptAt: at,
    received: arrived,
    tip,
  }
  const room = sale.status === 'open' ? roomFor(sale, tender) : zero(sale.rule.currency)
  const counted = smaller(arrived, room)
  const beyond = minus(arrived, counted)
  const next = withTender(
    {
      ...sale,
      received: plus(sale.received, counted),
      tips: plus(sale.tips, tip),
      excess: plus(sale.excess, beyond),
    },
    now,
  )
  return { sale: next, surprises: surprisesOf(sale, tender, arrived, beyond) }
}

/** What the sale can still take once this tender's own reservation is lifted. */
function roomFor(sale: Sale, tender: CardTender): Money {
  const others = sale.tenders
    .filter(other => other.id !== tender.id && isAlive(other))
    .map(other => other.amount)
  const reserved = others.reduce(plus, zero(sale.rule.currency))
  return minus(minus(sale.total, sale.received), reserved)
}

function surprisesOf(sale: Sale, tender: CardTender, arrived: Money, beyond: Money): Surprise[] {
  const tenderId = tender.id
  const surprises: Surprise[] = []
  if (tender.state === 'canceled') surprises.push({ kind: 'paid_after_cancel', tenderId, amount: arrived })
  if (beyond.minor > 0) surprises.push({ kind: 'too_much', tenderId, amount: beyond })
  const overpaid = minus(plus(sale.received, minus(arrived, beyond)), sale.wantedTotal)
  if (sale.status === 'open' && overpaid.minor > 0)
    surprises.push({ kind: 'edited_too_late', tenderId, amount: overpaid })
  else if (sale.status === 'open' && !sameMoney(arrived, tender.amount))
    surprises.push({ kind: 'amount_differs', tenderId, amount: minus(arrived, tender.amount) })
  return surprises
}

/** A paid tender learns its card's details from a later look; nothing else changes. */
function withCard(sale: Sale, tender: CardTender, intent: IntentSeen): Sale {
  if (tender.card || !intent.card) return sale
  return withTender(sale, { ...tender, card: intent.card })
}

function canceled(sale: Sale, tender: CardTender, intent: IntentSeen, at: number): Absorbed {
  if (!isAlive(tender)) return calm(sale)
  const asked = tender.wish === 'stop'
  const { tip: _, ...rest } = tender
  const next = withTender(sale, {
    ...rest,
    ...carried(intent),
    state: 'canceled',
    wish: 'none',
    attemptAt: at,
  })
  return {
    sale: next,
    surprises: asked
      ? []
      : [
          {
            kind: hasLapsed(tender, intent, at) ? 'hold_expired' : 'canceled_elsewhere',
            tenderId: tender.id,
            amount: tender.state === 'held' ? heldBy(tender) : tender.amount,
          },
        ],
  }
}

/**
 * A hold ends by its deadline, or somebody ends it before that. Earlier than that only Stripe's own word tells that its bank let it go;
 * which word a lapsed hold has is not confirmed, so the word is a hint and the deadline is the rule.
 */
function hasLapsed(tender: CardTender, intent: IntentSeen, at: number): boolean {
  const until = tender.captureBefore ?? intent.captureBefore
  if (until !== undefined && (intent.canceledAt ?? at) >= until) return true
  return intent.canceledByStripe === true && (until !== undefined || tender.state === 'held')
}

/** A hold learns its deadline from the charge, which may be read later than the hold itself. */
function withDeadline(sale: Sale, tender: CardTender, { captureBefore, card }: IntentSeen): Sale {
  if (captureBefore === undefined || tender.captureBefore !== undefined) return sale
  return withTender(sale, { ...tender, captureBefore, ...(card ? { card } : {}) })
}

function held(sale: Sale, tender: CardTender, intent: IntentSeen, at: number): Sale {
  if (tender.state === 'held') return withDeadline(sale, tender, intent)
  if (tender.state !== 'on_reader' && tender.state !== 'ready') return sale
  const until = intent.captureBefore === undefined ? {} : { captureBefore: intent.captureBefore }
  const wish = tender.wish === 'stop' ? 'stop' : 'none'
  const card = intent.card ? { card: intent.card } : {}
  const { problem: _, lastDecline: __, ...rest } = tender
  return withTender(sale, {
    ...rest,
    ...carried(intent),
    ...until,
    ...card,
    tip: intent.tip,
    state: 'held',
    wish,
    attempt: 'none',
    attemptAt: at,
  })
}

/** The amount the intent carries is Stripe's to say; an answered update shows here. */
function carries(sale: Sale, tender: CardTender, intent: IntentSeen): Sale {
  const amount = minus(intent.amount, intent.tip)
  if (!isAlive(tender) || (tender.intentAmount && sameMoney(tender.intentAmount, amount))) return sale
  return withTender(sale, { ...tender, ...carried(intent) })
}

function over(sale: Sale, tender: CardTender, fact: Extract<SaleFact, { type: 'attempt_over' }>): Sale {
  if (tender.state !== 'on_reader') return sale
  const { lastDecline: _, problem: __, ...rest } = tender
  return withTender(sale, {
    ...rest,
    ...(fact.decline ? { lastDecline: fact.decline } : {}),
    ...(fact.problem ? { problem: fact.problem } : {}),
    ...(fact.unseen ? { unseen: true as const } : {}),
    state: 'ready',
    wish: tender.wish === 'stop' ? 'stop' : 'none',
    attempt: tender.wish === 'take_off' ? 'taken_off' : fact.how,
    attemptAt: fact.at,
  })
}

function neverCreated(
  sale: Sale,
  tender: CardTender,
  fact: Extract<SaleFact, { type: 'never_created' }>,
): Sale {
  if (tender.state !== 'drafted') return sale
  const problem = fact.problem ? { problem: fact.problem } : {}
  return withTender(sale, { ...tender, ...problem, state: 'canceled', wish: 'none', attemptAt: fact.at })
}
