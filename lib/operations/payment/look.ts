import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Attempt } from '#lib/domain/tender.ts'
import type { Problem, Seen } from '#lib/ports/payments.ts'
import { withAttempt } from './attempt.ts'
import { type AskedOf, conclude } from './conclude.ts'
import { retryMs } from './pace.ts'
import { type Clear, type Release, settle } from './settle.ts'
import {
  type After,
  type EngineWorld,
  leasesOf,
  planned,
  type Standing,
  saved,
  unansweredOf,
} from './standing.ts'

/** While Stripe is away for long, the diary tells the beginning of it. */
const MOST_TOLD = 10

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
  if (!intent.ok) return unanswered(world, standing, intent.problem)
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

/** The moments of which something is said that may no longer be true. */
const SAYS_SOMETHING: ReadonlySet<Attempt> = new Set(['sending', 'waiting', 'checking'])

/**
 * Stripe did not say. Nothing is concluded and nothing is freed; we ask again later. One lost look is no news; after two nobody knows
 * any more what happens on the reader, and the cashier reads that.
 */
export async function unanswered(world: EngineWorld, standing: Standing, problem: Problem): Promise<'rest'> {
  const times = unansweredOf(standing) + 1
  const { id: tenderId, state, attempt } = standing.tender
  world.log.warn({ tender: tenderId, code: problem.code }, 'a look was not answered')
  const now = world.clock.now()
  const data = { outcome: 'unanswered', look: true, code: problem.code }
  const told = times <= MOST_TOLD ? ({ kind: 'answer', tenderId, at: now, data } as const) : undefined
  const plan = { looks: -times, nextLookAt: now + retryMs(times - 1) }
  if (times > 1 && state === 'on_reader' && SAYS_SOMETHING.has(attempt)) {
    const sale = withAttempt(standing, 'asking', now)
    await saved(world, standing, {
      sale,
      looks: [{ tenderId, ...plan }],
      ...(told ? { journal: [told] } : {}),
    })
  } else await planned(world, standing, plan, told)
  return 'rest'
}
