import { type Sale, withTender } from '#lib/domain/sale.ts'
import { type CardTender, heldBy, takeBefore } from '#lib/domain/tender.ts'
import { type EngineWorld, planned, type Standing, saved } from './standing.ts'

/** A finished sale's hold is captured by itself this long before it lapses. */
const CAPTURE_BEFORE_MS = 2 * 3_600_000
/** Where Stripe has not told the deadline yet, it is asked again. */
const ASK_AGAIN_MS = 60_000

/**
 * Money held open on purpose is never forgotten: two hours before its deadline the hold of a finished sale is captured, and that of
 * an unfinished one is shown to the manager, once.
 */
export async function watchHold(world: EngineWorld, standing: Standing): Promise<void> {
  const { tender, sale } = standing
  const now = world.clock.now()
  const deadline = takeBefore(tender)
  const at = deadline - CAPTURE_BEFORE_MS
  if (now < at) {
    const isTold = tender.captureBefore !== undefined
    return planned(world, standing, isTold ? { nextLookAt: at, looks: 0 } : askAgain(now))
  }
  const tenderId = tender.id
  if (isFinished(sale)) {
    const captured = withTender(sale, { ...tender, wish: 'capture', attemptAt: now })
    const journal = [
      { kind: 'decision', tenderId, at: now, data: { capture: 'its deadline is near' } },
      { kind: 'deed', tenderId, at: now, data: { did: 'hold_taken' } },
    ] as const
    await saved(world, standing, {
      sale: captured,
      journal,
      looks: [{ tenderId, nextLookAt: now, looks: 0 }],
    })
    return
  }
  if (tender.problem === 'hold_expiring') {
    return planned(world, standing, { lookDue: true, nextLookAt: watchedAgainAt(tender, now) })
  }
  const warned = withTender(sale, { ...tender, problem: 'hold_expiring' })
  const surprises = [{ kind: 'hold_expiring', tenderId, amount: heldBy(tender), at: now }] as const
  await saved(world, standing, {
    sale: warned,
    surprises,
    looks: [{ tenderId, lookDue: true, nextLookAt: deadline }],
  })
}

/**
 * When a hold that somebody was warned of is looked at next, in milliseconds. Stripe keeps some for longer than its guide says: before such
 * a one ends, its sale may have been finished, and then it is taken in time. It may take Stripe a while to end one.
 */
export function watchedAgainAt(tender: Pick<CardTender, 'captureBefore' | 'attemptAt'>, now: number): number {
  const deadline = takeBefore(tender)
  const ends = now < deadline ? deadline : (tender.captureBefore ?? deadline)
  const inTime = ends - CAPTURE_BEFORE_MS
  return Math.max(now < inTime ? inTime : ends, now + ASK_AGAIN_MS)
}

const askAgain = (now: number) => ({ lookDue: true, nextLookAt: now + ASK_AGAIN_MS })

/** Nothing is left to pay once this money has been taken. */
const isFinished = (sale: Sale): boolean =>
  sale.received.minor + sale.reserved.minor >= sale.wantedTotal.minor
