/**
 * Stripe's test cards in the words of the counter: for the drawn reader, the till's test panel and the e2e stories.
 * Data only; this file imports nothing. The numbers and what becomes of them are Stripe's:
 * https://docs.stripe.com/terminal/references/testing
 */
export type CardRead = 'tap' | 'insert' | 'swipe'

export type TestCard = {
  /** What `present_payment_method` takes. */
  readonly number: string
  /** Stripe's name for the card. */
  readonly name: string
  /** What a person calls it. No two cards share one. */
  readonly label: string
  /** The second line below the label. */
  readonly note: string
  readonly brand: string
  /** The word printed on the drawn card. */
  readonly mark: string
  readonly last4: string
  readonly group: 'approves' | 'pin' | 'declines' | 'regional'
  readonly colour: string
  /** One of the dozen that a tray shows first. */
  readonly common: boolean
  readonly type: 'card_present' | 'interac_present'
  /** Where the card is at home, as ISO country codes. Absent: everywhere. */
  readonly countries?: readonly string[]
  readonly outcome: 'approved' | 'declined'
  /** The decline code, or Stripe's error code where there is no decline code. */
  readonly declineCode?: string
  /** Asks the cardholder for a PIN, which the bank or the chip checks. */
  readonly pin?: 'online' | 'offline'
  /** The first tap is refused and the reader asks for more, as strong customer authentication wants it. */
  readonly tapRefused?: true
  /** How this card can be read, the best way first. */
  readonly reads: readonly CardRead[]
}

const anyWay: readonly CardRead[] = ['tap', 'insert', 'swipe']

function card(
  number: string,
  name: string,
  label: string,
  note: string,
  look: Pick<TestCard, 'brand' | 'mark' | 'colour'>,
  rest: Pick<TestCard, 'group'> & Partial<TestCard>,
): TestCard {
  return {
    number,
    name,
    label,
    note,
    ...look,
    last4: number.slice(-4),
    common: false,
    type: 'card_present',
    outcome: 'approved',
    reads: anyWay,
    ...rest,
  }
}

const visa = { brand: 'visa', mark: 'VISA', colour: '#2b4cc4' }
const mastercard = { brand: 'mastercard', mark: 'MC', colour: '#3a3f4c' }
const amex = { brand: 'amex', mark: 'AMEX', colour: '#1f8a99' }
const discover = { brand: 'discover', mark: 'DISC', colour: '#c7642a' }
const diners = { brand: 'diners', mark: 'DINERS', colour: '#4c6478' }
const jcb = { brand: 'jcb', mark: 'JCB', colour: '#2f7d4f' }
const unionpay = { brand: 'unionpay', mark: 'UPAY', colour: '#a8452f' }
const interac = { brand: 'interac', mark: 'IAC', colour: '#8a6a12' }
const eftpos = { brand: 'eftpos_au', mark: 'EFTPOS', colour: '#35618a' }
const cartesBancaires = { brand: 'cartes_bancaires', mark: 'CB', colour: '#20705a' }
const girocard = { brand: 'girocard', mark: 'GIRO', colour: '#56604a' }
const pinVisa = { ...visa, colour: '#5d3fb5' }
const deadVisa = { ...visa, colour: '#a33045' }

const approves = { group: 'approves' } as const
const pin = { group: 'pin', common: true } as const
const declines = { group: 'declines', outcome: 'declined' } as const
const canada = { group: 'regional', countries: ['CA'] } as const
const australia = { group: 'regional', countries: ['AU'] } as const
const france = { group: 'regional', countries: ['FR'] } as const
const germany = { group: 'regional', countries: ['DE'] } as const

