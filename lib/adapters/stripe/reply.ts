/**
 * What came of one request, before anybody judges it: an answer, Stripe's error, or nothing that can be read as Stripe's word.
 * `ms` is how long it took, `date` (in milliseconds, to the second) what Stripe's clock said.
 */
export type Reply = { readonly ms: number; readonly requestId?: string; readonly date?: number } & (
  | { readonly got: 'answer'; readonly body: unknown; readonly replayed: boolean }
  | {
      readonly got: 'error'
      readonly status: number
      readonly type?: string
      readonly code?: string
      readonly message: string
    }
  /** Cut, timed out, refused the connection, or an answer that is not Stripe's (a proxy's page). */
  | { readonly got: 'nothing'; readonly code: string; readonly message: string }
)
