import { createHash } from 'node:crypto'
import type { Account } from '../account.ts'
import { type Card, isInterac } from './cards.ts'
import { captureBefore, isManual } from './holds.ts'
import type { Charge, Intent } from './objects.ts'
import type { Cvm, Decline, Read } from './outcome.ts'

/** One attempt of one card at one reader. */
export type Attempt = {
  intent: Intent
  card: Card
  amount: number
  read: Read
  cvm: Cvm
  reader: string | null
  location: string | null
}

/** Stores the charge of an attempt: approved, or declined when `decline` says why. */
export function makeCharge(account: Account, attempt: Attempt, method: string, decline?: Decline): Charge {
  const { intent, amount } = attempt
  const captured = !decline && !isManual(intent, attempt.card)
  const charge: Charge = {
    ...blankCharge(account, intent),
    amount,
    amount_captured: captured ? amount : 0,
    captured,
    failure_code: decline?.failure ?? null,
    failure_message: decline?.message ?? null,
    outcome: outcomeOf(decline),
    paid: !decline,
    payment_method: method,
    payment_method_details: detailsOf(account, attempt, !decline && !captured),
    status: decline ? 'failed' : 'succeeded',
  }
  charge.receipt_url = decline ? null : `https://pay.stripe.com/receipts/payment/${charge.id}`
  return account.tables.charges.put(charge)
}

export function blankCharge(account: Account, intent: Intent): Charge {
  return {
    id: account.ids.make('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: { address: emptyAddress(), email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: descriptorOf(intent),
    captured: false,
    created: account.clock.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: account.livemode,
    metadata: { ...intent.metadata },
    on_behalf_of: intent.on_behalf_of,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: null,
    payment_method_details: null,
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function descriptorOf(intent: Intent): string {
  const suffix = intent.statement_descriptor_suffix
  return suffix ? `SIM SHOP* ${suffix}`.slice(0, 22).toUpperCase() : 'SIMULATED SHOP'
}

export function emptyAddress() {
  return { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
}

const retryable = new Set([
  'issuer_not_available',
  'processing_error',
  'reenter_transaction',
  'approve_with_id',
])
const hidden = new Set(['fraudulent', 'lost_card', 'stolen_card', 'pickup_card', 'merchant_blacklist'])

/** What the network and Stripe's risk checks said, as `charge.outcome` tells it. */
export function outcomeOf(decline: Decline | undefined): NonNullable<Charge['outcome']> {
  if (!decline) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 12,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  return {
    advice_code: retryable.has(decline.declineCode)
      ? 'try_again_later'
      : hidden.has(decline.declineCode)
        ? 'do_not_try_again'
        : null,
    network_advice_code: null,
    network_decline_code: '05',
    network_status: 'declined_by_network',
    reason: decline.declineCode,
    risk_level: 'normal',
    risk_score: 12,
    seller_message: `The bank returned the decline code \`${decline.declineCode}\`.`,
    type: 'issuer_declined',
  }
}

type Details = NonNullable<Charge['payment_method_details']>

function detailsOf(account: Account, attempt: Attempt, held: boolean): Details {
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
