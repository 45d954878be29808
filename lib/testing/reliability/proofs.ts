import type { StoryRef } from './paths.ts'

const RULES = 'lib/adapters/database/rules.test.ts'
const SALE = 'lib/domain/sale.test.ts'
const CARD = 'lib/operations/card-payment.test.ts'
const HOLD = 'lib/operations/two-steps-and-holds.test.ts'
const SWEEP = 'lib/operations/sweep.test.ts'
const BAD = 'lib/operations/bad-day.test.ts'
const CRASH = 'lib/operations/crash-points.test.ts'
const TWO = 'lib/operations/two-servers.test.ts'
const KILLED = 'lib/testing/kill-nine.test.ts'
const ORDERS = 'lib/testing/interleavings.test.ts'
const STORM = 'lib/testing/storm.test.ts'
const ONCE = 'e2e/once.spec.ts'

const EVERY_ORDER: StoryRef = [
  ORDERS,
  'in every order within the bounds nobody is charged twice, nothing is lost and nothing is stuck',
]
const ONE_OF_TWO: StoryRef = [TWO, '$name: one of two servers dies at each step, and the other ends it']
const REALLY_KILLED: StoryRef = [
  KILLED,
  'the real server is killed with −9 while Stripe has its calls, and starts again',
]
const SHORT_STORM: StoryRef = [
  STORM,
  'half a minute of every fault, killed and restarted, and the books are right',
]

export type Invariant = { readonly name: string; readonly says: string; readonly tests: readonly StoryRef[] }

/** What must always be true, and the tests that would fail if it were not. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'I1',
    says: 'at most one authorised or succeeded intent per tender; card + cash ≤ total; refunds ≤ received',
    tests: [
      [SALE, 'whatever is wished and whatever happens, the sums the database keeps stay true'],
      [RULES, 'nobody_pays_twice'],
      [RULES, 'refunds_within_reason'],
      [CARD, 'pressing Charge twice charges once'],
      [HOLD, 'all of it goes back once, however often the press arrives'],
      EVERY_ORDER,
      SHORT_STORM,
      [ONCE, 'two browsers press Charge on one sale: one charge, and both see it'],
    ],
  },
  {
    name: 'I2',
    says: 'a sale is paid only when what succeeded at Stripe and the cash make its total',
    tests: [
      [SALE, 'every state against every fact'],
      [RULES, 'paid_means_paid'],
      [HOLD, 'a hold is not a payment; capturing it is'],
      EVERY_ORDER,
      SHORT_STORM,
      ['e2e/books.ts', 'expectBooksToBalance'],
    ],
  },
  {
    name: 'I3',
    says: 'money at Stripe ends as a paid tender or a visible surprise',
    tests: [
      [SWEEP, 'an orphan that took money is somebody’s to give back, and is said once'],
      [SALE, 'money for a voided sale is excess, and somebody must look'],
      [CRASH, '$name: kill −9 at every step, and the end is the same'],
      ONE_OF_TWO,
      REALLY_KILLED,
      EVERY_ORDER,
      SHORT_STORM,
    ],
  },
  {
    name: 'I4',
    says: 'faults over: no lease, no busy reader, the engine rests, a new try succeeds',
    tests: [
      [BAD, 'in doubt no other sale gets the reader, and cancelling ends the doubt'],
      [
        SWEEP,
        'a reader left waiting for a payment that has ended is cleared; one that somebody else uses is not',
      ],
      [CRASH, '$name: kill −9 at every step, and the end is the same'],
      ONE_OF_TWO,
      REALLY_KILLED,
      EVERY_ORDER,
      SHORT_STORM,
    ],
  },
  {
    name: 'I5',
    says: 'what was acknowledged or announced is in the database',
    tests: [
      ['lib/adapters/database/sale-store.test.ts', 'a stale save writes nothing at all'],
      [
        'e2e/restart.spec.ts',
        'the server restarts while the customer taps: the sale is paid when it is back',
      ],
      EVERY_ORDER,
      SHORT_STORM,
    ],
  },
  {
    name: 'I6',
    says: 'a tender given up leaves no intent uncaptured or uncancelled',
    tests: [
      [CARD, 'the cashier cancels while the reader waits: reader free, intent canceled, cash works'],
      [
        SWEEP,
        'a create that answered 500 and was made all the same: charged once on another intent, the orphan is cancelled',
      ],
      EVERY_ORDER,
      SHORT_STORM,
    ],
  },
  {
    name: 'I7',
    says: 'a reader waits for a card only for the tender that holds its lease',
    tests: [
      [RULES, 'one_holder_per_reader'],
      [BAD, 'in doubt both stay with the payment, and both are free when it has ended'],
      EVERY_ORDER,
    ],
  },
  {
    name: 'I8',
    says: 'no command of ours replaces or clears another sale’s waiting payment',
    tests: [
      [CARD, 'another sale holds the reader: refused, with whose it is'],
      [BAD, 'another integration has it: busy, and its payment is left alone'],
      EVERY_ORDER,
      SHORT_STORM,
    ],
  },
  {
    name: 'I9',
    says: 'the till says *not charged* only where no charge can have happened',
    tests: [
      ['components/words/declines.test.ts', 'a bad state says first whether the customer was charged'],
      [BAD, 'connection_error, not authorised: no charge seen, and a retry is safe'],
      EVERY_ORDER,
    ],
  },
]

/** Rules the database keeps by itself; each is broken once, by SQL, in the test of its name. */
export const CONSTRAINTS: readonly { readonly name: string; readonly says: string }[] = [
  { name: 'one_live_card_tender_per_sale', says: 'no second card payment begins while one is alive' },
  { name: 'one_tender_per_intent', says: 'an intent’s money counts for one tender' },
  { name: 'one_tender_one_row', says: 'the same press sent twice is one row' },
  { name: 'one_open_call_per_tender', says: 'one thing at a time is asked of Stripe about a payment' },
  { name: 'one_open_call_per_reader', says: '… and of a reader' },
  { name: 'one_key_one_call', says: 'a key names one command' },
  { name: 'one_number_one_call', says: 'the row is the counter of tries' },
  { name: 'one_holder_per_reader', says: 'a reader has one holder' },
  { name: 'nobody_pays_twice', says: 'received + reserved ≤ total' },
  { name: 'paid_means_paid', says: 'paid: received = total, nothing reserved' },
  { name: 'void_means_nothing', says: 'given up: nothing received, nothing reserved' },
  { name: 'on_reader_has_intent', says: 'nothing is on a reader without an intent' },
  { name: 'refunds_within_reason', says: 'no more goes back than came' },
  { name: 'an_intent_is_for_life', says: 'a tender’s intent and currency never change' },
  { name: 'one_event_once', says: 'a webhook is heard once' },
  { name: 'what_is_written_stays', says: 'the diary is added to, never changed' },
  { name: 'an_answer_is_final', says: 'a call is answered once' },
]

export const RULES_TEST = RULES
