import { stillShows } from '#lib/domain/payment-step.ts'
import { lookAtReader, unanswered } from './look.ts'
import type { Clear } from './settle.ts'
import { type After, type EngineWorld, looksOf, planned, type Standing, saved } from './standing.ts'

/** One that nobody can reach is looked for this often: back on the line it is usable within fifteen seconds. */
const SEEK_EVERY_MS = 10_000

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
