import type { Charged } from '#components/words/help.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { money } from '#lib/domain/money.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import type { Decline } from '#lib/domain/tender.ts'

/** Where the till says it, and what the words depend on. The words themselves are the till's own: see `telling.ts`. */
export type Shown =
  | {
      readonly at: 'stage'
      readonly mood: PaymentMood
      readonly decline?: Decline
      readonly problem?: string
      /** The shop has another reader, and it is offered. */
      readonly other?: true
      /** Cancel was pressed while the bank had the card. */
      readonly stopping?: true
      /** A reader of the payment is in doubt. */
      readonly doubtful?: true
    }
  | {
      readonly at: 'notice'
      readonly refusal: Refusal
      /** The shop has another reader, and it is offered. */
      readonly other?: true
    }
  | { readonly at: 'manager'; readonly surprise: Surprise['kind'] }
  | { readonly at: 'paid'; readonly despiteCancel?: true }
  /**
   * No stage any more: the cart is open, and the strip above Charge says that nothing was charged, and leads to the page of the last trouble.
   * `or` is the page where Stripe has told of trouble by then, which depends on the moment.
   */
  | { readonly at: 'goods'; readonly why: string; readonly or?: string }

/** A story by its file and its title as it stands there. */
export type StoryRef = readonly [file: string, title: string]

export type Path = {
  readonly id: string
  readonly what: string
  /** What happened to the customer's money, at the moment the till speaks. */
  readonly money: Charged
  readonly shown: Shown
  /** Moods the story passes on its way. */
  readonly through?: readonly PaymentMood[]
  /** Stripe's codes that lead here as well. */
  readonly codes?: readonly string[]
  readonly operations: readonly StoryRef[]
  /** Told in another file than `e2e/paths-….spec.ts`. */
  readonly e2e?: StoryRef
  /** Why no browser story tells it. */
  readonly notInBrowser?: string
}

export type Group = { readonly title: string; readonly paths: readonly Path[] }

const BAD = 'lib/operations/bad-day.test.ts'
const CARD = 'lib/operations/card-payment.test.ts'
const HOLD = 'lib/operations/two-steps-and-holds.test.ts'
const STEPS_BAD = 'lib/operations/two-steps-bad-day.test.ts'
const LAPSING = 'lib/operations/lapsing-holds.test.ts'
const QUIET = 'lib/operations/quiet-stripe.test.ts'
/** Every decline code, and every failure of either of two steps, in tables of their own. */
const DECLINES = 'lib/operations/every-decline.test.ts'
const STEPS_ALL = 'lib/operations/two-steps-every-failure.test.ts'
const usd = (minor: number) => money(minor, 'usd')
const declined = (declineCode: string, adviceCode?: string): Decline => ({
  code: 'card_declined',
  declineCode,
  at: 0,
  ...(adviceCode ? { adviceCode } : {}),
})

