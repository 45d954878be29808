import type { Account } from './account.ts'
import { Refusal } from './refusal.ts'

/** Requests a second: https://docs.stripe.com/rate-limits */
const accountLimit = { test: 25, live: 100 }
const endpointLimit = 25
const filesLimit = 20

type Bucket = { tokens: number; at: number }

const buckets = new WeakMap<Account, Map<string, Bucket>>()

/** Counts one request against the limits of account and endpoint; throws 429 when there were too many. */
export function checkRate(account: Account, method: string, path: string): void {
  const all = buckets.get(account) ?? new Map<string, Bucket>()
  buckets.set(account, all)
  const whole = account.livemode ? accountLimit.live : accountLimit.test
  if (!take(all, 'account', whole)) throw tooMany('global-rate')
  const isFiles = path.startsWith('/v1/files')
  const endpoint = `${method} ${path.replace(/\/[a-z]+_\w{8,}/, '/{id}')}`
  if (!take(all, endpoint, isFiles ? filesLimit : endpointLimit)) throw tooMany('endpoint-rate')
}

/** A bucket as large as one second's worth, filled steadily. Real time, not the turned clock: load is real. */
function take(all: Map<string, Bucket>, name: string, perSecond: number): boolean {
  const now = Date.now()
  const bucket = all.get(name) ?? { tokens: perSecond, at: now }
  all.set(name, bucket)
  bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
  bucket.at = now
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}

/** The refusal for too many requests. There is no `Retry-After`. */
export function tooMany(reason: string): Refusal {
  const message =
    'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.'
  const headers = { 'stripe-rate-limited-reason': reason }
  return new Refusal(
    429,
    { type: 'invalid_request_error', code: 'rate_limit', message },
    { early: true, headers },
  )
}
