/**
 * How much of Stripe's rate limit the till's own housekeeping may use: what is left, within half of the account's limit shared by all
 * servers, after everything that is asked for people. Whoever stands at a counter never waits for it.
 */
export type Allowance = {
  /** How many requests the housekeeping may begin now; none while people need them or Stripe asks for patience. */
  left(): number
  /** Resolves when one may be begun. */
  turn(): Promise<void>
  /** How many servers share it now. */
  shareAmong(servers: number): void
}