const CARDS: readonly Path[] = [
  {
    id: 'declined-plainly',
    what: 'the bank says no without a reason; another card pays the same PaymentIntent',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('generic_decline') },
    through: ['preparing', 'sending', 'waiting'],
    codes: ['card_declined'],
    operations: [
      [BAD, 'charge_declined'],
      [DECLINES, '%s: told with its code, nothing charged, another card pays'],
    ],
  },
  {
    id: 'declined-lost-card',
    what: 'a lost card looks like any other no, with Stripe’s advice not to try it again; cash pays',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('lost_card', 'do_not_try_again') },
    operations: [[BAD, 'charge_declined_lost_card']],
  },
  {
    id: 'declined-no-money',
    what: 'not enough money on the card; cash pays instead',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('insufficient_funds') },
    operations: [[BAD, 'charge_declined_insufficient_funds']],
  },
  {
    id: 'declined-expired',
    what: 'an expired card; the cashier gives up and the cart is there',
    money: 'not_charged',
    shown: {
      at: 'stage',
      mood: 'declined',
      decline: { code: 'expired_card', declineCode: 'expired_card', at: 0 },
    },
    through: ['canceling'],
    operations: [[BAD, 'charge_declined_expired_card']],
  },
  {
    id: 'declined-by-trouble',
    what: 'trouble at the bank, with Stripe’s advice to try again later; the same card works',
    money: 'not_charged',
    shown: {
      at: 'stage',
      mood: 'declined',
      decline: {
        code: 'processing_error',
        declineCode: 'processing_error',
        adviceCode: 'try_again_later',
        at: 0,
      },
    },
    operations: [[BAD, 'charge_declined_processing_error']],
  },
  {
    id: 'declined-limit',
    what: 'over the card’s limit',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('withdrawal_count_limit_exceeded') },
    operations: [[BAD, 'charge_declined']],
  },
  {
    id: 'declined-wrong-pin',
    what: 'a wrong PIN: nothing is charged, and cash pays',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('incorrect_pin') },
    operations: [[BAD, 'charge_declined']],
  },
  {
    id: 'pin-required',
    what: 'the bank wants the PIN: tapped it is declined, inserted with its PIN it pays',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('offline_pin_required') },
    operations: [[BAD, 'charge_declined']],
  },
  {
    id: 'customer-cancels',
    what: 'the customer presses Cancel on the reader, and taps after all',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'customer_canceled' },
    codes: ['customer_canceled'],
    operations: [[CARD, 'the customer presses Cancel on the reader']],
  },
  {
    id: 'cashier-cancels',
    what: 'the cashier cancels before a card came: the reader is idle, the cart is open',
    money: 'not_charged',
    shown: { at: 'goods', why: 'canceled' },
    through: ['canceling'],
    operations: [
      [CARD, 'the cashier cancels while the reader waits: reader free, intent canceled, cash works'],
    ],
  },
  {
    id: 'cart-reopened',
    what: 'the cashier changes the sale while the reader waits: taken off, edited, the new amount on the same intent',
    money: 'not_charged',
    shown: { at: 'goods', why: 'ready' },
    through: ['taking_off', 'ready'],
    operations: [
      [CARD, 'Change the sale takes the payment off the reader and charges the new total on the same intent'],
    ],
  },
  {
    id: 'cancel-waits',
    what: 'the cashier cancels while the bank has the card: explained, it waits, the bank says no and the payment is cancelled',
    money: 'asking',
    shown: { at: 'stage', mood: 'checking', stopping: true },
    codes: ['terminal_reader_busy'],
    operations: [[CARD, 'cancelling while the bank has the card waits for the bank, and the approval wins']],
  },
  {
    id: 'cancel-lost',
    what: 'the cashier cancels and the bank was faster: the sale is paid, and says so',
    money: 'charged',
    shown: { at: 'paid', despiteCancel: true },
    operations: [[CARD, 'cancelling while the bank has the card waits for the bank, and the approval wins']],
  },
  {
    id: 'amount-too-small',
    what: 'too little for a card; cash takes it',
    money: 'not_charged',
    shown: { at: 'notice', refusal: { kind: 'amount_too_small', smallest: usd(50) } },
    codes: ['amount_too_small'],
    operations: [['lib/domain/sale.test.ts', 'too little, too much, too small, too large']],
  },
  {
    id: 'amount-too-large',
    what: 'too much for one card payment; cash takes it',
    money: 'not_charged',
    shown: { at: 'notice', refusal: { kind: 'amount_too_large' } },
    codes: ['amount_too_large'],
    operations: [['lib/domain/sale.test.ts', 'too little, too much, too small, too large']],
  },
]

