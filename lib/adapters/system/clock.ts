import type { Clock } from '#lib/ports/world.ts'

/** Less is no difference between two servers. */
const TOLERATED_MS = 500

/**
 * The machine's clock, set by the database's, so that servers agree on how late it is whatever their machines believe: by it a call is
 * quiet for too long, a key too old, a server gone. Nothing else on the server reads the machine's.
 */
export function serverClock(machine = () => Date.now()): Required<Clock> {
  let offset = 0
  return {
    now: () => machine() + offset,
    heard(databaseMs, askedAt, answeredAt) {
      const behind = databaseMs - answeredAt
      const ahead = askedAt - databaseMs
      if (behind > TOLERATED_MS) offset += Math.round(behind)
      else if (ahead > TOLERATED_MS) offset -= Math.round(ahead)
    },
  }
}
