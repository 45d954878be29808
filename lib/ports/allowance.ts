/** A look at a payment asks for its reader and its intent, and one more request may follow from what it sees. */
export const A_LOOK = 3

/**
 * How much of Stripe's rate limit the till's own housekeeping may use: what is left, within half of the account's limit shared by all
 * servers, after everything that is asked for people. Whoever stands at a counter never waits for it.
 */
export type Allowance = {
  /** How many requests the housekeeping may begin now; none while people need them or Stripe asks for patience. */
  left(): number
  /** Resolves when one may be begun that is in no hurry: always with a look's worth left over for payments under way. */
  turn(): Promise<void>
  /** How many servers share it now. */
  shareAmong(servers: number): void
}