const READER: readonly Path[] = [
  {
    id: 'reader-offline',
    what: 'the reader is offline: said, not blocked; another reader of the shop takes the card',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_offline', problem: 'terminal_reader_offline', other: true },
    codes: ['terminal_reader_offline'],
    operations: [
      [BAD, '%s: said so, nothing charged, and it works again when the reader does'],
      [BAD, 'takes over when the first is offline'],
    ],
  },
  {
    id: 'reader-updating',
    what: 'the reader updates, changes its settings or holds a card that was left in it; tried again, it works',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_busy', problem: 'terminal_reader_busy' },
    codes: ['terminal_reader_busy'],
    operations: [[BAD, '%s: said so, nothing charged, and it works again when the reader does']],
  },
  {
    id: 'reader-busy-here',
    what: 'another sale of the shop has the reader: whose and since when; left alone until a manager stops that payment, and another reader takes the sale meanwhile',
    money: 'not_charged',
    shown: {
      at: 'notice',
      other: true,
      refusal: { kind: 'reader_busy', saleNumber: 1042, staffName: 'Mina Okafor', since: 0 },
    },
    operations: [
      [BAD, 'in doubt no other sale gets the reader, and cancelling ends the doubt'],
      [
        'lib/operations/managers-view.test.ts',
        'a manager stops a payment of any register, and its reader is free',
      ],
    ],
  },
  {
    id: 'reader-busy-elsewhere',
    what: 'another program has the reader and the bank its card: busy, and that payment is left alone',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_busy', problem: 'terminal_reader_busy' },
    operations: [[BAD, 'another integration has it: busy, and its payment is left alone']],
  },
  {
    id: 'reader-in-another-app',
    what: 'an app with one of Stripe’s SDKs has the reader, which Stripe says without a code: named; tried again, it works',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_failed', problem: 'different_integration_mode' },
    codes: ['different_integration_mode'],
    operations: [[BAD, 'an app with an SDK has the reader: named, nothing charged, and tried again it pays']],
  },
  {
    id: 'reader-fault',
    what: 'the reader has a hardware fault; restarted, it works',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_failed', problem: 'terminal_reader_hardware_fault' },
    codes: ['terminal_reader_hardware_fault'],
    operations: [[BAD, '%s: said so, nothing charged, and it works again when the reader does']],
  },
  {
    id: 'reader-wrong-place',
    what: 'the reader belongs to a place in another country; cash pays',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_failed', problem: 'terminal_reader_invalid_location_for_payment' },
    codes: [
      'terminal_reader_invalid_location_for_payment',
      'terminal_reader_invalid_location_for_activation',
      'terminal_location_country_unsupported',
    ],
    operations: [
      [BAD, 'the reader belongs to a place in another country: said so, nothing charged, cash pays'],
    ],
  },
  {
    id: 'reader-timeout',
    what: 'the reader did not answer in time and never heard of it: in doubt, tried again, paid once',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'terminal_reader_timeout' },
    codes: ['terminal_reader_timeout'],
    operations: [[BAD, 'and never heard of it: in doubt, tried again, paid once']],
  },
  {
    id: 'reader-timeout-false',
    what: 'the reader did not answer in time, yet shows the amount: the till notices, and the card pays',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting', doubtful: true },
    operations: [[BAD, 'but shows the amount all the same: the till notices and waits for the card']],
  },
  {
    id: 'reader-timeout-late',
    what: 'the reader shows the amount after the till was already in doubt: the customer taps there, and it is that sale’s money',
    money: 'charged',
    shown: { at: 'paid' },
    through: ['doubtful'],
    operations: [[BAD, 'in doubt both stay with the payment, and both are free when it has ended']],
  },
  {
    id: 'declined-in-doubt',
    what: 'after a time-out the reader takes a card and its bank says no: the reason is said, and not that nothing was charged',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'declined', decline: declined('insufficient_funds'), doubtful: true },
    operations: [[BAD, 'and then the bank says no: the reason is told, and still no other money is taken']],
  },
  {
    id: 'reader-does-not-let-go',
    what: 'the cashier cancels, and the reader is busy with itself: nobody says that a card is being checked, and the next customer is served',
    money: 'asking',
    shown: { at: 'stage', mood: 'not_let_go' },
    operations: [[QUIET, 'a reader that is busy for ever when it shall let go: the next customer is served']],
  },
  {
    id: 'reader-never-showed',
    what: 'Stripe said yes and the reader never showed the amount: noticed by looking, tried again',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_lost' },
    operations: [[BAD, 'the reader is cleared there: the payment was lost, nothing charged, tried again']],
  },
  {
    id: 'reader-display-over-payment',
    what: 'a set_reader_display of somebody else throws the payment off the reader (ours cannot: the lease); tried again',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_lost' },
    operations: [[BAD, 'another payment is thrown over ours: ours was lost, and theirs is not touched']],
  },
  {
    id: 'reader-gone-in-the-middle',
    what: 'the reader vanishes in mid-payment, the action stays in progress and no webhook comes; cancelled, cash pays',
    money: 'not_charged',
    shown: { at: 'goods', why: 'canceled', or: 'terminal_reader_offline' },
    operations: [[BAD, 'the reader vanishes in mid-payment: stuck until the cashier cancels, then free']],
  },
  {
    id: 'intent-in-another-state',
    what: 'Stripe refuses the intent (intent_invalid_state), which was cancelled elsewhere unheard: read, said, a new payment takes the card',
    money: 'not_charged',
    shown: { at: 'manager', surprise: 'canceled_elsewhere' },
    codes: ['intent_invalid_state', 'payment_intent_unexpected_state'],
    operations: [
      [BAD, 'the intent was cancelled unheard: refused, read, and the next payment takes the card'],
    ],
  },
]

