import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { invalid, Refusal } from '../refusal.ts'
import { emit } from '../webhooks.ts'
import { afterwards } from './authorize-payment.ts'
import { allCards, type Card } from './cards.ts'
import { fingerprintOf } from './charge-details.ts'
import { makeCharge } from './charges.ts'
import { methodFor } from './intent-method.ts'
import { unlockedIntent } from './intents.ts'
import type { Charge, Intent, Method } from './objects.ts'
import { type Decline, decide } from './outcome.ts'

/**
 * Charges a card that was kept from an earlier payment, without any reader. This is all of online confirming that is
 * simulated here: no authentication is ever asked for.
 */
export function confirmOnline(
  account: Account,
  id: string,
  params: Stripe.PaymentIntentConfirmParams,
): Intent {
  const intent = unlockedIntent(account, id)
  if (!['requires_payment_method', 'requires_confirmation'].includes(intent.status)) {
    throw invalid(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    )
  }
  const method = methodFor(account, intent, params.payment_method ?? intent.payment_method)
  const card = cardOf(account, method)
  const outcome = decide({ card, total: intent.amount, read: 'insert', manual: false })
  const attempt = {
    intent,
    card,
    keyed: true,
    amount: intent.amount,
    read: outcome.read,
    cvm: 'none' as const,
    reader: null,
    location: null,
  }
  if (outcome.kind === 'declined')
    throw refuse(
      account,
      intent,
      makeCharge(account, attempt, method.id, outcome.decline),
      method,
      outcome.decline,
    )
  accept(account, intent, makeCharge(account, attempt, method.id), method)
  return intent
}

/** The test card a kept payment method came from. */
function cardOf(account: Account, method: Method): Card {
  for (const card of allCards()) {
    if (fingerprintOf(account, card.number) === method.card?.fingerprint) return card
  }
  throw invalid('This payment method cannot be charged.', 'payment_method_unexpected_state', 'payment_method')
}

function accept(account: Account, intent: Intent, charge: Charge, method: Method): void {
  const held = !charge.captured
  intent.status = held ? 'requires_capture' : 'succeeded'
  intent.amount_capturable = held ? intent.amount : 0
  intent.amount_received = held ? 0 : intent.amount
  intent.latest_charge = charge.id
  intent.payment_method = method.id
  intent.last_payment_error = null
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.succeeded', charge)
  emit(account, held ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent)
  afterwards(account, intent, charge)
}

function refuse(account: Account, intent: Intent, charge: Charge, method: Method, why: Decline): Refusal {
  const error = {
    type: 'card_error' as const,
    charge: charge.id,
    code: why.code,
    decline_code: why.declineCode,
    message: why.message,
    payment_method: method,
  }
  Object.assign(intent, {
    status: 'requires_payment_method',
    latest_charge: charge.id,
    last_payment_error: error,
    payment_method: null,
  })
  account.tables.paymentIntents.put(intent)
  emit(account, 'charge.failed', charge)
  emit(account, 'payment_intent.payment_failed', intent)
  return new Refusal(402, { ...error, payment_intent: structuredClone(intent) })
}
