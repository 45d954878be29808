import type { Decline } from '#lib/domain/tender.ts'

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

/**
 * Stripe's decline codes. Those that would reveal a lost, stolen or suspicious card are not told apart from a plain no.
 * https://docs.stripe.com/declines/codes
 */
const BY_CODE: Readonly<Record<string, DeclineWords>> = {
  insufficient_funds: NO_MONEY,
  card_velocity_exceeded: LIMIT,
  withdrawal_count_limit_exceeded: LIMIT,
  expired_card: EXPIRED,
  incorrect_pin: PIN,
  invalid_pin: PIN,
  pin_try_exceeded: PIN_BLOCKED,
  offline_pin_required: INSERT,
  online_or_offline_pin_required: INSERT,
  card_not_supported: NOT_HERE,
  currency_not_supported: NOT_HERE,
  testmode_decline: NOT_HERE,
  invalid_account: NOT_HERE,
  new_account_information_available: NOT_HERE,
  invalid_amount: AMOUNT,
  processing_error: MISTAKE,
  issuer_not_available: MISTAKE,
  reenter_transaction: MISTAKE,
  try_again_later: MISTAKE,
  call_issuer: { reason: BANK_SAID_NO.reason, say: CALL },
}

/** The words for a decline. The finer code first; what is unknown is the bank's plain no. */
export function declineWords(decline: Decline | undefined): DeclineWords {
  if (!decline) return BANK_SAID_NO
  const words = BY_CODE[decline.declineCode ?? ''] ?? BY_CODE[decline.code] ?? BANK_SAID_NO
  return advised(words, decline.adviceCode)
}

const ONLY_ANOTHER = 'Another card only: the bank will refuse this one again.'
const LATER = 'Another card now, or this one again later.'

/** Stripe's advice outranks our guess whether the same card is worth a second try. https://docs.stripe.com/declines/card#advice-codes */
function advised(words: DeclineWords, advice: string | undefined): DeclineWords {
  if (advice === 'do_not_try_again') {
    const { reason, say } = words
    return { reason, say: /same card|try again/.test(say) ? ANOTHER : say, advice: ONLY_ANOTHER }
  }
  if (advice !== 'try_again_later') return words
  const waits = 'The bank asks to wait a little. Would you like to use another card meanwhile?'
  return { ...words, say: words.say === ANOTHER ? waits : words.say, advice: LATER }
}
