import type { Clock } from '#lib/ports/world.ts'

/** The machine's clock. Nothing else on the server reads it; no ownership and no money depends on it. */
export const systemClock: Clock = { now: () => Date.now() }
