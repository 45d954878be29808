import type { AuditBy } from '#lib/ports/audit.ts'
import type { World } from '#lib/ports/world.ts'

/** What Stripe failed to bring in the last hours may have waited at the endpoint that is gone. */
const STILL_TRYING_MS = 6 * 3_600_000

/** How far back events are fetched where an endpoint was taken away at `goneAt`. */
export const waitedSince = (goneAt: number): number => goneAt - STILL_TRYING_MS

/**
 * Sees to both endpoints at Stripe, and writes down what was made, changed and removed there. `fetchSince`: one was removed, and what it
 * had not brought yet is to be fetched.
 */
export async function connectDoors(
  world: Pick<World, 'wiring' | 'audit' | 'clock'>,
  origin: string,
  by: Omit<AuditBy, 'at'>,
): Promise<{ readonly done: boolean; readonly fetchSince?: number }> {
  const began = world.clock.now()
  const { done, doors } = await world.wiring.connect(origin)
  for (const { how, endpointId, door, url, requestId } of doors) {
    const entry = { what: `${how}_webhook_endpoint`, subject: endpointId, after: { door, url }, requestId }
    await world.audit.write(entry, { ...by, at: world.clock.now() })
  }
  const isOneGone = doors.some(({ how }) => how === 'remove')
  return { done, ...(isOneGone ? { fetchSince: waitedSince(began) } : {}) }
}