export const testCards: readonly TestCard[] = [
  card('4242424242424242', 'visa', 'Visa', 'Tap or insert', visa, { ...approves, common: true }),
  card('5555555555554444', 'mastercard', 'Mastercard', 'Tap or insert', mastercard, {
    ...approves,
    common: true,
  }),
  card('378282246310005', 'amex', 'American Express', 'Tap or insert', amex, { ...approves, common: true }),
  card('6011111111111117', 'discover', 'Discover', 'Tap or insert', discover, { ...approves, common: true }),
  card('4000056655665556', 'visa_debit', 'Visa debit', 'Tap or insert', visa, approves),
  card('5200828282828210', 'mastercard_debit', 'Mastercard debit', 'Tap or insert', mastercard, approves),
  card('5105105105105100', 'mastercard_prepaid', 'Mastercard prepaid', 'Tap or insert', mastercard, approves),
  card('371449635398431', 'amex2', 'American Express, second', 'Tap or insert', amex, approves),
  card('6011000990139424', 'discover2', 'Discover, second', 'Tap or insert', discover, approves),
  card('3056930009020004', 'diners', 'Diners Club', 'Tap or insert', diners, approves),
  card('36227206271667', 'diners_14digits', 'Diners Club, 14 digits', 'Tap or insert', diners, approves),
  card('3566002020360505', 'jcb', 'JCB', 'Tap or insert', jcb, approves),
  card('6200000000000005', 'unionpay', 'UnionPay', 'Tap or insert', unionpay, approves),
  card('4000000000005126', 'refund_fail', 'Refund fails', 'Approves; the refund fails', visa, approves),

  card('4001000360000005', 'online_pin_cvm', 'Visa, PIN at the bank', 'Tap, then PIN', pinVisa, {
    ...pin,
    pin: 'online',
  }),
  card('4000008260000075', 'offline_pin_sca_retry', 'Visa, tap refused first', 'Insert, then PIN', pinVisa, {
    ...pin,
    pin: 'offline',
    tapRefused: true,
  }),
  card('4001007020000002', 'offline_pin_cvm', 'Visa, PIN on the chip', 'Insert, then PIN', pinVisa, {
    ...pin,
    common: false,
    pin: 'offline',
    reads: ['insert', 'tap', 'swipe'],
  }),
  card('4000002760000008', 'online_pin_sca_retry', 'Visa, PIN after the tap', 'Tap, then PIN', pinVisa, {
    ...pin,
    common: false,
    pin: 'online',
    tapRefused: true,
  }),

  card('4000000000009995', 'charge_declined_insufficient_funds', 'Not enough money', 'Visa', deadVisa, {
    ...declines,
    common: true,
    declineCode: 'insufficient_funds',
  }),
  card('4000000000000069', 'charge_declined_expired_card', 'Expired card', 'Visa', deadVisa, {
    ...declines,
    common: true,
    declineCode: 'expired_card',
  }),
  card('4000000000009987', 'charge_declined_lost_card', 'Lost card', 'Reader says only declined', deadVisa, {
    ...declines,
    common: true,
    declineCode: 'lost_card',
  }),
  card('4000000000000119', 'charge_declined_processing_error', 'Bank error', 'Worth a second try', deadVisa, {
    ...declines,
    common: true,
    declineCode: 'processing_error',
  }),
  card('4000000000000002', 'charge_declined', 'No reason given', 'Visa', deadVisa, {
    ...declines,
    declineCode: 'generic_decline',
  }),
  card(
    '4000000000009979',
    'charge_declined_stolen_card',
    'Stolen card',
    'Reader says only declined',
    deadVisa,
    { ...declines, declineCode: 'stolen_card' },
  ),

  // Stripe's Interac test card cannot be tapped.
  card('4506445006931933', 'interac', 'Interac', 'Canada, CAD only', interac, {
    ...canada,
    common: true,
    type: 'interac_present',
    reads: ['insert', 'swipe'],
  }),
  card(
    '4000002500001001',
    'cartes_bancaires_visa_debit',
    'Cartes Bancaires',
    'France, with Visa',
    cartesBancaires,
    { ...france, common: true },
  ),
  card(
    '5555552500001001',
    'cartes_bancaires_mastercard_debit',
    'Cartes Bancaires, Mastercard',
    'France',
    cartesBancaires,
    france,
  ),
  card('6280000360000978', 'eftpos_au_debit', 'eftpos', 'Australia, AUD only', eftpos, australia),
  card('4000050360000001', 'eftpos_au_visa_debit', 'eftpos, Visa', 'Australia', eftpos, australia),
  card(
    '5555050360000080',
    'eftpos_au_mastercard_debit',
    'eftpos, Mastercard',
    'Australia',
    eftpos,
    australia,
  ),
  card('4711009900000316877', 'girocard_debit', 'girocard', 'Germany, EUR only', girocard, germany),
]
