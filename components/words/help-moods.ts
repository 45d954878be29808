import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { HelpWords } from './help.ts'
import { BANK_SAID_NO } from './help-declines.ts'
import { HELD_HELP } from './help-held.ts'

const WRITTEN =
  'Every step was written down before it was taken, so a crash, a lost line or a second press cannot make it happen twice.'

const busy = (title: string, cause: string): HelpWords => ({
  title,
  cause,
  todo: ['Wait a few seconds; the screen changes by itself.', 'Check status asks Stripe at once.'],
  did: WRITTEN,
  charged: 'not_charged',
})

/** A page per mood of a card payment. A new mood does not compile without one. */
export const MOOD_HELP: Record<PaymentMood, HelpWords> = {
  preparing: busy(
    'Preparing the payment',
    'The till is making the payment at Stripe. No reader shows it yet.',
  ),
  sending: {
    ...busy('Sending to the reader', 'Stripe is waking the reader. That takes up to a few seconds.'),
    charged: 'not_seen',
  },
  waiting: {
    title: 'Waiting for the card',
    cause: 'The reader shows the amount and waits for a card.',
    todo: [
      'Ask the customer to tap, insert or swipe.',
      'Does the reader’s screen not show the amount? Cancel and charge again; if it stays dark, restart the reader, or take cash.',
      'Cancel is safe until a card has been read.',
    ],
    did: 'The till listens for the reader, and looks at it now and then in case the news gets lost.',
    charged: 'not_seen',
  },
  collected: {
    title: 'A card was read and waits for a yes',
    cause: 'This register reads the card first and charges it only when somebody confirms.',
    todo: ['Charge this card, or let it go.', 'Without a yes within 30 seconds it is let go.'],
    did: 'The bank has not been asked for anything.',
    charged: 'not_charged',
  },
  checking: {
    title: 'The bank has the card',
    cause: 'The card was read and its bank is answering. It cannot be cancelled any more, only waited for.',
    todo: [
      'Wait for the bank’s answer. It usually takes a few seconds.',
      'Do not charge again and take no cash yet.',
    ],
    did: 'The till asks Stripe again and again until there is an answer, even after a restart.',
    charged: 'asking',
  },
  asking: {
    title: 'The answer got lost',
    cause: 'Stripe or the line to it went quiet after the card may have been read.',
    todo: [
      'Do not charge again and take no cash for this sale yet.',
      'Serve the next customer if you must: this payment is cancelled then, unless the card was charged.',
    ],
    did: 'The till asks Stripe under the same key, which cannot charge twice, until it knows.',
    charged: 'asking',
  },
  doubtful: {
    title: 'The reader did not answer',
    cause:
      'A command to the reader ran out of time, or the reader lost its line with a card in it. It may still show the amount a moment later, and what it did then is not known yet.',
    todo: [
      'Look at the reader: if it shows the amount, let the customer tap.',
      'Try again is safe: it uses the same payment. Cancel asks Stripe first.',
    ],
    did: 'The till keeps this reader for this payment until the payment has ended, so that nobody pays another customer’s goods.',
    charged: 'not_seen',
  },
  declined: BANK_SAID_NO,
  customer_canceled: {
    title: 'The customer pressed Cancel',
    cause: 'Cancel was pressed on the reader before a card was read.',
    todo: ['Ask whether to charge again, or how else to pay.'],
    did: 'The payment is kept and can be sent to the reader again.',
    charged: 'not_charged',
  },
  reader_lost: {
    title: 'The reader lost the payment',
    cause: 'The reader was restarted, or something else was sent to it, before a card was read.',
    todo: ['Wait until the reader shows its start screen.', 'Then try again.'],
    did: 'The till looked at the reader first and at the payment after it, and saw that nothing was paid.',
    charged: 'not_charged',
  },
  reader_busy: {
    title: 'The reader is busy',
    cause: 'It takes another payment, installs an update, changes its settings, or a card was left in it.',
    todo: [
      'Look at the reader: take out a card that was left in it.',
      'Is there another reader, the till offers it: the same sale is paid on that one.',
      'Wait until it shows its start screen, then try again, or use cash.',
      'A manager can stop another sale’s payment under Payments in flight.',
      'A payment that is of no sale here stands under Readers: a manager opens the reader there and presses Clear it.',
    ],
    did: 'The other payment was left alone: the till never cancels another sale’s payment by itself.',
    charged: 'not_charged',
  },
  reader_offline: {
    title: 'The reader is offline',
    cause:
      'Stripe has not heard from the reader for a while: no power, no network, or a network without internet.',
    todo: [
      'Look whether the reader is on and shows that it is connected.',
      'Turn it off and on again if it does not come back.',
      'Take cash meanwhile. Cards need the internet here.',
    ],
    did: 'Nothing was put in a queue: the reader will not ask for this amount when it comes back.',
    charged: 'not_charged',
  },
  reader_failed: {
    title: 'The reader could not take the payment',
    cause: 'The reader or Stripe refused this payment before any card was charged.',
    todo: ['Try again.', 'If it happens again, restart the reader, or take cash.'],
    did: 'The till asked Stripe for the payment itself, and saw that nothing was paid.',
    charged: 'not_charged',
  },
  unreachable: {
    title: 'Stripe does not answer',
    cause: 'The line to Stripe is down, or Stripe has trouble. The payment has not reached a reader.',
    todo: [
      'Serve the next customer, and take cash.',
      'Or wait: the till keeps asking. Cash for this very sale waits too, until Stripe has answered.',
      'Card payments without a line do not exist here.',
    ],
    did: 'What was asked is asked again under the same key, so it can happen once at most.',
    charged: 'not_charged',
  },
  canceling: {
    title: 'Cancelling',
    cause:
      'The till takes the payment off the reader and cancels it at Stripe. If the card was faster, the sale is paid.',
    todo: ['Wait a few seconds; the screen changes by itself.', 'Check status asks Stripe at once.'],
    did: WRITTEN,
    charged: 'asking',
  },
  taking_off: {
    ...busy('Taking it off the reader', 'The cart opens as soon as the reader shows its start screen.'),
    charged: 'not_seen',
  },
  not_let_go: {
    title: 'The reader does not let go',
    cause:
      'The till asked the reader to stop, and it is busy. A card may be at its bank, or the reader is busy with itself: it installs an update, or a card was left in it.',
    todo: [
      'Look at the reader, and take out a card that was left in it.',
      'Do not charge again and take no cash for this sale yet.',
      'Serve the next customer if you must: this payment is cancelled then, unless the card was charged.',
    ],
    did: 'The till asks the reader again every few seconds, and Stripe whether the card was charged.',
    charged: 'asking',
  },
  ready: {
    title: 'The cart is open again',
    cause: 'The payment was taken off the reader, so that the sale could be changed.',
    todo: ['Change the sale, then charge again.'],
    did: 'The payment is kept and gets the new amount with the next Charge.',
    charged: 'not_charged',
  },
  ...HELD_HELP,
  refused: {
    title: 'Stripe did not begin the payment',
    cause: 'Stripe refused to make this payment, for instance because of its amount or the shop’s account.',
    todo: [
      'Read the sentence on the screen, and try again.',
      'Take cash if it happens again, and tell a manager.',
    ],
    did: 'Nothing reached a reader, and the sale is as it was.',
    charged: 'not_charged',
  },
}

