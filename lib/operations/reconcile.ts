import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'

/** How many tenders one round takes, and how long a claimed one is left alone by the other servers. */
const A_ROUND = 20
const CLAIM_MS = 15_000

/**
 * One round of the reconciler: every tender whose time has come goes through the same engine. It has no rules of its own about
 * money. Returns how many were due; a failure of one is logged and does not stop the others.
 */
export async function reconcile(world: AdvancingWorld): Promise<number> {
  const now = world.clock.now()
  const due = await world.sales.due(now, now + CLAIM_MS, A_ROUND)
  await Promise.all(
    due.map(tenderId =>
      advanceTender(world, tenderId, 'due').catch(error =>
        world.log.error({ tender: tenderId, error: String(error) }, 'the engine stopped'),
      ),
    ),
  )
  return due.length
}

/** This server lives: others leave its open calls to it. */
export const beat = (world: Pick<World, 'sales' | 'clock' | 'serverId'>): Promise<void> =>
  world.sales.beat(world.serverId, world.clock.now())
