/** Real time: the storm runs real processes, and their clocks cannot be turned. */
export const wait = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** Asks every `everyMs` until it is so; false when it is not within `withinMs`. */
export async function waitUntil(
  isSo: () => Promise<boolean> | boolean,
  { withinMs, everyMs = 100 }: { readonly withinMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + withinMs
  for (;;) {
    if (await isSo()) return true
    if (performance.now() > deadline) return false
    await wait(everyMs)
  }
}
