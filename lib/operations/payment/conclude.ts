import { type ReaderSeen, stillShows } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { type Absorbed, absorb, type IntentSeen, type Surprise } from '#lib/domain/sale-facts.ts'
import { type Attempt, type Decline, refundAsked } from '#lib/domain/tender.ts'
import type { Pace } from '#lib/ports/world.ts'
import { atBank, attemptFor, goesOn, isDeaf, isSilence, withAttempt } from './attempt.ts'
import { collected, confirmed, readLate } from './card-read.ts'
import { idleLookMs, retryMs, waitingLookMs } from './pace.ts'
import { leasesOf, looksOf, type Standing } from './standing.ts'

/** What a look proves (`one-charge` §6): the sale afterwards, readers that may go, and what to do next. */
export type Conclusion = {
  readonly sale: Sale
  readonly surprises: readonly Surprise[]
  readonly free: readonly string[]
  readonly next:
    | { readonly do: 'go_on' }
    | { readonly do: 'look_again' }
    | { readonly do: 'clear'; readonly readerId: string }
    | { readonly do: 'cancel' }
    /** Null: until somebody asks or Stripe knocks. */
    | { readonly do: 'wait'; readonly ms: number | null }
}

/** What one look saw: every reader of the tender, then its intent, then the refunds of it if there can be any. */
export type Looked = {
  readonly readers: ReadonlyMap<string, ReaderSeen>
  readonly intent: IntentSeen
  readonly refunds: readonly RefundSeen[]
  /** Every question of it, as Stripe's support knows it. */
  readonly asked: readonly AskedOf[]
}

/** A reader or an intent that was asked about; Stripe's request id, and how long the answer took. */
export type AskedOf = { readonly of: string; readonly ms: number; readonly requestId?: string }

export function conclude(
  standing: Standing,
  { readers, intent, refunds }: Omit<Looked, 'asked'>,
  now: number,
  pace: Pace,
): Conclusion {
  const shown = [...readers]
    .filter(([, seen]) => stillShows(seen, standing.tender))
    .map(([readerId]) => readerId)
  const seen = absorbed(standing, intent, refunds, now)
  const ended =
    intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'requires_capture'
  if (ended && seen.sale === standing.sale && standing.tender.state === 'paid') {
    return { ...seen, free: [], next: nothingNew(standing) }
  }
  if (ended)
    return {
      ...seen,
      free: [...readers.keys()].filter(readerId => !shown.includes(readerId)),
      next: { do: 'go_on' },
    }
  if (standing.tender.state !== 'on_reader')
    return readLate(standing, intent, now) ?? { ...seen, free: [], next: idle(standing) }
  const waits = { ...seen, free: [] }
  if (intent.status === 'requires_confirmation')
    return collected(standing, waits, readers, shown[0], now, pace)
  if (shown[0]) {
    const device = { readerId: shown[0], seen: readers.get(shown[0]) }
    return onDevice(standing, waits, device, intent, now, pace)
  }
  if (intent.status !== 'requires_payment_method') {
    return { ...waits, sale: withAttempt(standing, atBank(standing, now), now), next: soon(standing, pace) }
  }
  return over(standing, readers, intent, now)
}

function absorbed(
  standing: Standing,
  intent: IntentSeen,
  refunds: readonly RefundSeen[],
  at: number,
): Absorbed {
  const tenderId = standing.tender.id
  const seen = absorb(standing.sale, { type: 'intent_seen', tenderId, intent, at })
  const back = absorb(seen.sale, { type: 'refunds_seen', tenderId, refunds, allOf: intent, at })
  return { sale: back.sale, surprises: [...seen.surprises, ...back.surprises] }
}

/** Pending refunds take hours. */
const PENDING_MS = 600_000
/** Some minutes of looks. What Stripe does not tell of a card by then it never tells. */
const MOST_FOR_CARD = 10

/**
 * Paid, and nothing new: what is still to come (the card's details, wanted soon for the receipt; a pending refund) has time. A refund not
 * asked for yet has not.
 */
function nothingNew(standing: Standing): Conclusion['next'] {
  const { card, refunds = [] } = standing.tender
  if (refundAsked(standing.tender)) return { do: 'go_on' }
  const looks = looksOf(standing)
  if (!card && looks < MOST_FOR_CARD) return { do: 'wait', ms: retryMs(looks) }
  if (refunds.some(one => one.state === 'pending')) return { do: 'wait', ms: PENDING_MS }
  return card ? { do: 'go_on' } : { do: 'wait', ms: null }
}

export type Waits = Omit<Conclusion, 'next'>

/**
 * Our intent is still on the reader: nothing is freed. A wish to take it off clears the reader, unless the bank has the card. A reader that
 * does not hear is not waited for: what shall end is ended at the intent, what was only to be interrupted goes on.
 */
