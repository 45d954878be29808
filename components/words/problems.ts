/** What a reader or Stripe complained of, as a cashier would tell a colleague. Codes: https://docs.stripe.com/error-codes */
const BY_CODE: Readonly<Record<string, string>> = {
  terminal_reader_hardware_fault: 'The reader reports a fault of its own. Restart it, then try again.',
  terminal_reader_invalid_location_for_payment:
    'The reader belongs to a place that cannot take this payment.',
  terminal_reader_invalid_location_for_activation: 'The reader is not activated for this place.',
  terminal_location_country_unsupported: 'Card readers cannot be used in this country.',
  terminal_reader_collected_data_invalid: 'The reader could not read the card. Try it again.',
  terminal_reader_offline: 'The reader is offline. Look at its power and its network.',
  terminal_reader_busy: 'The reader is busy, with another payment or with an update.',
  different_integration_mode: 'Another app is using this reader. End its payment there, then try again.',
  terminal_reader_timeout: 'The reader did not answer in time.',
  card_decline_rate_limit_exceeded: 'This card was declined too often today. Another card works.',
  key_expired: 'Stripe could not be asked for a day, so the payment was ended. Try again.',
  idempotency_error: 'The till made a mistake, so the payment was stopped. Try again, and tell a manager.',
  lock_timeout: 'Stripe was busy with this payment. Try again.',
  rate_limit: 'Too much is asked of Stripe at the moment. Try again.',
  amount_too_small: 'The amount is too small for a card. Cash works.',
  amount_too_large: 'The amount is too large for one card payment.',
  payment_method_type_not_supported: 'This kind of card is not taken here. Another card works.',
  api_key_expired: 'The shop’s key for Stripe does not work any more. A manager can renew it.',
  capture_charge_authorization_expired:
    'The bank has let the held money go, so it cannot be taken any more. Ask the customer to pay again.',
  intent_invalid_state: 'The payment had moved on meanwhile. Stripe is asked where it stands.',
  payment_intent_unexpected_state: 'The payment had moved on meanwhile. Stripe is asked where it stands.',
  charge_already_refunded: 'The money has gone back already. Do not give it back a second time.',
  resource_missing: 'Stripe does not know it: it was deleted, or is another account’s. Tell a manager.',
  account_invalid: 'The shop’s account at Stripe cannot take cards at the moment.',
}

/** A sentence for Stripe's code; undefined for one that we have no words for. */
export const knownProblem = (code: string | undefined): string | undefined =>
  code !== undefined && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined

/** The same for somebody who stands at the counter: what to do where we have no words for the code. */
export const problemWords = (code: string | undefined): string =>
  knownProblem(code) ?? 'Try again, or pay another way.'
