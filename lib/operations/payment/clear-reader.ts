import { stillShows } from '#lib/domain/payment-step.ts'
import { lookAtReader } from './look.ts'
import { retryMs } from './pace.ts'
import type { Clear } from './settle.ts'
import { type After, type EngineWorld, looksOf, numberOf, planned, type Standing, saved } from './standing.ts'
import { unanswered } from './unanswered.ts'

/** One that nobody can reach is looked for this often: back on the line it is usable within fifteen seconds. */
const SEEK_EVERY_MS = 10_000

/** A reader that Stripe reaches is to be usable again within 15 s, however often it did not obey before. */
const CLEAR_AGAIN_MS = 10_000

/**
 * A moment ago Stripe said that the reader was cleared, and it still shows the payment. Told again at once it would only say the same
 * again, so it is looked at again later; money does not wait for it.
 */
export async function stillNotClear(world: EngineWorld, standing: Standing): Promise<'rest' | 'later'> {
  const patience = Math.min(retryMs(numberOf(standing, 'cancel_action')), CLEAR_AGAIN_MS)
  await planned(world, standing, { lookDue: false, looks: 1, nextLookAt: world.clock.now() + patience })
  return standing.tender.state === 'on_reader' ? 'rest' : 'later'
}

/**
 * A tender that has ended lets go of its reader: at once when the device no longer shows its intent, else after clearing it.
 * Compared directly before, under the lease, so that nobody else's payment is ever cleared. `later`: it cannot be reached now.
 */
export async function clearReader(
  world: EngineWorld,
  standing: Standing,
  readerId: string,
): Promise<After | Clear | 'later'> {
  const seen = await lookAtReader(world, readerId)
  if (!seen.ok) return unanswered(world, standing, seen.problem)
  const tenderId = standing.tender.id
  const now = world.clock.now()
  if (stillShows(seen.value, standing.tender)) {
    if (seen.value.reachable) return { clear: readerId, standing }
    await planned(world, standing, {
      lookDue: false,
      looks: looksOf(standing) + 1,
      nextLookAt: now + SEEK_EVERY_MS,
    })
    return 'later'
  }
  const result = await saved(world, standing, {
    freeLeases: [{ readerId, tenderId }],
    looks: [{ tenderId, lookDue: false, looks: looksOf(standing), nextLookAt: now }],
    journal: [{ kind: 'decision', tenderId, at: now, data: { freed: readerId } }],
  })
  return result.standing ?? 'again'
}
