import { createHash } from 'node:crypto'
import type { Account, KeptAnswer } from './account.ts'
import { badParameter, Refusal } from './refusal.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Looks a key up before its request is executed. Returns the answer to replay, or undefined when the request is new.
 * Throws the 400 for a key that was used for something else and the 409 for a key whose first request still runs.
 * Stripe's page: https://docs.stripe.com/api/idempotent_requests
 */
export function recall(account: Account, key: string, fingerprint: string): KeptAnswer | undefined {
  if (key.length > 255)
    throw badParameter('Idempotency keys can be at most 255 characters.', undefined, 'Idempotency-Key')
  if (account.running.has(key)) throw inUse(key)
  const kept = account.tables.answers.get(key)
  if (!kept) return undefined
  if (kept.at + day <= account.clock.now()) {
    account.tables.answers.remove(key)
    return undefined
  }
  if (kept.fingerprint !== fingerprint) throw mismatch(key)
  return kept
}

/** What makes two requests the same: endpoint and parameters, whatever the notation of arrays. */
export function fingerprintOf(method: string, path: string, params: unknown): string {
  return createHash('sha256')
    .update(`${method} ${path} ${JSON.stringify(params)}`)
    .digest('base64url')
}

const mostKept = 50_000

/** Drops answers older than a day, and the oldest where there are too many to keep, a few at a time. */
export function prune(account: Account): void {
  const { answers } = account.tables
  let looked = 0
  for (const kept of answers.oldestFirst()) {
    looked += 1
    const over = kept.at + day <= account.clock.now() || answers.size > mostKept
    if (looked > 3 || !over) return
    answers.remove(kept.id)
  }
}

function inUse(key: string): Refusal {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`
  return new Refusal(
    409,
    { type: 'idempotency_error', code: 'idempotency_key_in_use', message },
    { early: true, headers: { 'stripe-should-retry': 'true' } },
  )
}

function mismatch(key: string): Refusal {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
  return new Refusal(400, { type: 'idempotency_error', message }, { early: true })
}