const LINE: readonly Path[] = [
  {
    id: 'connection-error-charged',
    what: 'connection_error, and the bank had said yes: the sale is paid',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[BAD, 'connection_error, authorised: the sale is paid']],
  },
  {
    id: 'connection-error-unread',
    what: 'connection_error, and Stripe cannot be read yet: no button tries again until Stripe has said which',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'connection_error' },
    codes: ['connection_error'],
    operations: [[BAD, 'connection_error, not authorised: no charge seen, and a retry is safe']],
  },
  {
    id: 'http-500',
    what: 'Stripe answers 500 to the reader command: nobody knows, tried again under a new key, paid once',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'http_500' },
    operations: [[BAD, '%s at the reader command']],
  },
  {
    id: 'http-500-done',
    what: 'Stripe answers 500 and had done it: the look finds the amount on the reader',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting', doubtful: true },
    operations: [[BAD, '%s at the reader command']],
  },
  {
    id: 'http-429',
    what: 'Stripe asks to slow down: the same call goes out again under its key',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    codes: ['rate_limit'],
    operations: [[BAD, '%s at the reader command']],
  },
  {
    id: 'lock-timeout',
    what: 'Stripe is busy with this payment (lock_timeout): the same call goes out again under its key',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    codes: ['lock_timeout'],
    operations: [[BAD, '%s at the reader command']],
  },
  {
    id: 'cut-before',
    what: 'the line is cut before Stripe did anything: we are asking, under the same key',
    money: 'asking',
    shown: { at: 'stage', mood: 'asking' },
    operations: [[CARD, 'the reply to %s is lost: the same key is sent again and nothing is charged twice']],
  },
  {
    id: 'cut-after',
    what: 'the line is cut after Stripe did it: the replayed answer is not believed, the reader is looked at',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    operations: [[CARD, 'the reply to %s is lost: the same key is sent again and nothing is charged twice']],
  },
  {
    id: 'slow-answer',
    what: 'Stripe takes its time: Cancel is kept meanwhile, and nothing is charged',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'sending' },
    through: ['canceling'],
    operations: [
      [BAD, 'an answer that takes its time is waited for, and a cancel meanwhile is kept'],
      [
        'lib/operations/slow-answers.test.ts',
        'the amount for the reader, %s: in doubt, asked again under its key, paid once',
      ],
    ],
  },
  {
    id: 'stripe-does-not-begin',
    what: 'Stripe fails to make the payment three times: given up, nothing was sent to a reader; tried again, it pays',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'refused', problem: 'http_500' },
    operations: [[BAD, 'a payment that Stripe fails to make three times is given up, and cash pays']],
  },
  {
    id: 'stripe-goes-away',
    what: 'Stripe goes away with a payment half made: the next customer pays in cash, and the payment ends by itself later',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'unreachable' },
    operations: [[BAD, 'it is away altogether: the payment waits, the next sale takes cash']],
  },
  {
    id: 'stripe-is-away',
    what: 'Stripe is known to be away: a card is refused before a payment is made, cash goes on, and cards work when it is back',
    money: 'not_charged',
    shown: { at: 'notice', refusal: { kind: 'stripe_unreachable' } },
    operations: [[BAD, 'known to be away, cards are refused before a payment is made, and cash goes on']],
  },
  {
    id: 'webhooks-missing',
    what: 'no webhook arrives',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[CARD, 'every webhook is lost: the watcher finishes the sale']],
    e2e: ['e2e/webhooks.spec.ts', 'every webhook is lost: the watcher finishes the sale'],
  },
  {
    id: 'webhooks-late-doubled',
    what: 'every webhook comes late and twice',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[CARD, 'every webhook comes twice: the sale is paid once']],
    e2e: ['e2e/webhooks.spec.ts', 'every webhook comes twice and late: the sale is paid once'],
  },
  {
    id: 'webhooks-shuffled-forged-replayed',
    what: 'webhooks come out of order, forged ones beside them, and old ones once more',
    money: 'charged',
    shown: { at: 'paid' },
    through: ['declined'],
    operations: [[BAD, 'webhooks shuffled and forged beside the true ones change nothing']],
  },
]

