import { type ReaderSeen, stillShows } from '#lib/domain/payment-step.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { absorb, type IntentSeen, type Surprise } from '#lib/domain/sale-facts.ts'
import type { Attempt, Decline } from '#lib/domain/tender.ts'
import type { Pace } from '#lib/ports/world.ts'
import { attemptFor, withAttempt } from './attempt.ts'
import { idleLookMs, retryMs, waitingLookMs } from './pace.ts'
import { leasesOf, looksOf, type Standing } from './standing.ts'

/** What a look proves (`one-charge` §6): the sale afterwards, readers that may go, and what to do next. */
export type Conclusion = {
  readonly sale: Sale
  readonly surprises: readonly Surprise[]
  readonly free: readonly string[]
  readonly next:
    | { readonly do: 'go_on' }
    | { readonly do: 'clear'; readonly readerId: string }
    | { readonly do: 'wait'; readonly ms: number }
}

export function conclude(
  standing: Standing,
  readers: ReadonlyMap<string, ReaderSeen>,
  intent: IntentSeen,
  now: number,
  pace: Pace,
): Conclusion {
  const shown = [...readers]
    .filter(([, seen]) => stillShows(seen, standing.tender))
    .map(([readerId]) => readerId)
  const seen = absorb(standing.sale, { type: 'intent_seen', tenderId: standing.tender.id, intent, at: now })
  const ended =
    intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'requires_capture'
  if (ended && seen.sale === standing.sale && standing.tender.state === 'paid') {
    // Everything known already, and the card's details are still not there: no hurry.
    return { ...seen, free: [], next: { do: 'wait', ms: retryMs(looksOf(standing)) } }
  }
  if (ended)
    return {
      ...seen,
      free: [...readers.keys()].filter(readerId => !shown.includes(readerId)),
      next: { do: 'go_on' },
    }
  if (standing.tender.state !== 'on_reader') return { ...seen, free: [], next: idle(standing) }
  const waits = { ...seen, free: [] }
  if (shown[0]) return onDevice(standing, waits, shown[0], intent, now, pace)
  if (intent.status !== 'requires_payment_method') {
    return { ...waits, sale: withAttempt(standing, 'checking', now), next: soon(standing, pace) }
  }
  return over(standing, readers, intent, now)
}

type Waits = Omit<Conclusion, 'next'>

/** Our intent is still on the reader: nothing is freed. A wish to take it off clears the reader, unless the bank has the card. */
function onDevice(
  standing: Standing,
  waits: Waits,
  readerId: string,
  intent: IntentSeen,
  now: number,
  pace: Pace,
): Conclusion {
  const checking = intent.status === 'processing'
  const wantsOff = standing.tender.wish === 'stop' || standing.tender.wish === 'take_off'
  if (wantsOff && !checking) return { ...waits, next: { do: 'clear', readerId } }
  return {
    ...waits,
    sale: withAttempt(standing, checking ? 'checking' : 'waiting', now),
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
  const { sale, surprises } = absorb(standing.sale, {
    type: 'attempt_over',
    tenderId: standing.tender.id,
    how,
    at: now,
    ...(decline ? { decline } : {}),
    ...(problem ? { problem } : {}),
  })
  const free = leasesOf(standing).filter(lease => !lease.doubtful && readers.has(lease.readerId))
  const next =
    standing.tender.wish === 'stop'
      ? ({ do: 'go_on' } as const)
      : ({ do: 'wait', ms: idleLookMs(0) } as const)
  return { sale, surprises, free: free.map(lease => lease.readerId), next }
}

type HowItEnded = { readonly how: Attempt; readonly decline?: Decline; readonly problem?: string }

function howItEnded(
  standing: Standing,
  seen: ReaderSeen | undefined,
  intent: IntentSeen,
  now: number,
): HowItEnded {
  const { problem } = standing.tender
  if (problem) return { how: attemptFor(problem), problem }
  const action = seen?.action
  const ours = action?.paymentIntent === standing.tender.paymentIntent && action?.status === 'failed'
  if (!ours)
    return intent.lastDecline && isNew(standing, intent)
      ? { how: 'declined', decline: intent.lastDecline }
      : { how: 'reader_lost' }
  if (action.failureCode === 'customer_canceled') return { how: 'customer_canceled' }
  if (action.failureCode === 'connection_error')
    return { how: 'connection_error', problem: 'connection_error' }
  const decline = intent.lastDecline ?? declineOf(action, now)
  return decline
    ? { how: 'declined', decline }
    : { how: 'reader_failed', ...(action.failureCode ? { problem: action.failureCode } : {}) }
}

/** The action is gone from the reader already, yet the intent tells of a refusal since this attempt began. */
const isNew = (standing: Standing, intent: IntentSeen): boolean =>
  (intent.lastDecline?.at ?? 0) >= Math.floor(standing.tender.attemptAt / 1_000) * 1_000

function declineOf(action: NonNullable<ReaderSeen['action']>, at: number): Decline | undefined {
  const code = action.failure?.code ?? action.failureCode
  if (!code) return undefined
  return {
    code,
    at,
    ...(action.failure?.declineCode ? { declineCode: action.failure.declineCode } : {}),
    ...(action.failure?.adviceCode ? { adviceCode: action.failure.adviceCode } : {}),
  }
}
