import type { StripeCode } from './codes.ts'
import type { HelpWords } from './help.ts'
import { BANK_SAID_NO, DECLINE_HELP } from './help-declines.ts'
import { MOOD_HELP } from './help-moods.ts'

const NOTHING_DONE = 'Nothing reached a card. The sale and its payment are kept.'
const ADMIN = 'Tell a manager: this is put right in Stripe’s Dashboard, not at the counter.'

const notCharged = (
  title: string,
  cause: string,
  todo: readonly string[],
  did = NOTHING_DONE,
): HelpWords => ({
  title,
  cause,
  todo,
  did,
  charged: 'not_charged',
})

const WRONG_PLACE = notCharged(
  'The reader belongs to another place',
  'The reader is registered for a location where this payment may not be taken.',
  ['Use another reader, or take cash.', ADMIN],
)

const OWN_DEFECT: HelpWords = {
  title: 'Something the till must not do',
  cause: 'Stripe refused a request because of how it was put. That is a defect of the till, not of the card.',
  todo: [
    'Check status.',
    'If the state does not change, take the copied details to whoever looks after the till.',
  ],
  did: 'The till stopped there and asks Stripe what is true, instead of guessing.',
  charged: 'asking',
}

const IN_ANOTHER_STATE: HelpWords = {
  title: 'The payment has moved on',
  cause:
    'Stripe says that this payment is not waiting any more. Most often it has been paid or cancelled meanwhile.',
  todo: ['Wait a moment: the screen changes by itself.', 'Check status asks at once.'],
  did: 'The till asks Stripe for the payment and believes only that.',
  charged: 'asking',
}

/** A page per code of Stripe's. A new code does not compile without one. */
export const STRIPE_HELP: Record<StripeCode, HelpWords> = {
  ...DECLINE_HELP,
  card_declined: BANK_SAID_NO,
  customer_canceled: MOOD_HELP.customer_canceled,
  connection_error: {
    title: 'The line broke while the card was being charged',
    cause:
      'The reader lost its connection after the card was read. The bank may have said yes without the reader knowing.',
    todo: [
      'Take no other money for this sale yet.',
      'Try again is safe: it uses the same payment. Cancel asks Stripe first.',
    ],
    did: 'The till asked Stripe for the payment before it offered to try again, and keeps the amount reserved.',
    charged: 'not_seen',
  },
  intent_invalid_state: IN_ANOTHER_STATE,
  payment_intent_unexpected_state: IN_ANOTHER_STATE,
  terminal_reader_busy: MOOD_HELP.reader_busy,
  terminal_reader_timeout: MOOD_HELP.doubtful,
  terminal_reader_offline: MOOD_HELP.reader_offline,
  terminal_reader_hardware_fault: notCharged(
    'The reader has a fault',
    'The reader reports that a part of it does not work.',
    [
      'Turn it off and on again, then try once more.',
      'Use another reader, or take cash.',
      'If it stays, have the reader replaced: its serial number is on the back.',
    ],
  ),
  terminal_reader_invalid_location_for_payment: WRONG_PLACE,
  terminal_reader_invalid_location_for_activation: WRONG_PLACE,
  terminal_reader_collected_data_invalid: notCharged(
    'The reader could not read the card',
    'What the reader got from the card made no sense.',
    ['Wipe the chip and try again, or tap instead of inserting.', 'Take another card, or cash.'],
  ),
  terminal_location_country_unsupported: notCharged(
    'Card readers do not work in this country',
    'Stripe does not offer card readers where this shop is registered.',
    ['Take cash.', ADMIN],
  ),
  different_integration_mode: notCharged(
    'Another app is using the reader',
    'An app on a phone, tablet or computer is connected to this reader and takes a payment of its own.',
    [
      'Look at the reader: if it shows an amount that is not this sale’s, no customer of yours should tap.',
      'End the payment in that app or close the app, then try again.',
      'Use another reader, or take cash.',
      'If nobody knows of such an app, turn the reader off and on again, and tell a manager.',
    ],
    'Nothing of this sale reached the reader. The other app’s payment was left alone.',
  ),
  account_invalid: notCharged(
    'The shop’s account cannot take cards',
    'Stripe has paused the shop’s account, or it is not complete.',
    ['Take cash.', ADMIN],
  ),
  api_key_expired: notCharged(
    'The shop’s key has expired',
    'The key with which this till speaks to Stripe is not valid any more.',
    ['Take cash.', 'A manager puts a new key into the till’s settings file and starts it again.'],
  ),
  amount_too_large: notCharged(
    'Too much for one card payment',
    'The total is above what Stripe takes in one payment.',
    ['Ring the goods up as two sales, or take it in cash.'],
  ),
  amount_too_small: notCharged(
    'Too little for a card payment',
    'Stripe takes cards only from a smallest amount, which differs by currency.',
    ['Take cash, or add something to the sale.'],
  ),
  capture_charge_authorization_expired: notCharged(
    'The hold has lapsed',
    'The bank let the money go before it was taken.',
    ['Ask the customer to pay again.', 'A manager finds it under Surprises.'],
    'The till wrote it down as a surprise, so that it is not forgotten.',
  ),
  card_decline_rate_limit_exceeded: notCharged(
    'This card was refused too often',
    'The card has been declined so many times today that Stripe does not ask its bank any more.',
    ['Take another card, or cash. This one works again tomorrow at the earliest.'],
  ),
  charge_already_refunded: {
    title: 'The money has gone back already',
    cause: 'Stripe says that this charge was refunded before.',
    todo: ['Do not give it back a second time.', 'The sale’s page shows when it went back.'],
    did: 'No second refund was made.',
    charged: 'see_sale',
  },
  idempotency_error: OWN_DEFECT,
  key_expired: {
    ...OWN_DEFECT,
    title: 'Too old to be sent again',
    cause: 'The till was away for nearly a day while a request was open. Sent again, it might happen twice.',
    did: 'The till does not send it again. It asks Stripe what is true, and goes on from there.',
  },
  lock_timeout: notCharged(
    'Stripe was busy with this payment',
    'Two requests about the same payment met at Stripe, and one had to wait too long.',
    ['Wait a moment; the till tries again by itself.'],
    'The same request is sent again under the same key, so it can happen once at most.',
  ),
  payment_method_type_not_supported: notCharged(
    'This kind of card is not taken here',
    'The shop’s account does not take this kind of card.',
    ['Take another card, or cash.', ADMIN],
  ),
  rate_limit: notCharged(
    'Too much at once',
    'Stripe was asked more often than it allows.',
    ['Wait a moment; the till tries again by itself.'],
    'The till slows down and sends the same request again under the same key.',
  ),
}
