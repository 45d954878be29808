/** How often this browser asks when nobody presses anything: with a server under pressure, less and less. */
export type Pacer = {
  /** An answer came with this HTTP status after so many milliseconds. That none came is for the lamp to say: a server that is gone has no pressure. */
  answered(status: number, ms: number): void
  /** For a question that is asked every `everyMs` in good times: how long to wait now. Never twice the same, so that tills do not march in step. */
  pace(everyMs: number): number
}

const SLOW_MS = 2_000
const MEDIAN_OF = 5
const FAILURES = 3
const WITHIN_MS = 60_000
const GOOD_TO_RECOVER = 10
/** Eight times three seconds: a till that asks so rarely still notices within half a minute. */
const MOST = 8
const JITTER = 0.2

/**
 * A 429, three answers of 500 and above in a minute, or a median above two seconds doubles every pause; ten good answers in a row halve
 * it again.
 */
export function makePacer(now: () => number, random: () => number = Math.random): Pacer {
  let factor = 1
  let good = 0
  let failedAt: readonly number[] = []
  let latest: readonly number[] = []

  const slowDown = () => {
    factor = Math.min(factor * 2, MOST)
    good = 0
    failedAt = []
    latest = []
  }
  const isSlow = () => {
    const median = latest.toSorted((a, b) => a - b)[Math.floor(MEDIAN_OF / 2)] ?? 0
    return latest.length === MEDIAN_OF && median > SLOW_MS
  }

  return {
    answered(status, ms) {
      if (status === 429) return slowDown()
      latest = [...latest, ms].slice(-MEDIAN_OF)
      failedAt = [...failedAt, ...(status >= 500 ? [now()] : [])].filter(at => now() - at < WITHIN_MS)
      if (failedAt.length >= FAILURES || isSlow()) return slowDown()
      good = status >= 500 || ms > SLOW_MS ? 0 : good + 1
      if (good < GOOD_TO_RECOVER) return
      good = 0
      factor = Math.max(1, factor / 2)
    },
    pace: everyMs => Math.round(everyMs * factor * (1 - JITTER + 2 * JITTER * random())),
  }
}

/** The one of this page. */
export const pacer = makePacer(() => performance.now())
