import { Refusal } from './refusal.ts'

/** The version of every account, and the one this program's schemas describe. */
export const accountVersion = '2026-10-28.endive'

/** Checks the `Stripe-Version` header; without one the account's own version counts. */
export function readVersion(header: string | undefined): string {
  if (header === undefined || header === '') return accountVersion
  if (/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(header)) return header
  const message = `Invalid Stripe API version: ${header}. You can only use versions that exist; see https://docs.stripe.com/upgrades.`
  throw new Refusal(400, { type: 'invalid_request_error', message }, { early: true })
}

/** Since this day `payment_method_types` is no longer a parameter of intents. */
export function refusesPaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) >= '2026-09-30'
}
