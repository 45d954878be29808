import { withTender } from '#lib/domain/sale.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call, CallEnding } from '#lib/ports/sale-store.ts'
import type { Pace } from '#lib/ports/world.ts'
import { withAttempt } from './attempt.ts'
import { denied } from './denied.ts'
import { fact } from './fact.ts'
import { waitingLookMs } from './pace.ts'
import type { Change, Standing } from './standing.ts'

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
