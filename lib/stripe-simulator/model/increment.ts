import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, Refusal } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { defaultCard, findCard } from './cards.ts'
import { unlockedIntent } from './intents.ts'
import { mergeMetadata } from './metadata.ts'
import { checkAmount } from './money.ts'
import type { Charge, Intent } from './objects.ts'
import { decide } from './outcome.ts'

const mostAttempts = 10

/**
 * Asks the network to hold more. `amount` is the new total. Declined, the old hold stays as it was:
 * https://docs.stripe.com/terminal/features/incremental-authorizations
 */
export function incrementIntent(
  account: Account,
  id: string,
  params: Stripe.PaymentIntentIncrementAuthorizationParams,
): Intent {
  const intent = unlockedIntent(account, id)
  const charge = account.tables.charges.get(intent.latest_charge ?? '')
  const present = charge?.payment_method_details?.card_present
  if (intent.status !== 'requires_capture' || !charge || !present) throw unexpected(intent)
  if (!present.incremental_authorization_supported) {
    throw invalid(
      'This PaymentIntent does not support incremental authorizations.',
      'payment_intent_invalid_parameter',
      'amount',
    )
  }
  if (params.amount <= intent.amount) {
    throw badParameter(
      `Amount must be greater than the current amount of ${intent.amount}.`,
      undefined,
      'amount',
    )
  }
  checkAmount(params.amount, intent.currency)
  countAttempt(account, intent)
  raise(account, intent, charge, params.amount)
  intent.metadata = mergeMetadata(intent.metadata, params.metadata)
  intent.description = params.description ?? intent.description
  return account.tables.paymentIntents.put(intent)
}

function unexpected(intent: Intent) {
  return invalid(
    `This PaymentIntent's authorization could not be incremented because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`,
    'payment_intent_unexpected_state',
  )
}

function countAttempt(account: Account, intent: Intent): void {
  const made = account.increments.get(intent.id) ?? 0
  if (made >= mostAttempts)
    throw invalid(
      'This PaymentIntent has reached the limit of 10 incremental authorizations.',
      'payment_intent_invalid_parameter',
    )
  account.increments.set(intent.id, made + 1)
}

/** Holds `amount` in all, or throws the 402 with which the network declines. */
export function raise(account: Account, intent: Intent, charge: Charge, amount: number): void {
  const present = charge.payment_method_details?.card_present
  const card = findCard(defaultCard)
  const outcome = card && decide({ card, total: amount, read: 'insert', manual: false })
  if (outcome?.kind === 'declined') {
    const { code, declineCode, message } = outcome.decline
    throw new Refusal(402, {
      type: 'card_error',
      code,
      decline_code: declineCode,
      message,
      charge: charge.id,
      payment_intent: intent,
    })
  }
  intent.amount = amount
  intent.amount_capturable = amount
  charge.amount = amount
  if (present) present.amount_authorized = amount
  account.tables.charges.put(charge)
  account.tables.paymentIntents.put(intent)
  emit(account, 'payment_intent.amount_capturable_updated', intent)
}
