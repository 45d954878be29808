/** The jitter of waiting times is no choice of the explorer's, and the same history must always be lived in the same way. */
export function steady(): void {
  Math.random = () => 0.5
}

/** mulberry32: small, and good enough for choosing. */
export function dice(seed: number): () => number {
  let at = seed | 0
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
