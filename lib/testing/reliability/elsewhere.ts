import type { StoryRef } from './paths.ts'

const SALE = 'lib/domain/sale.test.ts'
const HOLD = 'lib/operations/two-steps-and-holds.test.ts'
const THERE = 'lib/operations/paid-by-what-is-there.test.ts'
const LAPSING = 'lib/operations/lapsing-holds.test.ts'
/** Nothing on a desk makes Stripe say it: the page behind the code is complete, and that is all that is known. */
const WORDS_ONLY: readonly StoryRef[] = [
  ['components/words/help.test.ts', 'every code a cashier can meet has a page with all of its parts'],
]

/** Words about money that have no path of their own, and the tests in which they are told instead. */
export const ELSEWHERE_TOLD: Readonly<Record<string, readonly StoryRef[]>> = {
  total_changed: [[SALE, 'the total on the button must be the server total']],
  payment_waiting: [['lib/operations/card-payment.test.ts', 'cash waits while a card payment is alive']],
  money_going_back: [
    [
      THERE,
      'while Stripe has not answered a refund nobody pays the rest, and afterwards the whole sale is to be paid',
    ],
  ],
  too_late_to_confirm: [[HOLD, 'two steps: nobody says yes in time, and the card is let go by itself']],
  no_reader: [['lib/operations/bad-day.test.ts', 'a reader the shop does not have is refused']],
  paid_after_cancel: [
    [
      SALE,
      'a payment that ended without an intent does not come back to life when one turns up; its money counts',
    ],
  ],
  too_much: [[SALE, 'money for a voided sale is excess, and somebody must look']],
  edited_too_late: [
    [
      SALE,
      'a cart made smaller while an unseen authorisation takes the old amount: paid, and somebody must look',
    ],
  ],
  orphan_paid: [
    [
      'lib/operations/sweep.test.ts',
      'an orphan that took money is somebody’s to give back, and is said once',
    ],
  ],
  refund_failed: [[HOLD, 'a refund that fails later frees its amount and is somebody’s to settle']],
  books_differ: [
    [
      'lib/operations/reconcile.test.ts',
      'by night: books that differ from Stripe’s are a surprise with the difference, once',
    ],
  ],
  unknown_at_stripe: [
    [
      'lib/operations/another-account.test.ts',
      'a payment of another account is told once and asked about seldom; with the right key again it goes on',
    ],
  ],
  key_expired: [
    [
      'lib/operations/key-expiry.test.ts',
      'while Stripe cannot be asked, an old call stays as it is and nothing is decided',
    ],
  ],
  key_misused: [
    [
      'lib/operations/storm-findings.test.ts',
      'a %s that Stripe knows as another command under its key: stopped, looked at, and a human is called',
    ],
  ],
  idempotency_error: [
    [
      'lib/operations/storm-findings.test.ts',
      'a %s that Stripe knows as another command under its key: stopped, looked at, and a human is called',
    ],
  ],
  // A sale has one card payment at a time, so its hold is nearly always all of it and is captured in time.
  hold_expiring: [
    [
      LAPSING,
      'a hold of an unfinished sale is never taken alone: a manager is told once that it will lapse, and then that it has',
    ],
  ],
  terminal_reader_collected_data_invalid: WORDS_ONLY,
  account_invalid: WORDS_ONLY,
  api_key_expired: WORDS_ONLY,
  card_decline_rate_limit_exceeded: WORDS_ONLY,
  payment_method_type_not_supported: WORDS_ONLY,
  stripe_refused: WORDS_ONLY,
}
