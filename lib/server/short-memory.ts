/**
 * Remembers what a question was answered for a while, so that ten screens ask Stripe once. Questions asked meanwhile share the answer;
 * a question that failed is not remembered.
 */
export function shortMemory<T>(
  ask: (about: string) => Promise<T>,
  { forMs, now }: { forMs: number; now: () => number },
): (about: string) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()
  return about => {
    const before = known.get(about)
    if (before && now() < before.until) return before.answer
    const answer = ask(about)
    known.set(about, { until: now() + forMs, answer })
    answer.catch(() => known.delete(about))
    return answer
  }
}
