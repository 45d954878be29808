/** What the simulator knows about a test card. The list is Stripe's: https://docs.stripe.com/terminal/references/testing */
export type Card = {
  number: string
  brand: string
  funding: 'credit' | 'debit' | 'prepaid'
  country: string
  network: string
  /** The application id on the chip, and the name the chip gives itself. */
  aid: string
  application: string
  /** How the holder proves themselves when the card is inserted. */
  pin: 'none' | 'offline_pin' | 'online_pin'
  /** Asks for the PIN even when it is tapped. */
  pinOnTap: boolean
  behaviour: Behaviour
}

export type Behaviour =
  | { kind: 'approves' }
  | { kind: 'declines'; code: string; declineCode: string }
  /** The tap is declined softly; inserted with its PIN the card is approved. */
  | { kind: 'wants_pin'; declineCode: string }
  /** Paid, but a later refund fails. */
  | { kind: 'refund_fails' }

const brands = {
  visa: ['A0000000031010', 'Visa Credit', 'visa'],
  mastercard: ['A0000000041010', 'Mastercard', 'mastercard'],
  amex: ['A000000025010801', 'American Express', 'amex'],
  discover: ['A0000001523010', 'Discover', 'discover'],
  diners: ['A0000001523010', 'Diners Club', 'discover'],
  jcb: ['A0000000651010', 'JCB Credit', 'jcb'],
  unionpay: ['A000000333010102', 'UnionPay Credit', 'unionpay'],
  interac: ['A0000002771010', 'Interac', 'interac'],
  eftpos_au: ['A00000038410', 'eftpos SAV', 'eftpos_au'],
  cartes_bancaires: ['A0000000421010', 'CB', 'cartes_bancaires'],
  girocard: ['A0000003591010028001', 'girocard', 'girocard'],
} as const

type Brand = keyof typeof brands

const approves: Behaviour = { kind: 'approves' }
const declines = (code: string, declineCode: string): Behaviour => ({ kind: 'declines', code, declineCode })

const rows: [string, Brand, Card['funding'], string, Behaviour?, Card['pin']?][] = [
  ['4242424242424242', 'visa', 'credit', 'US'],
  ['4000056655665556', 'visa', 'debit', 'US'],
  ['5555555555554444', 'mastercard', 'credit', 'US'],
  ['5200828282828210', 'mastercard', 'debit', 'US'],
  ['5105105105105100', 'mastercard', 'prepaid', 'US'],
  ['378282246310005', 'amex', 'credit', 'US'],
  ['371449635398431', 'amex', 'credit', 'US'],
  ['6011111111111117', 'discover', 'credit', 'US'],
  ['6011000990139424', 'discover', 'credit', 'US'],
  ['3056930009020004', 'diners', 'credit', 'US'],
  ['36227206271667', 'diners', 'credit', 'US'],
  ['3566002020360505', 'jcb', 'credit', 'JP'],
  ['6200000000000005', 'unionpay', 'credit', 'CN'],
  ['4506445006931933', 'interac', 'debit', 'CA', approves, 'online_pin'],
  ['6280000360000978', 'eftpos_au', 'debit', 'AU', approves, 'online_pin'],
  ['4000050360000001', 'visa', 'debit', 'AU'],
  ['5555050360000080', 'mastercard', 'debit', 'AU'],
  ['4000002500001001', 'cartes_bancaires', 'debit', 'FR', approves, 'offline_pin'],
  ['5555552500001001', 'cartes_bancaires', 'debit', 'FR', approves, 'offline_pin'],
  ['4711009900000316877', 'girocard', 'debit', 'DE', approves, 'online_pin'],
  ['4001007020000002', 'visa', 'credit', 'SG', approves, 'offline_pin'],
  [
    '4000008260000075',
    'visa',
    'credit',
    'GB',
    { kind: 'wants_pin', declineCode: 'offline_pin_required' },
    'offline_pin',
  ],
  ['4001000360000005', 'visa', 'credit', 'AU', approves, 'online_pin'],
  [
    '4000002760000008',
    'visa',
    'credit',
    'DE',
    { kind: 'wants_pin', declineCode: 'online_or_offline_pin_required' },
    'online_pin',
  ],
  ['4000000000000002', 'visa', 'credit', 'US', declines('card_declined', 'generic_decline')],
  ['4000000000009995', 'visa', 'credit', 'US', declines('card_declined', 'insufficient_funds')],
  ['4000000000009987', 'visa', 'credit', 'US', declines('card_declined', 'lost_card')],
  ['4000000000009979', 'visa', 'credit', 'US', declines('card_declined', 'stolen_card')],
  ['4000000000000069', 'visa', 'credit', 'US', declines('expired_card', 'expired_card')],
  ['4000000000000119', 'visa', 'credit', 'US', declines('processing_error', 'processing_error')],
  ['4000000000005126', 'visa', 'credit', 'US', { kind: 'refund_fails' }],
]

const asksOnTap = new Set(['4001007020000002', '4001000360000005'])

const cards = new Map(rows.map(row => [row[0], cardOf(row)]))

function cardOf([
  number,
  brand,
  funding,
  country,
  behaviour = approves,
  pin = 'none',
]: (typeof rows)[number]): Card {
  const [aid, application, network] = brands[brand]
  const pinOnTap = asksOnTap.has(number)
  return { number, brand, funding, country, network, aid, application, pin, pinOnTap, behaviour }
}

export function findCard(number: string): Card | undefined {
  return cards.get(number)
}

export function allCards(): Iterable<Card> {
  return cards.values()
}

export const defaultCard = '4242424242424242'
export const interacCard = '4506445006931933'

export function isInterac(card: Card): boolean {
  return card.brand === 'interac'
}

/** Networks that take the money in one message cannot hold it first. */
export function isSingleMessage(card: Card): boolean {
  return card.network === 'interac' || card.network === 'eftpos_au'
}
