import { createHash } from 'node:crypto'
import type { Account } from '../account.ts'
import { type Card, isInterac } from './cards.ts'
import type { Attempt } from './charges.ts'
import { captureBefore } from './holds.ts'
import type { Charge } from './objects.ts'

type Details = NonNullable<Charge['payment_method_details']>

/** What the charge tells about the card; `held` when its money is not taken yet. */
export function detailsOf(account: Account, attempt: Attempt, held: boolean): Details {
  if (attempt.keyed) return { type: 'card', card: keyedOf(account, attempt, held) }
  if (isInterac(attempt.card))
    return { type: 'interac_present', interac_present: interacOf(account, attempt) }
  return { type: 'card_present', card_present: presentOf(account, attempt, held) }
}

function presentOf(account: Account, attempt: Attempt, held: boolean): NonNullable<Details['card_present']> {
  const { card, intent } = attempt
  const incremental =
    intent.payment_method_options?.card_present?.request_incremental_authorization_support === true
  const big = ['visa', 'mastercard', 'amex', 'discover'].includes(card.brand)
  return {
    ...shared(account, attempt),
    amount_authorized: attempt.amount,
    brand_product: null,
    ...(held ? { capture_before: captureBefore(account, intent, card) } : {}),
    incremental_authorization_supported: held && incremental && big,
    offline: null,
    overcapture_supported: held && big && intent.currency === 'usd',
    receipt:
      attempt.read === 'swipe' ? null : { account_type: accountType(card), ...receiptOf(account, attempt) },
  }
}

/** A card that was typed in (MOTO) or kept: nothing of a chip in it. */
function keyedOf(account: Account, attempt: Attempt, held: boolean): NonNullable<Details['card']> {
  const { card, intent, reader } = attempt
  return {
    amount_authorized: attempt.amount,
    authorization_code: account.ids.digits(6),
    brand: card.brand,
    ...(held ? { capture_before: captureBefore(account, intent, card) } : {}),
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: reader ? 'pass' : null },
    country: card.country,
    electronic_commerce_indicator: null,
    ...expiry,
    extended_authorization: { status: 'disabled' },
    fingerprint: fingerprintOf(account, card.number),
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    ...(reader ? { moto: true } : {}),
    multicapture: { status: 'unavailable' },
    network: card.network,
    network_token: { used: false },
    network_transaction_id: account.ids.digits(15),
    overcapture: { maximum_amount_capturable: attempt.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  }
}

function interacOf(account: Account, attempt: Attempt): NonNullable<Details['interac_present']> {
  return {
    ...shared(account, attempt),
    receipt: { account_type: 'checking', ...receiptOf(account, attempt) },
  }
}

function shared(account: Account, attempt: Attempt) {
  const { card, reader, location } = attempt
  return {
    brand: card.brand,
    cardholder_name: attempt.read === 'tap' ? null : 'CARDHOLDER/TEST',
    country: card.country,
    emv_auth_data: '8A023030',
    ...expiry,
    fingerprint: fingerprintOf(account, card.number),
    funding: card.funding,
    generated_card: null,
    last4: card.number.slice(-4),
    ...(location ? { location } : {}),
    network: card.network,
    network_transaction_id: account.ids.digits(15),
    preferred_locales: localesOf(card.country),
    read_method: readMethods[attempt.read],
    ...(reader ? { reader } : {}),
  }
}

export const expiry = { exp_month: 12, exp_year: 2034 }

export const readMethods = {
  tap: 'contactless_emv',
  insert: 'contact_emv',
  swipe: 'magnetic_stripe_track2',
} as const

export function localesOf(country: string): string[] {
  return locales.get(country) ?? ['en']
}

const locales = new Map([
  ['CA', ['en', 'fr']],
  ['DE', ['de']],
  ['FR', ['fr']],
  ['JP', ['ja', 'en']],
  ['CN', ['zh', 'en']],
])

/** The same card has the same fingerprint within an account. */
export function fingerprintOf(account: Account, number: string): string {
  return createHash('sha256')
    .update(`${account.key}:${number}`)
    .digest('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, 16)
}

function receiptOf(account: Account, { card, cvm }: Attempt) {
  return {
    application_cryptogram: account.ids.hex(16),
    application_preferred_name: card.application,
    authorization_code: account.ids.digits(6),
    authorization_response_code: '3030',
    cardholder_verification_method: cvm,
    dedicated_file_name: card.aid,
    terminal_verification_results: '8000008000',
    transaction_status_information: '6800',
  }
}

function accountType(card: Card): 'checking' | 'credit' | 'prepaid' {
  return card.funding === 'debit' ? 'checking' : card.funding
}
