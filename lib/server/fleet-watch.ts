import { watchFleet } from '#lib/operations/readers/watch-fleet.ts'
import type { World } from '#lib/ports/world.ts'
import { type Repeating, repeat } from './repeat.ts'

/** While somebody looks; Stripe's own word lags by up to two minutes anyway. */
const WATCHED_EVERY_MS = 20_000
const UNWATCHED_EVERY_MS = 10 * 60_000
/** A screen that shows readers asks again within this. */
const LOOKED_FOR_MS = 45_000

/** Next evaluates a module once per bundle: who looks is known once per process. */
const here = globalThis as { taplineFleet?: { lookedAt: number; watching?: Repeating } }
const state = () => {
  here.taplineFleet ??= { lookedAt: Number.NEGATIVE_INFINITY }
  return here.taplineFleet
}

/** Keeps our copy of Stripe's readers fresh while somebody looks at it on this server, and rarely otherwise. */
export function fleetWatch(world: World): Repeating {
  const watching = repeat(world.log, 'fleet', async () => {
    const isWatched = world.clock.now() - state().lookedAt < LOOKED_FOR_MS
    const everyMs = isWatched ? WATCHED_EVERY_MS : UNWATCHED_EVERY_MS
    // A little less than the round, so that the round that is due finds it old enough.
    await watchFleet(world, { freshForMs: everyMs - 1_000 })
    return everyMs
  })
  state().watching = watching
  return watching
}

/** Somebody looks at readers. Whoever comes first after a while has Stripe asked at once. */
export function fleetIsLookedAt(nowMs: number): void {
  const known = state()
  known.lookedAt = nowMs
  known.watching?.soon(WATCHED_EVERY_MS)
}
