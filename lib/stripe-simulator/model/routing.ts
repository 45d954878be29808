import type { Card } from './cards.ts'
import type { Intent } from './objects.ts'
import type { Read } from './outcome.ts'

const withEftpos = new Set(['4000050360000001', '5555050360000080'])

/**
 * The network a co-branded Australian card goes through. The merchant may ask for one; else a tap goes the cheaper way
 * when the money is taken at once, and a customer who inserts the card is taken to choose the international one.
 * https://docs.stripe.com/terminal/payments/regional?integration-country=AU
 */
export function routed(card: Card, intent: Intent, read: Read): Card {
  if (!withEftpos.has(card.number) || intent.currency !== 'aud') return card
  const options = intent.payment_method_options?.card_present
  const asked = options?.routing?.requested_priority
  const holds = intent.capture_method === 'manual' || options?.capture_method !== undefined
  const domestic = asked ? asked === 'domestic' : read === 'tap' && !holds
  return domestic ? { ...card, network: 'eftpos_au', aid: 'A00000038410', application: 'eftpos SAV' } : card
}