/** A page per end of a payment without the money that was asked for, or with it after all. */
export const END_HELP = {
  canceled: {
    title: 'The payment is cancelled',
    cause: 'Somebody cancelled it before a card was charged. Stripe has confirmed that it is over.',
    todo: ['Charge again, take cash, or change the sale.'],
    did: 'The till cancelled it at Stripe and read there that nothing was taken. It cannot be charged any more.',
    charged: 'not_charged',
  },
  card_let_go: {
    title: 'The card was let go',
    cause:
      'This register reads the card first and charges it at a yes. Nobody said yes within 30 seconds, somebody said no, or the reader could not take the yes.',
    todo: ['Charge again: the card is read once more.', 'Or take cash.'],
    did: 'The till cancelled the payment at Stripe and read there that nothing was taken. The card that was read cannot be charged any more.',
    charged: 'not_charged',
  },
  cancel_lost: {
    title: 'The card was charged; the sale is paid',
    cause:
      'Cancel or Change the sale was pressed while the bank had the card, and the bank said yes. What the bank says is what counts.',
    todo: [
      'Give the customer the goods and the receipt: it is a payment like any other.',
      'If it is not wanted after all, open the sale under Sales and refund it.',
    ],
    did: 'The till went on asking Stripe until there was an answer, and took no other money for this sale.',
    charged: 'charged',
  },
} as const satisfies Readonly<Record<string, HelpWords>>
