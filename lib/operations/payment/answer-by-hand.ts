import type { Ending } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import type { Change, Standing } from './standing.ts'

/** The calls that move money because a person wished it, and the entries of the audit that such a wish leaves. */
const WISHED: Partial<Record<Call['step'], readonly string[]>> = {
  refund: ['refund'],
  capture: ['capture_hold'],
  cancel: ['release_hold', 'stop_payment'],
}

/** A no that comes again and again, by the minute and for days, is told so often; the sale's diary has each. */
const NOES_TOLD = 3

/**
 * What Stripe said to money that somebody moves by hand, with its request id, for the audit: in the name of whoever wished it, in the commit
 * that records the answer, and last in it. Nothing where the till acts of its own accord, or a cashier cancels at the own counter.
 */
export async function answerByHand(
  { audit }: Pick<World, 'audit'>,
  { sale, tender }: Standing,
  call: Call,
  ending: Ending,
  at: number,
): Promise<Pick<Change, 'audit'>> {
  const whats = WISHED[call.step]
  // Refused once, a refund is not asked for again.
  const isLast = ending.outcome === 'done' || (call.step === 'refund' && ending.outcome === 'refused')
  if (!whats || (!isLast && call.n > NOES_TOLD)) return {}
  const { subject: refund } = call
  const wish = await audit.wished({ subject: sale.id, whats, about: { tender: tender.id, refund } })
  if (!wish) return {}
  const { what, named, readerId, by } = wish
  const after = { ...answerOf(ending), tender: tender.id, refund }
  const { requestId } = ending
  const entry = { what: `${what}_answered`, subject: sale.id, named, readerId, requestId, after }
  return { audit: { entry, by: { ...by, at } } }
}

function answerOf(ending: Ending) {
  if (ending.outcome === 'refused') return { answer: 'refused', code: ending.problem.code }
  if (ending.outcome === 'unknown') return { answer: 'unproven', code: ending.problem.code }
  const { intent, refund } = ending.answer
  if (refund) {
    const { amount, status, stripeRefund } = refund
    return { answer: 'done', amount, status, stripeRefund }
  }
  return { answer: 'done', status: intent?.status, received: intent?.received }
}