const ELSEWHERE: readonly Path[] = [
  {
    id: 'cancelled-elsewhere',
    what: 'the payment is cancelled in Stripe’s Dashboard',
    money: 'not_charged',
    shown: { at: 'manager', surprise: 'canceled_elsewhere' },
    operations: [[BAD, 'the intent is cancelled there: the sale is open, and a manager is told']],
    e2e: [
      'e2e/manager.spec.ts',
      'cancelled in Stripe’s Dashboard: the register says that a manager is needed, until one has written what was done',
    ],
  },
  {
    id: 'captured-elsewhere',
    what: 'held money is captured in Stripe’s Dashboard: the sale is paid',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'held money taken in the Dashboard pays the sale']],
  },
  {
    id: 'captured-in-part-elsewhere',
    what: 'held money is captured in part in Stripe’s Dashboard: what arrived counts, and a manager is told of the rest',
    money: 'see_sale',
    shown: { at: 'manager', surprise: 'amount_differs' },
    operations: [
      [HOLD, 'held money taken in part in the Dashboard counts as what arrived, and a manager is told'],
    ],
  },
  {
    id: 'refunded-elsewhere',
    what: 'a paid sale is refunded in Stripe’s Dashboard: counted, and a manager is told',
    money: 'see_sale',
    shown: { at: 'manager', surprise: 'refunded_elsewhere' },
    codes: ['charge_already_refunded'],
    operations: [[HOLD, 'a refund made in the Dashboard is seen, counted and somebody’s to look at']],
  },
]

