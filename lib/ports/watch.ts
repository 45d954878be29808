/** Whoever waits for long work: hears how far it is, of how many where that is known, and may stop it. */
export type Watch = {
  readonly told: (done: number, of?: number) => void
  readonly signal: AbortSignal
}
