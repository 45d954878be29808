const PATIENCE_MS = 15_000
const LOOK_EVERY_MS = 5

/** Asks again and again until there is an answer. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  everyMs = LOOK_EVERY_MS,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise(later => setTimeout(later, everyMs))
  }
}
