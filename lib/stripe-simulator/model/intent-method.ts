import type { Account } from '../account.ts'
import { badParameter, invalid, noSuchParam } from '../refusal.ts'
import type { Intent, Method } from './objects.ts'

/** Gives an intent the kept card that it will be confirmed with. */
export function attachMethod(account: Account, intent: Intent, id: string): void {
  intent.payment_method = methodFor(account, intent, id).id
  intent.status = 'requires_confirmation'
}

/** The kept card of this id, when this intent may be paid with it. */
export function methodFor(account: Account, intent: Intent, id: string | null): Method {
  if (!id)
    throw badParameter(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      'payment_intent_unexpected_state',
      'payment_method',
    )
  const method = account.tables.paymentMethods.get(id)
  if (!method) throw noSuchParam('PaymentMethod', id, 'payment_method')
  if (!intent.payment_method_types.includes('card') || method.type !== 'card') {
    throw invalid(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent.`,
      'payment_intent_incompatible_payment_method',
      'payment_method',
    )
  }
  if (method.customer !== intent.customer) {
    throw invalid(
      'The customer of the PaymentIntent is not the customer the PaymentMethod belongs to.',
      'payment_intent_invalid_parameter',
      'payment_method',
    )
  }
  return method
}
