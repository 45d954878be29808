import { letGo } from '#lib/domain/left-alone.ts'
import { withTender } from '#lib/domain/sale.ts'
import { absorb, type SaleFact } from '#lib/domain/sale-facts.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call, CallEnding } from '#lib/ports/sale-store.ts'
import type { Pace } from '#lib/ports/world.ts'
import { withAttempt } from './attempt.ts'
import { retryMs, waitingLookMs } from './pace.ts'
import { type Change, numberOf, type Standing } from './standing.ts'

/** A create that Stripe's own trouble ended without an intent is tried this often, then the tender ends uncharged. */
const MOST_CREATES = 3

/** Nobody answered while the call's key was good, and it is not sent again: `domain/key-age.ts`. */
export const KEY_EXPIRED = 'key_expired'
/** Stripe knows another command under this key, which is our own defect. What that one did has to be read. */
export const KEY_MISUSED = 'idempotency_error'
const isUnsendable = (code: string): boolean => code === KEY_EXPIRED || code === KEY_MISUSED

/** The transaction that records an answer: the call's outcome, what is known now, and whether a look must come next. */
export function recorded(standing: Standing, call: Call, ending: Ending, now: number, pace: Pace): Change {
  const outcome = ending.outcome === 'unknown' ? 'unproven' : ending.outcome
  const code = ending.outcome === 'done' ? undefined : ending.problem.code
  const answer: CallEnding = {
    callId: call.id,
    outcome,
    ...(code ? { code } : {}),
    ...(ending.requestId ? { requestId: ending.requestId } : {}),
    ms: ending.ms,
    at: now,
  }
  const replayed = ending.outcome === 'done' && ending.answer.replayed
  const { requestId, ms } = ending
  const data = {
    step: call.step,
    n: call.n,
    outcome,
    code,
    requestId,
    ms,
    ...(replayed ? { replayed } : {}),
  }
  const entry = { kind: 'answer', tenderId: standing.tender.id, at: now, data } as const
  const told =
    ending.outcome === 'done' ? done(standing, call, ending, now, pace) : denied(standing, call, ending, now)
  return { ...told, answer, journal: [entry] }
}

function done(
  standing: Standing,
  call: Call,
  ending: Extract<Ending, { outcome: 'done' }>,
  now: number,
  pace: Pace,
): Change {
  const { intent, replayed } = ending.answer
  const tenderId = standing.tender.id
  const lookNow = { looks: [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }] }
  switch (call.step) {
    case 'create':
      return intent ? fact(standing, { type: 'intent_created', tenderId, intent, at: now }) : lookNow
    case 'update':
      return intent ? fact(standing, { type: 'intent_seen', tenderId, intent, at: now }) : lookNow
    case 'process':
    case 'collect':
      return processed(
        standing,
        replayed || ending.answer.reader?.action?.status !== 'in_progress',
        now,
        pace,
      )
    case 'cancel':
    case 'capture':
      return intent
        ? { ...fact(standing, { type: 'intent_seen', tenderId, intent, at: now }), ...noLook(standing, now) }
        : lookNow
    case 'confirm': {
      const soon = now + waitingLookMs(0, pace.watchAfterMs)
      return replayed ? lookNow : { looks: [{ tenderId, looks: 1, nextLookAt: soon }] }
    }
    case 'refund': {
      const { refund } = ending.answer
      return refund
        ? {
            ...fact(standing, { type: 'refunds_seen', tenderId, refunds: [refund], at: now }),
            ...noLook(standing, now),
          }
        : lookNow
    }
    case 'cancel_action':
      return lookNow
  }
}

/** The reader has acknowledged. A replayed answer is an old moment's and says nothing about now: look. */
function processed(standing: Standing, unsure: boolean, now: number, pace: Pace): Change {
  const tenderId = standing.tender.id
  if (standing.tender.state !== 'on_reader') return {}
  const { unseen: _, ...tender } = standing.tender
  // Stripe took the intent to a reader, so at that moment nobody was authorising it.
  const taken = { ...standing, tender, sale: withTender(standing.sale, tender) }
  if (unsure) {
    const looks = [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }]
    return { sale: withAttempt(taken, 'asking', now), looks }
  }
  const looks = [{ tenderId, looks: 1, nextLookAt: now + waitingLookMs(0, pace.watchAfterMs) }]
  return { sale: withAttempt(taken, 'waiting', now), looks }
}

