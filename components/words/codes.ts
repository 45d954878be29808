/** Codes of Stripe's that a cashier can meet. A new one here does not compile without its page under /help. */

/** What a reader refuses a command with. https://docs.stripe.com/terminal/payments/collect-card-payment?terminal-sdk-platform=server-driven#handle-errors */
const READER = [
  'intent_invalid_state',
  'terminal_reader_busy',
  'terminal_reader_timeout',
  'terminal_reader_offline',
  'terminal_reader_hardware_fault',
  'terminal_reader_invalid_location_for_payment',
  'terminal_reader_invalid_location_for_activation',
  'terminal_reader_collected_data_invalid',
  'terminal_location_country_unsupported',
  // Ours: Stripe has a sentence for it, and no code.
  'different_integration_mode',
] as const

/** Why an action on a reader failed after it had begun. */
const FAILURE = ['card_declined', 'connection_error', 'customer_canceled'] as const

/** What Stripe refuses a request with. https://docs.stripe.com/error-codes */
const REQUEST = [
  'account_invalid',
  'api_key_expired',
  'amount_too_large',
  'amount_too_small',
  'capture_charge_authorization_expired',
  'card_decline_rate_limit_exceeded',
  'charge_already_refunded',
  'idempotency_error',
  'key_expired',
  'lock_timeout',
  'payment_intent_unexpected_state',
  'payment_method_type_not_supported',
  'rate_limit',
] as const

/** Why a card's bank said no. https://docs.stripe.com/declines/codes */
const DECLINE = [
  'approve_with_id',
  'call_issuer',
  'card_not_supported',
  'card_velocity_exceeded',
  'currency_not_supported',
  'do_not_honor',
  'do_not_try_again',
  'duplicate_transaction',
  'expired_card',
  'fraudulent',
  'generic_decline',
  'incorrect_number',
  'incorrect_pin',
  'insufficient_funds',
  'invalid_account',
  'invalid_amount',
  'invalid_pin',
  'issuer_not_available',
  'lost_card',
  'merchant_blacklist',
  'mobile_device_authentication_required',
  'new_account_information_available',
  'no_action_taken',
  'not_permitted',
  'offline_pin_required',
  'online_or_offline_pin_required',
  'pickup_card',
  'pin_try_exceeded',
  'processing_error',
  'reenter_transaction',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'service_not_allowed',
  'stolen_card',
  'stop_payment_order',
  'testmode_decline',
  'transaction_not_allowed',
  'try_again_later',
  'withdrawal_count_limit_exceeded',
] as const

export type DeclineCode = (typeof DECLINE)[number]
export type StripeCode =
  | (typeof READER)[number]
  | (typeof FAILURE)[number]
  | (typeof REQUEST)[number]
  | DeclineCode

/** All of them, for whoever wants to walk through every page. */
export const DECLINE_CODES: readonly DeclineCode[] = DECLINE

export const STRIPE_CODES: readonly StripeCode[] = [...READER, ...FAILURE, ...REQUEST, ...DECLINE]

/** These look like any other no, everywhere: not in a sentence, not in a link, not in what is copied. */
const NEVER_REVEALED: ReadonlySet<string> = new Set<DeclineCode>([
  'fraudulent',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'stolen_card',
])

/** The code as it may be shown to anybody. */
export const shownCode = (code: string): string => (NEVER_REVEALED.has(code) ? 'card_declined' : code)
