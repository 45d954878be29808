import type { Account } from '../account.ts'
import { emit } from '../webhooks.ts'
import type { Card } from './cards.ts'
import { expiry, fingerprintOf } from './charge-details.ts'
import { blankMethod } from './methods.ts'
import type { Charge, Method } from './objects.ts'

type Present = NonNullable<NonNullable<Charge['payment_method_details']>['card_present']>
type Redisplay = NonNullable<Method['allow_redisplay']>

type Origin = {
  customer: string | null
  redisplay: Redisplay
  charge: string | null
  attempt: string | null
  present: Present | null
}

const reusable = ['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'cartes_bancaires']

/**
 * Makes the `card` payment method that can be charged again without the card. Single-brand debit networks have none.
 * Stripe's page: https://docs.stripe.com/terminal/features/saving-payment-details/overview
 */
export function generateCard(account: Account, card: Card, origin: Origin): Method | undefined {
  if (!reusable.includes(card.brand)) return undefined
  const details = origin.present ? { type: 'card_present', card_present: { ...origin.present } } : null
  const method = account.tables.paymentMethods.put({
    ...blankMethod(account),
    allow_redisplay: origin.redisplay,
    customer: origin.customer,
    type: 'card',
    card: {
      ...cardHash(account, card),
      generated_from: {
        charge: origin.charge,
        payment_method_details: details,
        setup_attempt: origin.attempt,
      },
    },
  })
  if (origin.customer) emit(account, 'payment_method.attached', method)
  return method
}

/** The `card` hash of a payment method with this number. */
export function cardHash(account: Account, card: Card): NonNullable<Method['card']> {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
    country: card.country,
    display_brand: card.brand,
    ...expiry,
    fingerprint: fingerprintOf(account, card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.network], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}
