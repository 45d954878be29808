import { letGo } from '#lib/domain/left-alone.ts'
import { withTender } from '#lib/domain/sale.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import { goesOn, isDeaf, withAttempt } from './attempt.ts'
import { fact } from './fact.ts'
import { retryMs } from './pace.ts'
import { type Change, numberOf, type Standing } from './standing.ts'

/** A create that Stripe's own trouble ended without an intent is tried this often, then the tender ends uncharged. */
const MOST_CREATES = 3

/** Nobody answered while the call's key was good, and it is not sent again: `domain/key-age.ts`. */
export const KEY_EXPIRED = 'key_expired'
/** Stripe knows another command under this key, which is our own defect. What that one did has to be read. */
export const KEY_MISUSED = 'idempotency_error'
const isUnsendable = (code: string): boolean => code === KEY_EXPIRED || code === KEY_MISUSED

/** Refused, or answered without proof. What is true now is read, never assumed. */
export function denied(
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
        standing.tender.state === 'on_reader'
          ? withAttempt(standing, doubt ? 'no_answer' : 'asking', now, code)
          : standing.sale
      return { sale, looks, ...doubtLease }
    }
    case 'update':
      // An amount is absolute: read, it may be written again under a new number.
      return isUnsendable(code) ? { looks } : { sale: unwished(standing, now, code), looks }
    case 'cancel_action':
      return uncleared(standing, code, now)
    case 'confirm':
      // No card waits there any more: somebody has ended the payment, or the reader has forgotten the card. The look says which.
      if (code === 'intent_invalid_state' && standing.tender.state === 'on_reader')
        return { sale: withAttempt(standing, 'checking', now), looks }
      // Nobody knows whether the reader heard it. The wish ends; the look says whether the bank has the card, and if not it is released.
      return { sale: stopped(standing, now, code), looks }
    case 'refund':
      return unrefunded(standing, call, ending, now)
    case 'cancel':
    case 'capture': {
      // On a reader the next thing is a look in any case. Elsewhere it would be the same call again, and nobody would read why it is refused.
      const isOn = standing.tender.state === 'on_reader'
      return { looks: isOn && numberOf(standing, call.step) > 1 ? later(standing, call.step, now) : looks }
    }
  }
}

const CLEAR_AGAIN_MS = 10_000

/** Refused before, so it would only be refused again at once. */
function later(standing: Standing, step: Call['step'], now: number) {
  const patience = retryMs(numberOf(standing, step) - 2)
  // A reader that Stripe reaches is to be usable again within 15 s, however often it did not obey before.
  const nextLookAt = now + (step === 'cancel_action' ? Math.min(patience, CLEAR_AGAIN_MS) : patience)
  return [{ tenderId: standing.tender.id, lookDue: false, looks: 1, nextLookAt }]
}

/**
 * The reader still shows the amount. One that is busy has a card at its bank, or is busy with itself (an update, a card left in it); a
 * look may say which, and until then it is waited for. One that cannot be told, or is broken, gives nothing back: then a payment that
 * shall end is ended at its intent, where Stripe says whether the bank has it, and one that was only to be interrupted goes on. Either
 * way the reader stays with the tender until it is seen clear.
 */
function uncleared(standing: Standing, code: string, now: number): Change {
  const { tender, sale } = standing
  const { id: tenderId } = tender
  const isOn = tender.state === 'on_reader'
  if (code === 'terminal_reader_busy')
    return {
      sale: isOn ? withAttempt(standing, 'not_let_go', now) : sale,
      // Not look due: asking again at once would only be refused again.
      looks: [{ tenderId, lookDue: false, looks: 1, nextLookAt: now + retryMs(0) }],
    }
  const again = numberOf(standing, 'cancel_action') > 1
  const looks = again
    ? later(standing, 'cancel_action', now)
    : [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }]
  if (!isOn || !isDeaf(code)) return { looks }
  if (tender.wish === 'take_off') return { sale: goesOn(standing, now), looks }
  return { sale: withTender(sale, { ...tender, problem: code }), looks }
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

/**
 * Surely not made: it has failed, and a look says what Stripe has that we did not know of. Perhaps made: Stripe's list of refunds says so
 * before another is asked for.
 */
function unrefunded(
  standing: Standing,
  call: Call,
  ending: Exclude<Ending, { outcome: 'done' }>,
  now: number,
): Change {
  const tenderId = standing.tender.id
  const { subject: refundId } = call
  const looks = [{ tenderId, lookDue: true, looks: 0, nextLookAt: now }]
  if (ending.outcome !== 'refused' || !refundId) return { looks }
  const { code: problem } = ending.problem
  return { ...fact(standing, { type: 'refund_refused', tenderId, refundId, problem, at: now }), looks }
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
