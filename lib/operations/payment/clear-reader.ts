import { stillShows } from '#lib/domain/payment-step.ts'
import { lookAtReader, unanswered } from './look.ts'
import type { Clear } from './settle.ts'
import { type After, type EngineWorld, looksOf, type Standing, saved } from './standing.ts'

/**
 * A tender that has ended lets go of its reader: at once when the device no longer shows its intent, else after clearing it.
 * Compared directly before, under the lease, so that nobody else's payment is ever cleared.
 */
export async function clearReader(
  world: EngineWorld,
  standing: Standing,
  readerId: string,
): Promise<After | Clear> {
  const seen = await lookAtReader(world, readerId)
  if (!seen.ok) return unanswered(world, standing, seen.problem)
  if (stillShows(seen.value, standing.tender)) return { clear: readerId, standing }
  const tenderId = standing.tender.id
  const now = world.clock.now()
  const result = await saved(world, standing, {
    freeLeases: [{ readerId, tenderId }],
    looks: [{ tenderId, lookDue: false, looks: looksOf(standing), nextLookAt: now }],
    journal: [{ kind: 'decision', tenderId, at: now, data: { freed: readerId } }],
  })
  return result.standing ?? 'again'
}
