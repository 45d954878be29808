import type { Decline } from '#lib/domain/tender.ts'
import type { DeclineCode } from './codes.ts'

/** Why the bank said no, for the cashier, and something to say aloud. Never a word about loss, theft or suspicion. */
export type DeclineWords = {
  readonly reason: string
  readonly say: string
  /** Stripe's advice about a second try, for the cashier. */
  readonly advice?: string
}

const ANOTHER = 'That card did not go through. Would you like to try another one?'
const CALL = 'Your bank has not let this one through. Would you like to use another card?'

const BANK_SAID_NO: DeclineWords = { reason: 'Declined by the card’s bank', say: ANOTHER }
const NO_MONEY: DeclineWords = { reason: 'Declined: not enough money on the card', say: ANOTHER }
const LIMIT: DeclineWords = { reason: 'Declined: over the card’s limit', say: ANOTHER }
const EXPIRED: DeclineWords = {
  reason: 'Declined: the card has expired',
  say: 'This card seems to be out of date. Do you have another one with you?',
}
const PIN: DeclineWords = {
  reason: 'Declined: wrong PIN',
  say: 'The PIN was not right. Would you like to try again?',
}
const PIN_BLOCKED: DeclineWords = {
  reason: 'Declined: too many wrong PINs',
  say: 'The card does not take any more PINs. Would you like to use another one?',
}
const INSERT: DeclineWords = {
  reason: 'Declined: the bank asks for the PIN',
  say: 'Could you insert the card this time and type your PIN?',
}
const NOT_HERE: DeclineWords = {
  reason: 'Declined: this card does not pay for this',
  say: 'This card cannot be used here. Do you have another one with you?',
}
const MISTAKE: DeclineWords = {
  reason: 'Declined: something went wrong at the bank',
  say: 'The bank did not manage that. Shall we try the same card once more?',
}
const AMOUNT: DeclineWords = { reason: 'Declined: the bank does not take this amount', say: ANOTHER }

const SEEN_BEFORE: DeclineWords = {
  reason: 'Declined: the bank thinks it has seen this payment',
  say: 'Your bank thinks this has been paid. Let me look, or would you like to use another card?',
}
const UNLOCK: DeclineWords = {
  reason: 'Declined: the phone or watch wants to be unlocked',
  say: 'Could you unlock your phone and hold it there once more?',
}

/**
 * Stripe's decline codes; a new one does not compile without words. Those that would reveal a lost, stolen or suspicious card are not
 * told apart from a plain no. https://docs.stripe.com/declines/codes
 */
const BY_CODE: Readonly<Record<DeclineCode, DeclineWords>> = {
  approve_with_id: MISTAKE,
  call_issuer: { reason: BANK_SAID_NO.reason, say: CALL },
  card_not_supported: NOT_HERE,
  card_velocity_exceeded: LIMIT,
  currency_not_supported: NOT_HERE,
  do_not_honor: BANK_SAID_NO,
  do_not_try_again: BANK_SAID_NO,
  duplicate_transaction: SEEN_BEFORE,
  expired_card: EXPIRED,
  fraudulent: BANK_SAID_NO,
  generic_decline: BANK_SAID_NO,
  incorrect_number: NOT_HERE,
  incorrect_pin: PIN,
  insufficient_funds: NO_MONEY,
  invalid_account: NOT_HERE,
  invalid_amount: AMOUNT,
  invalid_pin: PIN,
  issuer_not_available: MISTAKE,
  lost_card: BANK_SAID_NO,
  merchant_blacklist: BANK_SAID_NO,
  mobile_device_authentication_required: UNLOCK,
  new_account_information_available: NOT_HERE,
  no_action_taken: BANK_SAID_NO,
  not_permitted: BANK_SAID_NO,
  offline_pin_required: INSERT,
  online_or_offline_pin_required: INSERT,
  pickup_card: BANK_SAID_NO,
  pin_try_exceeded: PIN_BLOCKED,
  processing_error: MISTAKE,
  reenter_transaction: MISTAKE,
  restricted_card: BANK_SAID_NO,
  revocation_of_all_authorizations: BANK_SAID_NO,
  revocation_of_authorization: BANK_SAID_NO,
  security_violation: BANK_SAID_NO,
  service_not_allowed: BANK_SAID_NO,
  stolen_card: BANK_SAID_NO,
  stop_payment_order: BANK_SAID_NO,
  testmode_decline: NOT_HERE,
  transaction_not_allowed: BANK_SAID_NO,
  try_again_later: MISTAKE,
  withdrawal_count_limit_exceeded: LIMIT,
}

const wordsFor = (code: string | undefined): DeclineWords | undefined => {
  const words: Readonly<Record<string, DeclineWords>> = BY_CODE
  return code !== undefined && Object.hasOwn(words, code) ? words[code] : undefined
}

/** The words for a decline. The finer code first; what is unknown is the bank's plain no. */
export function declineWords(decline: Decline | undefined): DeclineWords {
  if (!decline) return BANK_SAID_NO
  const words = wordsFor(decline.declineCode) ?? wordsFor(decline.code) ?? BANK_SAID_NO
  return advised(words, decline.adviceCode)
}

const ONLY_ANOTHER = 'Another card only: the bank will refuse this one again.'
const LATER = 'Another card now, or this one again later.'
const INSERTED = 'Another card, or this one once more and inserted.'

/** Stripe's advice outranks our guess whether the same card is worth a second try. https://docs.stripe.com/declines/card#advice-codes */
function advised(words: DeclineWords, advice: string | undefined): DeclineWords {
  if (advice === 'do_not_try_again') {
    const { reason, say } = words
    return { reason, say: /same card|try again|once more/.test(say) ? ANOTHER : say, advice: ONLY_ANOTHER }
  }
  if (advice === 'confirm_card_data') return { ...words, advice: INSERTED }
  if (advice !== 'try_again_later') return words
  const waits = 'The bank asks to wait a little. Would you like to use another card meanwhile?'
  return { ...words, say: words.say === ANOTHER ? waits : words.say, advice: LATER }
}