const STEPS: readonly Path[] = [
  {
    id: 'two-steps-asks',
    what: 'two steps: brand and funding are shown, and nothing is charged until somebody says yes',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'collected' },
    operations: [[HOLD, 'two steps: the card is read and shown, a yes charges it']],
  },
  {
    id: 'two-steps-late',
    what: 'two steps: nobody says yes in time, the card is let go by itself, and the next try works',
    money: 'not_charged',
    shown: { at: 'goods', why: 'card_let_go' },
    operations: [[HOLD, 'two steps: nobody says yes in time, and the card is let go by itself']],
  },
  {
    id: 'two-steps-declined',
    what: 'two steps: declined after the yes; another card on the same intent',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'declined', decline: declined('insufficient_funds') },
    operations: [
      [HOLD, 'two steps: declined after the yes, then another card on the same intent'],
      [DECLINES, '%s after the yes: told with its code, nothing charged'],
    ],
  },
  {
    id: 'two-steps-reader-offline',
    what: 'two steps: the reader is offline at the first step',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_offline', problem: 'terminal_reader_offline' },
    operations: [
      [HOLD, 'two steps, first step, %s: nothing charged, and tried again it pays'],
      [STEPS_ALL, 'first step, %s'],
    ],
  },
  {
    id: 'two-steps-reader-timeout',
    what: 'two steps: the reader does not answer in time at the first step',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'terminal_reader_timeout' },
    operations: [[HOLD, 'two steps, first step, %s: nothing charged, and tried again it pays']],
  },
  {
    id: 'two-steps-reader-updating',
    what: 'two steps: the reader updates when it is to read a card; tried again, it works',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_busy', problem: 'terminal_reader_busy' },
    operations: [[STEPS_BAD, 'first step, %s: said so, nothing charged, tried again it pays']],
  },
  {
    id: 'two-steps-reader-lost',
    what: 'two steps: the reader is cleared by another hand before a card is read; tried again, it works',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'reader_lost' },
    operations: [
      [
        STEPS_BAD,
        'first step, the reader is cleared behind our back: lost, nothing charged, tried again it pays',
      ],
    ],
  },
  {
    id: 'two-steps-timeout-false',
    what: 'two steps: the reader did not answer in time, yet shows the amount: noticed, and the card is read there',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting', doubtful: true },
    operations: [
      [
        STEPS_BAD,
        'first step, the reader did not answer in time and shows the amount all the same: noticed, and the card is read once',
      ],
    ],
  },
  {
    id: 'two-steps-customer-cancels',
    what: 'two steps: the customer presses Cancel on the reader, and taps after all',
    money: 'not_charged',
    shown: { at: 'stage', mood: 'customer_canceled' },
    operations: [[HOLD, 'two steps, first step, %s: nothing charged, and tried again it pays']],
  },
  {
    id: 'two-steps-read-500',
    what: 'two steps: Stripe answers 500 when the reader is to read a card; tried again under a new key',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'http_500' },
    operations: [[HOLD, 'two steps, first step, %s: read and charged once all the same']],
  },
  {
    id: 'two-steps-read-429',
    what: 'two steps: Stripe asks to slow down when the reader is to read a card: sent again under its key',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    operations: [[HOLD, 'two steps, first step, %s: read and charged once all the same']],
  },
  {
    id: 'two-steps-read-lock',
    what: 'two steps: Stripe is busy with this payment when the reader is to read a card: sent again under its key',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    operations: [[HOLD, 'two steps, first step, %s: read and charged once all the same']],
  },
  {
    id: 'two-steps-read-cut-before',
    what: 'two steps: the line is cut before the reader is asked to read a card: we are asking, under the same key',
    money: 'asking',
    shown: { at: 'stage', mood: 'asking' },
    operations: [[HOLD, 'two steps, first step, %s: read and charged once all the same']],
  },
  {
    id: 'two-steps-read-cut-after',
    what: 'two steps: the line is cut after the reader was asked to read a card: the reader is looked at',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'waiting' },
    operations: [[HOLD, 'two steps, first step, %s: read and charged once all the same']],
  },
  {
    id: 'two-steps-yes-lost',
    what: 'two steps: the reply to the yes is lost; asked again under the same key, it is charged once',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'two steps: the reply to the yes is lost (%s), and it is charged once']],
  },
  {
    id: 'two-steps-yes-refused',
    what: 'two steps: the reader refuses the yes; the card is let go, nothing is charged, and the next try works',
    money: 'not_charged',
    shown: { at: 'goods', why: 'terminal_reader_offline' },
    operations: [
      [HOLD, 'two steps, second step, %s: the card is let go or charged, never both'],
      [STEPS_BAD, 'second step, %s %o: the card is let go, nothing is charged, tried again it pays'],
      [STEPS_ALL, 'second step, %s'],
    ],
  },
  {
    id: 'two-steps-reader-gone',
    what: 'two steps: the reader vanishes after the yes; nobody calls it uncharged, and cancelled at Stripe it leaves the goods for cash',
    money: 'asking',
    shown: { at: 'stage', mood: 'asking' },
    operations: [
      [
        STEPS_BAD,
        'second step, the reader vanishes with the card on its way to the bank: nobody calls it uncharged, until it has been looked at',
      ],
    ],
  },
  {
    id: 'two-steps-cancelled-elsewhere',
    what: 'two steps: cancelled in Stripe’s Dashboard while the card waits for a yes; a manager is told, and the next try works',
    money: 'not_charged',
    shown: { at: 'manager', surprise: 'canceled_elsewhere' },
    operations: [
      [
        STEPS_BAD,
        'cancelled in the Dashboard while the card waits for a yes: a manager is told, and the next try is a new payment',
      ],
      [
        STEPS_BAD,
        'cancelled in the Dashboard unheard while the card waits for a yes: the yes is refused, read, and a manager is told',
      ],
    ],
  },
  {
    id: 'two-steps-line-breaks',
    what: 'two steps: connection_error after the yes, and the bank had said yes: the sale is paid',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-yes-500',
    what: 'two steps: Stripe answers 500 to the yes: the card is let go, nothing is charged, and the next try works',
    money: 'not_charged',
    shown: { at: 'goods', why: 'card_let_go' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-yes-429',
    what: 'two steps: Stripe asks to slow down at the yes: sent again under its key, charged once',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-yes-lock',
    what: 'two steps: Stripe is busy with this payment at the yes: sent again under its key, charged once',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-yes-cut-before',
    what: 'two steps: the line is cut before Stripe has the yes: we are asking, under the same key, and it is charged once',
    money: 'asking',
    shown: { at: 'stage', mood: 'asking' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-line-breaks-unpaid',
    what: 'two steps: connection_error after the yes, read as unpaid; a retry is safe',
    money: 'not_seen',
    shown: { at: 'stage', mood: 'doubtful', problem: 'connection_error' },
    operations: [[HOLD, 'two steps, second step, %s: the card is let go or charged, never both']],
  },
  {
    id: 'two-steps-cancel-lost',
    what: 'two steps: the cashier cancels after the yes and the bank was faster: the sale is paid, and says so',
    money: 'charged',
    shown: { at: 'paid', despiteCancel: true },
    operations: [
      [
        STEPS_BAD,
        'second step, Cancel is pressed when the bank has the card already: it waits, and the approval wins',
      ],
    ],
  },
]

const HOLDS: readonly Path[] = [
  {
    id: 'held',
    what: 'manual capture: authorised is not paid, and the till says until when it can be taken',
    money: 'see_sale',
    shown: { at: 'stage', mood: 'held' },
    operations: [[HOLD, 'a hold is not a payment; capturing it is']],
  },
  {
    id: 'hold-released',
    what: 'the cashier releases the hold, and Stripe takes its time: said so, and the next customer is served meanwhile',
    money: 'asking',
    shown: { at: 'stage', mood: 'releasing' },
    operations: [
      [QUIET, 'while a hold is being let go nobody reads that it is taken, and the next customer is served'],
    ],
  },
  {
    id: 'hold-capture-fails',
    what: 'the capture fails twice: asked again and not forgotten, until the sale is paid',
    money: 'asking',
    shown: { at: 'stage', mood: 'taking' },
    operations: [[HOLD, 'a capture that fails is tried again and not forgotten']],
  },
  {
    id: 'hold-about-to-expire',
    what: 'a hold about to lapse is captured by itself when its sale is complete',
    money: 'charged',
    shown: { at: 'paid' },
    operations: [[HOLD, 'two hours before a finished sale’s hold would lapse it is captured by itself']],
  },
  {
    id: 'hold-expired',
    what: 'a hold has lapsed and cannot be taken any more: the customer has not been charged, and a manager is told',
    money: 'not_charged',
    shown: { at: 'manager', surprise: 'hold_expired' },
    codes: ['capture_charge_authorization_expired'],
    operations: [
      [LAPSING, 'a hold that lapses is said to a manager, and the sale is open'],
      [
        LAPSING,
        'the bank let the hold go before its deadline: the capture is refused, the till reads why and tells it',
      ],
      [LAPSING, 'of a lapsed hold only charge.expired is heard: looked at, and told as what it is'],
    ],
  },
  {
    id: 'hold-cancelled-elsewhere',
    what: 'held money is let go in Stripe’s Dashboard before its deadline: told as cancelled by somebody, not as lapsed',
    money: 'not_charged',
    shown: { at: 'manager', surprise: 'canceled_elsewhere' },
    operations: [
      [LAPSING, 'a hold cancelled in the Dashboard before its deadline has not lapsed: somebody did it'],
    ],
  },
]

/** Every path of *a bad day at the counter*. One story each, in a real browser against the real till, and one or more of the operations. */
export const GROUPS: readonly Group[] = [
  { title: 'Cards, and hands on buttons', paths: CARDS },
  { title: 'The reader', paths: READER },
  { title: 'The line to Stripe', paths: LINE },
  { title: 'Somebody else with the same account', paths: ELSEWHERE },
  { title: 'Two steps', paths: STEPS },
  { title: 'Held money', paths: HOLDS },
]

export const PATHS: readonly Path[] = GROUPS.flatMap(group => group.paths)
