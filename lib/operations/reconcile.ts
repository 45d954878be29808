import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'
import { SERVER_GONE_MS } from './payment/pace.ts'

/** How many tenders one round takes, and how long a claimed one is left alone by the other servers. */
const A_ROUND = 20
const CLAIM_MS = 15_000
/** A look asks for the reader and the intent, and one more request may follow from what it sees. */
const REQUESTS_EACH = 3
/** How long it rests when nothing is due; a payment under way is due every few seconds, and every change wakes it. */
const QUIET_MS = 15_000

type Watching = AdvancingWorld & Pick<World, 'allowance'>

/**
 * One round of the reconciler: every tender whose time has come goes through the same engine, as many as Stripe's limit has room for. It
 * has no rules of its own about money. Returns how many were taken; a failure of one is logged and does not stop the others.
 */
export async function reconcile(world: Watching): Promise<number> {
  const now = world.clock.now()
  const most = Math.min(A_ROUND, Math.floor(world.allowance.left() / REQUESTS_EACH))
  if (most < 1) return 0
  const due = await world.sales.due(now, now + CLAIM_MS, most)
  await Promise.all(
    due.map(tenderId =>
      advanceTender(world, tenderId, 'due').catch(error =>
        world.log.error({ tender: tenderId, err: error }, 'the engine stopped'),
      ),
    ),
  )
  return due.length
}

/** The reconciler's turn of one server, and how many milliseconds it may rest after it. With nothing due it asks one question. */
export async function watch(world: Watching): Promise<number> {
  const { reconcileEveryMs } = world.pace
  const next = await world.sales.nextDueAt()
  const waitMs = (next ?? Number.POSITIVE_INFINITY) - world.clock.now()
  if (waitMs > 0) return Math.min(QUIET_MS, Math.max(reconcileEveryMs, waitMs))
  await reconcile(world)
  return reconcileEveryMs
}

/** This server lives: others leave its open calls to it, and share Stripe's limit with it. */
export async function beat(world: Pick<World, 'sales' | 'clock' | 'serverId' | 'allowance'>): Promise<void> {
  const now = world.clock.now()
  world.allowance.shareAmong(await world.sales.beat(world.serverId, now, now - SERVER_GONE_MS))
}
