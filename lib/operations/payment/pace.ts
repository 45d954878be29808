/** Nobody has heard of a call for this long: whoever finds its row may send it again under its key. Reader commands may take 80 s. */
const QUIET_MS = 3_000
const QUIET_READER_MS = 85_000
/** A server that has not beaten for this long is gone, and its open calls are anybody's. */
export const SERVER_GONE_MS = 10_000

const READER_STEPS: ReadonlySet<string> = new Set(['process', 'collect', 'confirm', 'cancel_action'])

export const quietAfterMs = (step: string): number => (READER_STEPS.has(step) ? QUIET_READER_MS : QUIET_MS)

/** Doubling from `firstMs` to `mostMs`, with a fifth of it as jitter so that servers do not march in step. */
function backOff(tries: number, firstMs: number, mostMs: number): number {
  const base = Math.min(firstMs * 2 ** Math.min(Math.max(tries, 0), 20), mostMs)
  return Math.round(base * (0.9 + Math.random() * 0.2))
}

/** While a reader waits for a card: first after `watchAfterMs`, then 1 s growing to 5 s (shorter when the first is shorter). */
export const waitingLookMs = (looks: number, watchAfterMs: number): number =>
  looks === 0
    ? watchAfterMs
    : backOff(looks - 1, Math.min(1_000, watchAfterMs), Math.min(5_000, watchAfterMs * 2.5))

const IDLE_LOOKS_MS = [15_000, 60_000, 300_000]

/** A tender that is ready and untouched is looked at after 15 s, then each minute, then every five: a hidden approval may turn up. */
export const idleLookMs = (looks: number): number =>
  IDLE_LOOKS_MS[Math.min(looks, IDLE_LOOKS_MS.length - 1)] ?? 300_000

/** Stripe did not answer, or asked for patience. */
export const retryMs = (tries: number): number => backOff(tries, 1_000, 60_000)
