import type { StripeLamp, StripeReach } from '#lib/ports/fleet.ts'
import type { Clock } from '#lib/ports/world.ts'
import type { Connection, Sending } from './connection.ts'
import type { Reply } from './reply.ts'

/** After so long without a word from Stripe the lamp asks by itself. */
const QUIET_MS = 30_000
/** Stripe's reads take some hundred milliseconds from anywhere. */
const SLOW_MS = 2_000

/** Judged by the calls that are made anyway, on one connection. Reader commands say nothing of slowness: the reader is what is slow. */
export function stripeLamp({ connection, clock }: { connection: Connection; clock: Clock }): StripeLamp {
  let reach: StripeReach = { state: 'unknown', since: clock.now() }
  let heardAt = Number.NEGATIVE_INFINITY
  let asking: Promise<unknown> | undefined

  connection.onReply((reply, sending) => {
    heardAt = clock.now()
    const now = judged(reply, sending)
    if (now.state !== reach.state || now.code !== reach.code) reach = { ...now, since: heardAt }
  })

  const ask = (): Promise<unknown> => {
    asking ??= connection
      .request({ method: 'GET', path: '/v1/terminal/locations?limit=1', timeoutMs: 5_000 })
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  return {
    async reach() {
      if (clock.now() - heardAt >= QUIET_MS) await ask()
      return reach
    },
    async isAway() {
      // One call that failed says little: what is refused because of it must not work a moment later.
      if (reach.state === 'down') await ask()
      return reach.state === 'down'
    },
  }
}

/** An answer that says no is still Stripe's answer. A key that Stripe does not take is as good as no line at all. */
function judged(reply: Reply, sending: Sending): Omit<StripeReach, 'since'> {
  if (reply.got === 'nothing') return { state: 'down', code: reply.code }
  if (reply.got === 'error') {
    const code = reply.code ?? `http_${reply.status}`
    if (reply.status >= 500 || reply.status === 401) return { state: 'down', code }
    if (reply.status === 429) return { state: 'slow', code }
  }
  if (sending.method === 'GET' && reply.ms >= SLOW_MS) return { state: 'slow' }
  return { state: 'up' }
}
