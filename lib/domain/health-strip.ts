/** How one part was found: it works, works badly, does not work, or nobody could tell. */
export type PartState = 'up' | 'slow' | 'down' | 'unknown'

/** One minute's sample. A minute without one is a gap: no server ran, so nobody looked. */
export type HealthSample = { readonly minute: number; readonly parts: Readonly<Record<string, PartState>> }

/** So many minutes in a row of one state. */
export type Run = { readonly state: PartState | 'gap'; readonly minutes: number }

export const MINUTE_MS = 60_000

export const minuteOf = (ms: number): number => ms - (ms % MINUTE_MS)

/** Shortly after a minute has begun, so that servers whose clocks differ by a little mean the same one. */
const AFTER_ITS_BEGIN_MS = 250

/** When the parts are looked at after `now`, on the same clock: once in the next minute. */
export const nextLookAt = (now: number): number => minuteOf(now) + MINUTE_MS + AFTER_ITS_BEGIN_MS

/**
 * A part's day, minute by minute, as runs from `fromMinute` on. Samples in rising order. A sample that does not name the part knew nothing of
 * it; the part `server` is up wherever there is a sample at all.
 */
export function stripOf(
  samples: readonly HealthSample[],
  part: string,
  fromMinute: number,
  minutes: number,
): readonly Run[] {
  const runs: { state: Run['state']; minutes: number }[] = []
  let next = 0
  for (let i = 0; i < minutes; i++) {
    const minute = fromMinute + i * MINUTE_MS
    while (minute > (samples[next]?.minute ?? minute)) next++
    const sample = samples[next]
    const state = sample?.minute === minute ? stateIn(sample, part) : 'gap'
    const last = runs.at(-1)
    if (last?.state === state) last.minutes += 1
    else runs.push({ state, minutes: 1 })
  }
  return runs
}

const stateIn = ({ parts }: HealthSample, part: string): PartState =>
  part === 'server' ? 'up' : (parts[part] ?? 'unknown')

/** The share of the looked-at minutes in which a part worked, from 0 to 1; undefined when nobody looked. Unknown minutes are not counted. */
export function upShare(runs: readonly Run[]): number | undefined {
  const of = (...states: readonly Run['state'][]) =>
    runs.reduce((sum, run) => (states.includes(run.state) ? sum + run.minutes : sum), 0)
  const known = of('up', 'slow', 'down')
  return known === 0 ? undefined : of('up', 'slow') / known
}
