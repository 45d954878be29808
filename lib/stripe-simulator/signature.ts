import Stripe from 'stripe'
import type { Account } from './account.ts'

/**
 * The `Stripe-Signature` header: one `v1` for every secret that is still valid. `t` is the machine's own time, not
 * the turned clock: whoever checks it compares it with theirs.
 */
export function signatureOf(account: Account, endpoint: string, payload: string, forged: boolean): string {
  const timestamp = Math.floor(Date.now() / 1000)
  const kept = account.tables.endpointSecrets.get(endpoint)?.secrets ?? []
  const valid = kept.filter(each => each.until === null || each.until > account.clock.now())
  const secrets = forged ? ['whsec_of_somebody_else'] : valid.map(each => each.value)
  const parts = secrets.map(secret =>
    v1Of(Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })),
  )
  return [`t=${timestamp}`, ...parts].join(',')
}

function v1Of(header: string): string {
  return header.split(',').find(part => part.startsWith('v1=')) ?? ''
}
