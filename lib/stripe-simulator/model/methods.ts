import type { Account } from '../account.ts'
import { type Card, isInterac } from './cards.ts'
import { expiry, fingerprintOf, localesOf, readMethods } from './charge-details.ts'
import { type Attempt, emptyAddress } from './charges.ts'
import type { Method } from './objects.ts'
import type { Read } from './outcome.ts'
import { cardHash } from './saved-cards.ts'

/** The payment method of an attempt: of a card that was shown, or of one that was typed in. */
export function methodOf(account: Account, { card, keyed, read }: Attempt): Method {
  if (!keyed) return presentMethod(account, card, read)
  return account.tables.paymentMethods.put({
    ...blankMethod(account),
    type: 'card',
    card: cardHash(account, card),
  })
}

/** The payment method a reader makes of a card that was shown to it. Not chargeable again. */
export function presentMethod(account: Account, card: Card, read: Read): Method {
  const known = {
    brand: card.brand,
    cardholder_name: read === 'tap' ? null : 'CARDHOLDER/TEST',
    country: card.country,
    ...expiry,
    fingerprint: fingerprintOf(account, card.number),
    funding: card.funding,
    last4: card.number.slice(-4),
    networks: { available: [card.network], preferred: null },
    preferred_locales: localesOf(card.country),
    read_method: readMethods[read],
  }
  const hash = isInterac(card)
    ? { type: 'interac_present' as const, interac_present: known }
    : { type: 'card_present' as const, card_present: { ...known, brand_product: null, offline: null } }
  return account.tables.paymentMethods.put({ ...blankMethod(account), ...hash })
}

export function blankMethod(account: Account): Method {
  return {
    id: account.ids.make('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: emptyAddress(), email: null, name: null, phone: null, tax_id: null },
    created: account.clock.seconds(),
    customer: null,
    customer_account: null,
    livemode: account.livemode,
    metadata: {},
    type: 'card',
  }
}