const noLook = (standing: Standing, now: number) => ({
  looks: [{ tenderId: standing.tender.id, lookDue: false, looks: 0, nextLookAt: now + 1_000 }],
})

function fact(standing: Standing, happened: SaleFact): Change {
  const { sale, surprises } = absorb(standing.sale, happened)
  return {
    sale,
    ...(surprises.length ? { surprises: surprises.map(one => ({ ...one, at: happened.at })) } : {}),
  }
}

/** Refused, or answered without proof. What is true now is read, never assumed. */
function denied(
  standing: Standing,
  call: Call,
  ending: Exclude<Ending, { outcome: 'done' }>,
  now: number,
): Change {
  const { code } = ending.problem
  const tenderId = standing.tender.id
  const looks = [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }]
  switch (call.step) {
    case 'create':
      return uncreated(standing, ending, now)
    case 'process':
    case 'collect': {
      const doubt = code === 'terminal_reader_timeout' || ending.outcome === 'unknown'
      const doubtLease = doubt && call.readerId ? { doubtLease: call.readerId } : {}
      if (isUnsendable(code)) return { sale: givenUp(standing, now, code), looks, ...doubtLease }
      const sale =
        standing.tender.state === 'on_reader' ? withAttempt(standing, 'asking', now, code) : standing.sale
      return { sale, looks, ...doubtLease }
    }
    case 'update':
      // An amount is absolute: read, it may be written again under a new number.
      return isUnsendable(code) ? { looks } : { sale: unwished(standing, now, code), looks }
    case 'cancel_action':
      if (code !== 'terminal_reader_busy') return { looks }
      return {
        sale: standing.tender.state === 'on_reader' ? withAttempt(standing, 'checking', now) : standing.sale,
        // Not look due: the bank has the card, and asking again at once would only be refused again.
        looks: [{ tenderId, lookDue: false, looks: 1, nextLookAt: now + retryMs(0) }],
      }
    case 'confirm':
      // Nobody knows whether the reader heard it. The wish ends; the look says whether the bank has the card, and if not it is released.
      return { sale: stopped(standing, now, code), looks }
    case 'refund':
      return unrefunded(standing, call, ending, now)
    case 'cancel':
    case 'capture':
      return { looks }
  }
}

/** No intent that we know of, so nothing was charged. One that exists all the same is never sent to a reader, and swept up later. */
function uncreated(standing: Standing, ending: Exclude<Ending, { outcome: 'done' }>, now: number): Change {
  const { tender } = standing
  const { code } = ending.problem
  const again =
    ending.outcome === 'unknown' && tender.wish === 'charge' && numberOf(standing, 'create') < MOST_CREATES
  if (again) return { looks: [{ tenderId: tender.id, looks: 0, nextLookAt: now + retryMs(0) }] }
  return fact(standing, { type: 'never_created', tenderId: tender.id, at: now, problem: code })
}

/** Surely not made: it has failed. Perhaps made: Stripe's list of refunds says so before another is asked for. */
function unrefunded(
  standing: Standing,
  call: Call,
  ending: Exclude<Ending, { outcome: 'done' }>,
  now: number,
): Change {
  const tenderId = standing.tender.id
  const { subject: refundId } = call
  if (ending.outcome !== 'refused' || !refundId)
    return { looks: [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }] }
  return fact(standing, { type: 'refund_refused', tenderId, refundId, problem: ending.problem.code, at: now })
}

function stopped(standing: Standing, now: number, problem: string) {
  const { tender, sale } = standing
  if (tender.state !== 'on_reader') return sale
  return withTender(sale, { ...tender, wish: 'stop', attempt: 'asking', attemptAt: now, problem })
}

/** Nobody knows what the reader would still do with it, so the payment is ended; canceled is canceled. */
function givenUp(standing: Standing, now: number, problem: string) {
  const { tender, sale } = standing
  if (tender.state !== 'on_reader') return sale
  const because = problem === KEY_MISUSED ? 'our_mistake' : 'old_key'
  const why = { because, since: tender.attemptAt } as const
  return letGo(sale, { ...tender, attempt: 'asking', problem }, why, now)
}

/** The wish to charge ends, so that a refusal is not asked for again and again. */
function unwished(standing: Standing, now: number, problem: string) {
  const { tender, sale } = standing
  if (tender.wish !== 'charge') return sale
  return withTender(sale, { ...tender, wish: 'none', attempt: 'reader_failed', attemptAt: now, problem })
}
