import type { DeclineCode } from './codes.ts'
import type { HelpWords } from './help.ts'

/** The till's part is the same whenever a bank says no. */
const DID =
  'The payment went back to where it was before the tap. The sale and its payment are kept, so another card uses the same one, and nobody can be charged twice.'
const NOT_CHARGED = 'not_charged' as const

const declined = (words: Pick<HelpWords, 'title' | 'cause' | 'todo'>): HelpWords => ({
  ...words,
  did: DID,
  charged: NOT_CHARGED,
})

export const BANK_SAID_NO = declined({
  title: 'The card’s bank said no',
  cause: 'The bank gave no reason that it shares with shops. Only the bank can tell the cardholder more.',
  todo: [
    'Ask for another card, or take cash.',
    'The customer can ask the bank, by the number on the back of the card.',
  ],
})

const CALL_BANK = declined({
  title: 'The bank wants to be asked',
  cause: 'The bank did not let this payment through, and would let the cardholder know why.',
  todo: ['Ask for another card, or take cash.', 'The customer can call the bank and then try again.'],
})
const NO_MONEY = declined({
  title: 'Not enough money on the card',
  cause: 'The account behind the card does not hold the amount, or has no credit left.',
  todo: ['Ask for another card, or take cash.', 'Be discreet: other customers may listen.'],
})
const LIMIT = declined({
  title: 'Over the card’s limit',
  cause: 'The card has been used too often or for too much in a short time.',
  todo: ['Ask for another card, or take cash.', 'The bank can raise the limit for the cardholder.'],
})
const EXPIRED = declined({
  title: 'The card has expired',
  cause: 'The date on the card has passed.',
  todo: ['Ask whether there is a newer card, or take cash.'],
})
const WRONG_PIN = declined({
  title: 'Wrong PIN',
  cause: 'The PIN that was typed is not the card’s.',
  todo: ['Press Try another card and let the customer type the PIN again.', 'Or take another card, or cash.'],
})
const PIN_BLOCKED = declined({
  title: 'Too many wrong PINs',
  cause: 'The card accepts no more PINs until its bank lets it.',
  todo: ['Ask for another card, or take cash.'],
})
const PIN_NEEDED = declined({
  title: 'The bank asks for the PIN',
  cause: 'Some payments need the card in the reader and its PIN, even small ones now and then.',
  todo: ['Press Try another card, and ask the customer to insert the card and type the PIN.'],
})
const NOT_HERE = declined({
  title: 'This card does not pay for this',
  cause: 'The kind of card, its currency or its rules do not allow this payment.',
  todo: ['Ask for another card, or take cash.'],
})
const LOCKED_PHONE = declined({
  title: 'The phone or watch wants to be unlocked',
  cause: 'The bank asks that its owner unlocks it for this payment.',
  todo: [
    'Press Try another card, and ask the customer to unlock the phone and hold it there again.',
    'Or take a card, or cash.',
  ],
})
const AT_THE_BANK = declined({
  title: 'Something went wrong at the bank',
  cause: 'The bank could not be asked, or did not finish. It says nothing about the card.',
  todo: [
    'Press Try another card and try the same card once more.',
    'If it happens again, take another card, or cash.',
  ],
})
const AMOUNT = declined({
  title: 'The bank does not take this amount',
  cause: 'The amount is above what this card may pay at once.',
  todo: ['Ask for another card, or take cash.'],
})
const TWICE = declined({
  title: 'The bank thinks it has seen this payment',
  cause: 'The same amount was paid with this card a moment ago, so the bank holds back.',
  todo: [
    'Look at the last sales: if this customer has paid already, do not charge again.',
    'Otherwise wait a minute, or take another card.',
  ],
})
const TEST_CARD = declined({
  title: 'A test card at a real till',
  cause: 'Test cards work only with test keys, and real cards only with live ones.',
  todo: ['Use a card that fits, or look at Settings which Stripe this till speaks to.'],
})

/** Five of these must look like any other no, so they are told the very same. */
export const DECLINE_HELP: Record<DeclineCode, HelpWords> = {
  approve_with_id: AT_THE_BANK,
  call_issuer: CALL_BANK,
  card_not_supported: NOT_HERE,
  card_velocity_exceeded: LIMIT,
  currency_not_supported: NOT_HERE,
  do_not_honor: BANK_SAID_NO,
  do_not_try_again: BANK_SAID_NO,
  duplicate_transaction: TWICE,
  expired_card: EXPIRED,
  fraudulent: BANK_SAID_NO,
  generic_decline: BANK_SAID_NO,
  incorrect_number: NOT_HERE,
  incorrect_pin: WRONG_PIN,
  insufficient_funds: NO_MONEY,
  invalid_account: NOT_HERE,
  invalid_amount: AMOUNT,
  invalid_pin: WRONG_PIN,
  issuer_not_available: AT_THE_BANK,
  lost_card: BANK_SAID_NO,
  merchant_blacklist: BANK_SAID_NO,
  mobile_device_authentication_required: LOCKED_PHONE,
  new_account_information_available: NOT_HERE,
  no_action_taken: BANK_SAID_NO,
  not_permitted: BANK_SAID_NO,
  offline_pin_required: PIN_NEEDED,
  online_or_offline_pin_required: PIN_NEEDED,
  pickup_card: BANK_SAID_NO,
  pin_try_exceeded: PIN_BLOCKED,
  processing_error: AT_THE_BANK,
  reenter_transaction: AT_THE_BANK,
  restricted_card: BANK_SAID_NO,
  revocation_of_all_authorizations: BANK_SAID_NO,
  revocation_of_authorization: BANK_SAID_NO,
  security_violation: BANK_SAID_NO,
  service_not_allowed: BANK_SAID_NO,
  stolen_card: BANK_SAID_NO,
  stop_payment_order: BANK_SAID_NO,
  testmode_decline: TEST_CARD,
  transaction_not_allowed: BANK_SAID_NO,
  try_again_later: AT_THE_BANK,
  withdrawal_count_limit_exceeded: LIMIT,
}
