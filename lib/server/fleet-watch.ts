import { watchFleet } from '#lib/operations/readers/watch-fleet.ts'
import type { World } from '#lib/ports/world.ts'
import { type Repeating, repeat } from './repeat.ts'

/** While somebody looks; Stripe's own word lags by up to two minutes anyway. */
const WATCHED_EVERY_MS = 20_000
/** What another server has just heard will do. */
const FIRST_LOOK_MS = 1_000
const UNWATCHED_EVERY_MS = 10 * 60_000
/** A screen that shows readers asks again within this. */
const LOOKED_FOR_MS = 45_000

/** Next evaluates a module once per bundle: who looks is known once per process. */
type Watch = { lookedAt: number; isNews: boolean; watching?: Repeating }
const here = globalThis as { taplineFleet?: Watch }
const state = () => {
  here.taplineFleet ??= { lookedAt: Number.NEGATIVE_INFINITY, isNews: false }
  return here.taplineFleet
}

/** Keeps our copy of Stripe's readers fresh while somebody looks at it on this server, and rarely otherwise. */
export function fleetWatch(world: World): Repeating {
  const watching = repeat(world.log, 'fleet', async () => {
    const isWatched = world.clock.now() - state().lookedAt < LOOKED_FOR_MS
    const everyMs = isWatched ? WATCHED_EVERY_MS : UNWATCHED_EVERY_MS
    // A little less than the round, so that the round that is due finds it old enough. A first look wants news.
    const freshForMs = state().isNews ? FIRST_LOOK_MS : everyMs - 1_000
    state().isNews = false
    await watchFleet(world, { freshForMs })
    return everyMs
  })
  state().watching = watching
  return watching
}

/** Somebody looks at readers. Whoever comes first after a while has Stripe asked at once. */
export function fleetIsLookedAt(nowMs: number): void {
  const known = state()
  if (nowMs - known.lookedAt >= LOOKED_FOR_MS) known.isNews = true
  known.lookedAt = nowMs
  known.watching?.soon(known.isNews ? FIRST_LOOK_MS : WATCHED_EVERY_MS)
}
