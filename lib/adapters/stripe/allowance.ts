import { setTimeout as later } from 'node:timers/promises'
import { A_LOOK, type Allowance } from '#lib/ports/allowance.ts'
import type { Clock } from '#lib/ports/world.ts'
import type { Connection } from './connection.ts'

/**
 * Stripe takes 25 requests a second of a sandbox, and 25 a second for each endpoint of a live account, of which a look asks two. Half of
 * the smaller is ours. https://docs.stripe.com/rate-limits
 */
const PER_SECOND = 12.5
/** What may be saved up by having been quiet: however many servers share it, a look and one request beside it. */
const MOST_SAVED = PER_SECOND
const LEAST_SAVED = A_LOOK + 1
/** After *too many requests* the housekeeping holds still for this long. */
const PATIENCE_MS = 2_000

/** A bucket that every request of this connection is taken from, and that only the housekeeping looks into first. */
export function stripeAllowance({ connection, clock }: { connection: Connection; clock: Clock }): Allowance {
  let servers = 1
  let tokens = MOST_SAVED
  let filledAt = clock.now()
  const perMs = () => PER_SECOND / servers / 1_000
  const most = () => Math.max(LEAST_SAVED, MOST_SAVED / servers)
  const fill = () => {
    const now = clock.now()
    tokens = Math.min(most(), tokens + Math.max(0, now - filledAt) * perMs())
    filledAt = now
  }
  const left = () => {
    fill()
    return Math.max(0, Math.floor(tokens))
  }
  connection.onAsk(() => {
    fill()
    // What people ask goes on however low it is; the debt is bounded, so that a rush does not silence the watch for long.
    tokens = Math.max(-most(), tokens - 1)
  })
  connection.onReply(reply => {
    if (reply.got === 'error' && reply.status === 429 && reply.code !== 'lock_timeout') {
      fill()
      tokens = Math.min(tokens, -PATIENCE_MS * perMs())
    }
  })
  return {
    left,
    async turn() {
      while (left() < A_LOOK + 1) await later(Math.ceil(1 / perMs()))
    },
    shareAmong(count) {
      fill()
      servers = Math.max(1, count)
    },
  }
}
