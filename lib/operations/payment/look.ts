import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Seen } from '#lib/ports/payments.ts'
import { type AskedOf, conclude } from './conclude.ts'
import { type Clear, type Release, settle } from './settle.ts'
import { type After, type EngineWorld, leasesOf, type Standing } from './standing.ts'
import { unanswered, unknownThere } from './unanswered.ts'

/** A device that Stripe no longer knows shows nothing. */
const GONE: ReaderSeen = { reachable: false }

/**
 * The look of `one-charge` §6: the device first (every reader this tender holds), the money second, then a save by version.
 * The other way round a card approved between the two reads would look like "not paid, reader idle".
 */
export async function look(
  world: EngineWorld,
  standing: Standing,
  at: 'reader_and_intent' | 'intent',
): Promise<After | Clear | Release> {
  const { paymentIntent } = standing.tender
  const readers = new Map<string, ReaderSeen>()
  const asked: AskedOf[] = []
  for (const readerId of at === 'intent' ? [] : readersOf(standing)) {
    const seen = await lookAtReader(world, readerId)
    if (!seen.ok) return unanswered(world, standing, seen.problem)
    readers.set(readerId, seen.value)
    asked.push(askedOf(readerId, seen))
  }
  if (!paymentIntent) return 'rest'
  const intent = await world.payments.lookAtIntent(paymentIntent)
  if (!intent.ok) {
    const { problem } = intent
    if (problem.status === 404) return unknownThere(world, standing, problem)
    const hasEnded = [...readers.values()].some(
      ({ action }) => action?.paymentIntent === paymentIntent && action.status !== 'in_progress',
    )
    return unanswered(world, standing, problem, hasEnded)
  }
  asked.push(askedOf(paymentIntent, intent))
  const refunds = await refundsOf(world, standing, intent.value)
  if (!refunds.ok) return unanswered(world, standing, refunds.problem)
  const looked = { readers, intent: intent.value, refunds: refunds.value, asked }
  return settle(world, standing, conclude(standing, looked, world.clock.now(), world.pace), looked)
}

const askedOf = (of: string, { requestId, ms }: Extract<Seen<unknown>, { ok: true }>): AskedOf => ({
  of,
  ms,
  ...(requestId ? { requestId } : {}),
})

/** Only where money has gone back, or was asked to, by whoever's hand. */
async function refundsOf(
  world: EngineWorld,
  { tender }: Standing,
  intent: IntentSeen,
): Promise<Seen<readonly RefundSeen[]>> {
  const none = !tender.refunds?.length && !intent.refunded && !tender.refundedElsewhere
  return none ? { ok: true, value: [], ms: 0 } : world.payments.refundsOf(intent.paymentIntent)
}

function readersOf(standing: Standing): readonly string[] {
  const held = leasesOf(standing).map(lease => lease.readerId)
  const { state, readerId } = standing.tender
  return state === 'on_reader' && !held.includes(readerId) ? [...held, readerId] : held
}

export async function lookAtReader(world: EngineWorld, readerId: string): Promise<Seen<ReaderSeen>> {
  const seen = await world.payments.lookAtReader(readerId)
  return !seen.ok && seen.problem.status === 404 ? { ok: true, value: GONE, ms: seen.ms } : seen
}
