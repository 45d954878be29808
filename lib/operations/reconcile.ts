import { A_LOOK } from '#lib/ports/allowance.ts'
import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'
import { SERVER_GONE_MS } from './payment/pace.ts'

/** How many tenders one round takes, and how long a claimed one is left alone by the other servers. */
const A_ROUND = 20
const CLAIM_MS = 15_000
/** So many may wait for Stripe at once. One that does not answer holds nobody else up. */
const MOST_IN_HAND = 60
/** How long it rests when nothing is due; a payment under way is due every few seconds, and every change wakes it. */
const QUIET_MS = 15_000

type Watching = AdvancingWorld & Pick<World, 'allowance'>

/**
 * One round of the reconciler: every tender whose time has come goes through the same engine, as many as Stripe's limit has room for. It
 * has no rules of its own about money. Resolves with how many were taken when all of them rest; a failure of one is logged and does not
 * stop the others.
 */
export async function reconcile(world: Watching): Promise<number> {
  const begun = await begin(world, A_ROUND)
  await Promise.all(begun)
  return begun.length
}

async function begin(world: Watching, most: number): Promise<readonly Promise<void>[]> {
  const now = world.clock.now()
  const room = Math.min(most, Math.floor(world.allowance.left() / A_LOOK))
  if (room < 1) return []
  const due = await world.sales.due(now, now + CLAIM_MS, room)
  return due.map(tenderId =>
    advanceTender(world, tenderId, 'due').catch(error =>
      world.log.error({ tender: tenderId, err: error }, 'the engine stopped'),
    ),
  )
}

export type Watcher = {
  /** One turn of the reconciler: answers how many milliseconds it may rest. With nothing due it asks one question. */
  readonly turn: () => Promise<number>
  /** Resolves when nothing that a turn began is under way. */
  readonly rest: () => Promise<void>
}

/** The reconciler of one server. A turn begins what is due and does not wait for it. */
export function makeWatcher(world: Watching): Watcher {
  const { reconcileEveryMs } = world.pace
  const inHand = new Set<Promise<void>>()
  return {
    turn: async () => {
      const next = await world.sales.nextDueAt()
      const waitMs = (next ?? Number.POSITIVE_INFINITY) - world.clock.now()
      if (waitMs > 0) return Math.min(QUIET_MS, Math.max(reconcileEveryMs, waitMs))
      for (const run of await begin(world, Math.min(A_ROUND, MOST_IN_HAND - inHand.size))) {
        inHand.add(run)
        void run.then(() => inHand.delete(run))
      }
      return reconcileEveryMs
    },
    rest: async () => {
      await Promise.all(inHand)
    },
  }
}

/** This server lives: others leave its open calls to it, and share Stripe's limit with it. */
export async function beat(world: Pick<World, 'sales' | 'clock' | 'serverId' | 'allowance'>): Promise<void> {
  const now = world.clock.now()
  world.allowance.shareAmong(await world.sales.beat(world.serverId, now, now - SERVER_GONE_MS))
}
