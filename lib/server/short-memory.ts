/** Answers by what they are about. `forget` has the next one asked anew; whoever waits for an earlier answer still gets it. */
export type ShortMemory<T> = ((about: string) => Promise<T>) & { forget(): void }

/** So many are kept before those whose time is over are let go. */
const MANY = 50

/**
 * Remembers what a question was answered for a while, so that ten screens ask Stripe once. Questions asked meanwhile share the answer;
 * a question that failed is not remembered.
 */
export function shortMemory<T>(
  ask: (about: string) => Promise<T>,
  { forMs, now }: { forMs: number; now: () => number },
): ShortMemory<T> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()
  const look = (about: string) => {
    const before = known.get(about)
    if (before && now() < before.until) return before.answer
    if (known.size >= MANY) for (const [key, { until }] of known) if (until <= now()) known.delete(key)
    const answer = ask(about)
    const one = { until: now() + forMs, answer }
    known.set(about, one)
    answer.catch(() => known.get(about) === one && known.delete(about))
    return answer
  }
  return Object.assign(look, { forget: () => known.clear() })
}
