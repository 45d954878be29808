import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, noSuchParam } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { book } from './books.ts'
import { findCard } from './cards.ts'
import { fingerprintOf } from './charge-details.ts'
import { mergeMetadata } from './metadata.ts'
import { shown } from './money.ts'
import type { Charge, Refund } from './objects.ts'

/** Gives money of a captured charge back through the API. Interac cards must be at a reader for that. */
export function createRefund(account: Account, params: Stripe.RefundCreateParams): Refund {
  const charge = chargeToRefund(account, params)
  if (charge.payment_method_details?.type === 'interac_present') {
    throw invalid(
      'Interac payments can only be refunded with the card present, on a reader.',
      'charge_not_refundable',
      params.charge ? 'charge' : 'payment_intent',
    )
  }
  const amount = refundable(charge, params.amount)
  return pay(account, charge, amount, params.reason ?? null, mergeMetadata(null, params.metadata))
}

/** The charge that a refund names, directly or by its intent. */
export function chargeToRefund(
  account: Account,
  params: { charge?: string; payment_intent?: string },
): Charge {
  if (params.charge) {
    const charge = account.tables.charges.get(params.charge)
    if (!charge) throw noSuchParam('charge', params.charge, 'charge')
    return charge
  }
  if (!params.payment_intent) {
    throw badParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'parameter_missing',
      'payment_intent',
    )
  }
  const intent = account.tables.paymentIntents.get(params.payment_intent)
  if (!intent) throw noSuchParam('payment_intent', params.payment_intent, 'payment_intent')
  const charge = intent.latest_charge ? account.tables.charges.get(intent.latest_charge) : undefined
  if (charge?.status === 'succeeded') return charge
  throw invalid(
    `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    undefined,
    'payment_intent',
  )
}

/** The amount to give back; throws when the charge does not have it. */
export function refundable(charge: Charge, wanted: number | undefined): number {
  const left = charge.amount_captured - given(charge)
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed')
  if (charge.status !== 'succeeded' || (!charge.captured && !charge.refunded)) {
    throw invalid(
      `Charge ${charge.id} cannot be refunded because it was not captured.`,
      'charge_not_refundable',
    )
  }
  if (left <= 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  const amount = wanted ?? left
  if (amount < 1) throw badParameter('Invalid positive integer', 'parameter_invalid_integer', 'amount')
  if (amount > left) {
    throw invalid(
      `Refund amount (${shown(amount, charge.currency)}) is greater than unrefunded amount on charge (${shown(left, charge.currency)})`,
      undefined,
      'amount',
    )
  }
  return amount
}

/** What was really given back: the released rest of a partly captured hold does not count. */
function given(charge: Charge): number {
  return charge.amount_refunded - (charge.amount - charge.amount_captured)
}

/** Records the refund, the books and the charge, and tells about it. */
export function pay(
  account: Account,
  charge: Charge,
  amount: number,
  reason: Refund['reason'],
  metadata: Record<string, string>,
): Refund {
  const refund = account.tables.refunds.put(newRefund(account, charge, amount, reason, metadata))
  refund.balance_transaction = bookRefund(account, refund, -amount, 'refund').id
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded >= charge.amount
  account.tables.refunds.put(refund)
  account.tables.charges.put(charge)
  emit(account, 'refund.created', refund)
  emit(account, 'charge.refunded', charge)
  if (willFail(account, charge)) {
    account.schedule({
      id: `refund:${refund.id}`,
      due: account.clock.now() + 1000,
      kind: 'refund',
      ref: refund.id,
    })
  }
  return refund
}

function newRefund(
  account: Account,
  charge: Charge,
  amount: number,
  reason: Refund['reason'],
  metadata: Record<string, string>,
): Refund {
  return {
    id: account.ids.make('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.clock.seconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      type: 'card',
      card: { type: 'refund', reference_status: 'pending', reference_type: 'acquirer_reference_number' },
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}

function bookRefund(account: Account, refund: Refund, amount: number, category: 'refund' | 'refund_failure') {
  return book(account, {
    amount,
    currency: refund.currency,
    description: null,
    fee: 0,
    reporting_category: category,
    source: refund.id,
    type: category,
  })
}

function willFail(account: Account, charge: Charge): boolean {
  const details = charge.payment_method_details?.card_present
  const failing = findCard('4000000000005126')
  return failing !== undefined && details?.fingerprint === fingerprintOf(account, failing.number)
}

/** The bank sends the money of a refund back. */
export function finishRefund(account: Account, id: string): void {
  const refund = account.tables.refunds.get(id)
  const charge = refund?.charge ? account.tables.charges.get(refund.charge) : undefined
  if (!refund || !charge || refund.status !== 'succeeded') return
  refund.status = 'failed'
  refund.failure_reason = 'expired_or_canceled_card'
  refund.failure_balance_transaction = bookRefund(account, refund, refund.amount, 'refund_failure').id
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  account.tables.refunds.put(refund)
  account.tables.charges.put(charge)
  emit(account, 'refund.failed', refund)
  emit(account, 'charge.refund.updated', refund, { status: 'succeeded' })
}
