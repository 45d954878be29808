import type { Attempt } from '#lib/domain/tender.ts'
import type { Problem } from '#lib/ports/payments.ts'
import { withAttempt } from './attempt.ts'
import { retryMs } from './pace.ts'
import { type EngineWorld, planned, type Standing, saved, unansweredOf } from './standing.ts'

/** While Stripe is away for long, the diary tells the beginning of it. */
const MOST_TOLD = 10

/** The moments of which something is said that may no longer be true. */
const SAYS_SOMETHING: ReadonlySet<Attempt> = new Set(['sending', 'waiting', 'checking', 'not_let_go'])

/**
 * Stripe did not say. Nothing is concluded and nothing is freed; we ask again later. One lost look is no news; after two nobody knows
 * any more what happens on the reader, and the cashier reads that. `hasEnded`: the reader was seen done with the payment, so that a card
 * may have been charged, and what the screen says is not true any more.
 */
export async function unanswered(
  world: EngineWorld,
  standing: Standing,
  problem: Problem,
  hasEnded = false,
): Promise<'rest'> {
  const times = unansweredOf(standing) + 1
  const { id: tenderId, state, attempt } = standing.tender
  world.log.warn({ tender: tenderId, code: problem.code }, 'a look was not answered')
  const now = world.clock.now()
  const data = { outcome: 'unanswered', look: true, code: problem.code }
  const told = times <= MOST_TOLD ? ({ kind: 'answer', tenderId, at: now, data } as const) : undefined
  const plan = { looks: -times, nextLookAt: now + retryMs(times - 1) }
  if ((times > 1 || hasEnded) && state === 'on_reader' && SAYS_SOMETHING.has(attempt)) {
    const sale = withAttempt(standing, 'asking', now)
    await saved(world, standing, {
      sale,
      looks: [{ tenderId, ...plan }],
      ...(told ? { journal: [told] } : {}),
    })
  } else await planned(world, standing, plan, told)
  return 'rest'
}

/** Looks without an answer in a row, two minutes of them: a key typed wrong may have been put right by then. */
const MOST_LOOKS = 8
const THEN_EVERY_MS = 3_600_000

/**
 * Stripe keeps every intent, so one that it does not find belongs to another account or to the other mode: the key was changed. Nothing is
 * concluded of it. After some looks somebody is told, once, and it is asked about by the hour, for the right key may come back.
 */
export async function unknownThere(
  world: EngineWorld,
  standing: Standing,
  problem: Problem,
): Promise<'rest'> {
  const times = unansweredOf(standing) + 1
  const { id: tenderId, amount } = standing.tender
  const isTold = await world.sales.hasSurprise(tenderId, 'unknown_at_stripe')
  if (!isTold && times < MOST_LOOKS) return unanswered(world, standing, problem)
  const at = world.clock.now()
  const plan = { lookDue: false, looks: -times, nextLookAt: at + THEN_EVERY_MS }
  if (isTold) await planned(world, standing, plan)
  else
    await saved(world, standing, {
      surprises: [{ kind: 'unknown_at_stripe', tenderId, amount, at }],
      looks: [{ tenderId, ...plan }],
      journal: [{ kind: 'decision', tenderId, at, data: { unknown: problem.code } }],
    })
  return 'rest'
}
