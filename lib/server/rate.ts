/** How many at once, and how soon one more. */
type Measure = { readonly size: number; readonly everyMs: number }

/** More than this many strangers at a time are not told apart from newcomers; memory stays small. */
const MOST_KEYS = 10_000

/**
 * A bucket of tokens per key: each wish takes one, and they come back one by one. Kept in this process alone, since it guards this
 * process; what must hold across servers (wrong PINs) is counted in the database. Returns false when the bucket is empty.
 */
export function tokenBuckets(
  { size, everyMs }: Measure,
  now: () => number,
): { readonly take: (key: string) => boolean } {
  /** When each key's bucket will be full again: one number says how empty it is, in whole milliseconds. */
  const fullAt = new Map<string, number>()
  const take = (key: string): boolean => {
    const at = now()
    const before = Math.max(at, fullAt.get(key) ?? at)
    const may = before - at <= (size - 1) * everyMs
    // Put in anew, so that the map's first key is the one that has been quiet for longest.
    fullAt.delete(key)
    fullAt.set(key, may ? before + everyMs : before)
    if (fullAt.size > MOST_KEYS) forgetOldest(fullAt)
    return may
  }
  return { take }
}

function forgetOldest(buckets: Map<string, unknown>): void {
  const [oldest] = buckets.keys()
  if (oldest !== undefined) buckets.delete(oldest)
}
