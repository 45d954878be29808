import type { Account } from '../account.ts'
import { type Card, isInterac, isSingleMessage } from './cards.ts'
import type { Intent } from './objects.ts'

const day = 24 * 60 * 60
const hour = 60 * 60

/**
 * Whether this card's money is only held. `manual_preferred` holds where the network can, and takes at once else:
 * https://docs.stripe.com/changelog/clover/2025-11-17/card-present-capture-method
 */
export function isManual(intent: Intent, card: Card, keyed = false): boolean {
  if (keyed) return intent.capture_method === 'manual'
  const preference = intent.payment_method_options?.card_present?.capture_method
  if (preference === 'manual_preferred') return !isSingleMessage(card)
  if (preference === 'manual' && !isInterac(card)) return true
  return intent.capture_method === 'manual'
}

/** Whether the merchant insists on a hold, which some networks cannot give. */
export function insistsOnHold(intent: Intent, card: Card): boolean {
  return (
    intent.payment_method_options?.card_present?.capture_method !== 'manual_preferred' &&
    isManual(intent, card)
  )
}

/** The second until which a hold can be captured: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method */
export function captureBefore(account: Account, intent: Intent, card: Card): number {
  return account.clock.seconds() + windowOf(intent, card)
}

function windowOf(intent: Intent, card: Card): number {
  const extended = intent.payment_method_options?.card_present?.request_extended_authorization === true
  if (extended && card.brand === 'visa') return 30 * day - 6 * hour
  if (extended && ['mastercard', 'amex', 'discover'].includes(card.brand)) return 30 * day
  if (intent.currency === 'jpy' && ['visa', 'mastercard', 'jcb', 'diners', 'discover'].includes(card.brand))
    return 30 * day
  return card.brand === 'visa' ? 5 * day - 6 * hour : 2 * day
}