function onDevice(
  standing: Standing,
  waits: Waits,
  { readerId, seen }: { readonly readerId: string; readonly seen: ReaderSeen | undefined },
  intent: IntentSeen,
  now: number,
  pace: Pace,
): Conclusion {
  const { wish, problem } = standing.tender
  const checking = intent.status === 'processing'
  const isReachable = seen?.reachable === true
  if (wish === 'stop' && !checking)
    return { ...waits, next: isReachable && !isDeaf(problem) ? { do: 'clear', readerId } : { do: 'cancel' } }
  if (wish === 'take_off' && !checking) {
    if (isReachable) return { ...waits, next: { do: 'clear', readerId } }
    return { ...waits, sale: goesOn(standing, now), next: soon(standing, pace) }
  }
  const attempt = seen?.action?.type === 'confirm_payment_intent' ? confirmed(standing, now) : 'waiting'
  return {
    ...waits,
    sale: withAttempt(standing, checking ? atBank(standing, now) : attempt, now),
    next: soon(standing, pace),
  }
}

const soon = (standing: Standing, pace: Pace): Conclusion['next'] => ({
  do: 'wait',
  ms: waitingLookMs(looksOf(standing), pace.watchAfterMs),
})

function idle(standing: Standing): Conclusion['next'] {
  const wished = standing.tender.wish === 'charge' || standing.tender.wish === 'stop'
  return wished ? { do: 'go_on' } : { do: 'wait', ms: idleLookMs(looksOf(standing)) }
}

/**
 * No reader shows our intent and no money was seen: this attempt is over. A reader in doubt stays with the tender, since
 * neither an idle device nor a finished action proves that a late command is not still on its way.
 */
function over(
  standing: Standing,
  readers: ReadonlyMap<string, ReaderSeen>,
  intent: IntentSeen,
  now: number,
): Conclusion {
  const seen = readers.get(standing.tender.readerId)
  const { how, decline, problem } = howItEnded(standing, seen, intent, now)
  const unseen = [...readers.values()].some(one => lostItsLine(standing, one))
  const { sale, surprises } = absorb(standing.sale, {
    type: 'attempt_over',
    tenderId: standing.tender.id,
    how,
    at: now,
    ...(decline ? { decline } : {}),
    ...(problem ? { problem } : {}),
    ...(unseen ? { unseen } : {}),
  })
  const free = leasesOf(standing).filter(lease => !lease.doubtful && readers.has(lease.readerId))
  const next =
    standing.tender.wish === 'stop'
      ? ({ do: 'go_on' } as const)
      : ({ do: 'wait', ms: idleLookMs(0) } as const)
  return { sale, surprises, free: free.map(lease => lease.readerId), next }
}

/** Whatever else was answered to us: the device says that the bank may still have the card. */
const lostItsLine = ({ tender }: Standing, { action }: ReaderSeen): boolean =>
  action?.failureCode === 'connection_error' && action.paymentIntent === tender.paymentIntent

type HowItEnded = { readonly how: Attempt; readonly decline?: Decline; readonly problem?: string }

function howItEnded(
  standing: Standing,
  seen: ReaderSeen | undefined,
  intent: IntentSeen,
  now: number,
): HowItEnded {
  const { problem, attempt } = standing.tender
  if (problem && !isSilence(problem))
    return { how: attempt === 'no_answer' ? 'no_answer' : attemptFor(problem), problem }
  const action = seen?.action
  const ours = action?.paymentIntent === standing.tender.paymentIntent && action?.status === 'failed'
  if (!ours)
    return intent.lastDecline && isNew(standing, intent)
      ? { how: 'declined', decline: intent.lastDecline }
      : { how: 'reader_lost' }
  if (action.failureCode === 'customer_canceled') return { how: 'customer_canceled' }
  if (action.failureCode === 'connection_error')
    return { how: 'connection_error', problem: 'connection_error' }
  const decline = declineOf(action, now) ?? (isNew(standing, intent) ? intent.lastDecline : undefined)
  return decline
    ? { how: 'declined', decline }
    : { how: 'reader_failed', ...(action.failureCode ? { problem: action.failureCode } : {}) }
}

/** The intent tells of a refusal since this attempt began, and not only of the one before it. */
const isNew = (standing: Standing, intent: IntentSeen): boolean =>
  (intent.lastDecline?.at ?? 0) >= Math.floor(standing.tender.attemptAt / 1_000) * 1_000

/** What the action itself says of the card's bank. A reader that could not read a card fails as well, and no bank has said no. */
function declineOf({ failure, failureCode }: NonNullable<ReaderSeen['action']>, at: number) {
  if (failure) return { ...failure, at }
  return failureCode === 'card_declined' ? { code: failureCode, at } : undefined
}
