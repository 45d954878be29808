import type { Account } from '../account.ts'
import type { Card } from './cards.ts'
import { detailsOf } from './charge-details.ts'
import { isManual } from './holds.ts'
import type { Charge, Intent } from './objects.ts'
import type { Cvm, Decline, Read } from './outcome.ts'

/** One attempt of one card at one reader. */
export type Attempt = {
  intent: Intent
  card: Card
  /** Typed in or kept from earlier, not shown to the reader. */
  keyed: boolean
  amount: number
  read: Read
  cvm: Cvm
  reader: string | null
  location: string | null
}

/** Stores the charge of an attempt: approved, or declined when `decline` says why. */
export function makeCharge(account: Account, attempt: Attempt, method: string, decline?: Decline): Charge {
  const { intent, amount } = attempt
  const captured = !decline && !isManual(intent, attempt.card, attempt.keyed)
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

function blankCharge(account: Account, intent: Intent): Charge {
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
const adviceCodes = ['confirm_card_data', 'do_not_try_again', 'try_again_later'] as const
const hidden = new Set(['fraudulent', 'lost_card', 'stolen_card', 'pickup_card', 'merchant_blacklist'])

/** What Stripe advises about a second try with the same card: as the bank was told to say, or Stripe's usual. */
function adviceOf({ declineCode, adviceCode }: Decline) {
  const given = adviceCodes.find(known => known === adviceCode)
  if (given) return given
  if (retryable.has(declineCode)) return 'try_again_later'
  return hidden.has(declineCode) ? 'do_not_try_again' : null
}

/** What the network and Stripe's risk checks said, as `charge.outcome` tells it. */
function outcomeOf(decline: Decline | undefined): NonNullable<Charge['outcome']> {
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
    advice_code: adviceOf(decline),
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
