import type { Money } from './money.ts'
import type { ReaderLease } from './reader-lease.ts'
import { liveCard, type Sale } from './sale.ts'
import { type BusyWith, type CardRead, type CardTender, type Decline, heldBy, takeBefore } from './tender.ts'

/** What the cashier can be told about the card payment of a sale, one word per sentence of `one-charge` §10. */
export type PaymentMood =
  | 'preparing' // Nothing charged yet.
  | 'sending'
  | 'waiting' // Ask the customer to tap.
  | 'collected' // Two steps: the card is read; somebody must say yes within seconds.
  | 'checking' // The bank has the card.
  | 'asking' // A lost answer: do not charge again.
  | 'doubtful' // The reader did not answer: no charge seen so far, take no other money yet.
  | 'declined'
  | 'customer_canceled'
  | 'reader_lost'
  | 'reader_busy'
  | 'reader_offline'
  | 'reader_failed'
  | 'unreachable'
  | 'canceling'
  | 'taking_off'
  | 'not_let_go' // Asked to let go, the reader says that it is busy: with a card at its bank, or with itself.
  | 'ready' // The cart was reopened; nothing is on the reader.
  | 'held' // The bank has promised the money, and it is kept until somebody decides.
  | 'taking' // Promised, and being taken.
  | 'releasing' // Promised, and being let go.
  | 'refused' // Stripe would not even begin: nothing was charged, the tender has ended.

/** The buttons that are valid now, in the order of the keys 1 to 4. */
export type PaymentButton =
  | 'try_again'
  | 'pay_another_way'
  | 'cancel'
  | 'check_status'
  | 'change_sale'
  | 'confirm'
  | 'capture'
  | 'next_sale'

export type PaymentView = {
  readonly mood: PaymentMood
  readonly tenderId: CardTender['id']
  /** Held money: with what the customer gave on top. */
  readonly amount: Money
  readonly readerId: string
  /** When this mood began, in milliseconds of the server's clock. */
  readonly since: number
  readonly buttons: readonly PaymentButton[]
  /**
   * A reader of it may show the amount later, or the bank may have the card where nobody sees it: whatever the mood tells, nobody says
   * *not charged* and nobody takes other money (I9).
   */
  readonly doubtful?: true
  readonly decline?: Decline
  readonly problem?: string
  readonly cardRead?: CardRead
  /** Whose the reader is, where it is busy with somebody of this shop. */
  readonly busyWith?: BusyWith
  /** Until when a hold can be captured, in milliseconds. */
  readonly captureBefore?: number
}

/** What is valid in each mood. With the line away the next customer is served: this payment is stopped, and what Stripe says counts. */
const PAYMENT_BUTTONS: Record<PaymentMood, readonly PaymentButton[]> = {
  preparing: ['cancel'],
  sending: ['cancel', 'check_status'],
  waiting: ['cancel', 'pay_another_way', 'change_sale', 'check_status'],
  collected: ['confirm', 'cancel'],
  checking: ['check_status'],
  asking: ['check_status', 'next_sale'],
  doubtful: ['try_again', 'cancel', 'check_status'],
  declined: ['try_again', 'pay_another_way', 'cancel', 'check_status'],
  customer_canceled: ['try_again', 'pay_another_way', 'cancel'],
  reader_lost: ['try_again', 'pay_another_way', 'cancel'],
  reader_busy: ['try_again', 'pay_another_way', 'cancel'],
  reader_offline: ['try_again', 'pay_another_way', 'cancel'],
  reader_failed: ['try_again', 'pay_another_way', 'cancel', 'check_status'],
  unreachable: ['next_sale', 'check_status', 'cancel'],
  canceling: ['check_status', 'next_sale'],
  taking_off: ['cancel', 'check_status', 'next_sale'],
  not_let_go: ['check_status', 'next_sale'],
  ready: ['try_again', 'pay_another_way', 'cancel'],
  // Take the money, let it go, or serve the next customer and decide later.
  held: ['capture', 'next_sale', 'cancel'],
  // Both go on by themselves, whoever is served meanwhile.
  taking: ['next_sale', 'check_status'],
  releasing: ['next_sale', 'check_status'],
  refused: ['try_again', 'pay_another_way'],
}

/** Where the reader was seen to show the amount, or was cleared, paying another way ends the payment at Stripe like ever. */
const WAS_SEEN: ReadonlySet<PaymentMood> = new Set(['waiting', 'ready'])

/** In doubt an attempt that ended is tried again or cancelled: other money waits until Stripe has ended the payment. */
export const buttonsOf = (mood: PaymentMood, doubtful: boolean): readonly PaymentButton[] =>
  doubtful && !WAS_SEEN.has(mood)
    ? PAYMENT_BUTTONS[mood].filter(button => button !== 'pay_another_way')
    : PAYMENT_BUTTONS[mood]

/** The running card payment of a sale, or nothing when none is alive. */
export function paymentOf(sale: Sale, leases: readonly ReaderLease[]): PaymentView | undefined {
  const tender = liveCard(sale) ?? refusedCard(sale)
  if (!tender) return undefined
  const doubtful = tender.unseen === true || leases.some(lease => isInDoubt(lease, tender))
  const mood = moodOf(tender, doubtful)
  return {
    mood,
    tenderId: tender.id,
    amount: tender.state === 'held' ? heldBy(tender) : tender.amount,
    readerId: tender.readerId,
    since: tender.attemptAt,
    buttons: buttonsOf(mood, doubtful),
    ...(doubtful ? { doubtful } : {}),
    ...(tender.lastDecline ? { decline: tender.lastDecline } : {}),
    ...(tender.problem ? { problem: tender.problem } : {}),
    ...(tender.cardRead ? { cardRead: tender.cardRead } : {}),
    ...(mood === 'reader_busy' && tender.busyWith ? { busyWith: tender.busyWith } : {}),
    ...(tender.captureBefore === undefined ? {} : { captureBefore: takeBefore(tender) }),
  }
}

/** A reader that an ended payment of the same sale still holds says nothing about this one. */
const isInDoubt = ({ holder, doubtful }: ReaderLease, { id }: CardTender): boolean =>
  doubtful && holder.kind === 'tender' && holder.tenderId === id

/** The last thing that happened on an open sale was a card payment that Stripe refused to begin. */
function refusedCard(sale: Sale): CardTender | undefined {
  const last = sale.tenders.at(-1)
  return sale.status === 'open' &&
    last?.kind === 'card' &&
    last.state === 'canceled' &&
    last.problem &&
    !last.paymentIntent
    ? last
    : undefined
}

/** The mood of one card tender. `doubtful`: a charge may have happened where nobody saw it. */
export function moodOf(tender: CardTender, doubtful: boolean): PaymentMood {
  const { state, wish, attempt } = tender
  if (state === 'canceled') return 'refused'
  if (state === 'held') return moodOfHold(tender)
  if (wish === 'stop' || wish === 'take_off') return moodOfEnding(tender)
  if (state === 'drafted') return attempt === 'unreachable' ? 'unreachable' : 'preparing'
  switch (attempt) {
    case 'none':
      return state === 'on_reader' ? 'sending' : wish === 'charge' ? 'preparing' : 'ready'
    case 'taken_off':
      return 'ready'
    case 'bank_silent':
      return 'asking'
    case 'no_answer':
      // Until a look has shown that this attempt is over there is nothing to try again.
      return state === 'on_reader' ? 'asking' : doubtful ? 'doubtful' : 'reader_failed'
    case 'connection_error':
      return 'doubtful'
    case 'unreachable':
      // A reader in doubt may show this payment, which the words of this mood deny.
      return doubtful ? 'asking' : 'unreachable'
    case 'sending':
    case 'waiting':
    case 'collected':
    case 'checking':
    case 'asking':
    case 'not_let_go':
    case 'declined':
    case 'customer_canceled':
    case 'reader_lost':
    case 'reader_busy':
    case 'reader_offline':
    case 'reader_failed':
      return attempt
  }
}

const moodOfHold = ({ holds, wish }: CardTender): PaymentMood =>
  wish === 'stop' ? 'releasing' : holds && wish !== 'capture' ? 'held' : 'taking'

/** To be cancelled, or to be taken off the reader. The bank or the reader may not let go of it. */
function moodOfEnding({ wish, attempt }: CardTender): PaymentMood {
  if (attempt === 'checking' || attempt === 'not_let_go') return attempt
  if (wish === 'stop') return 'canceling'
  return attempt === 'asking' || attempt === 'no_answer' || attempt === 'bank_silent'
    ? 'asking'
    : 'taking_off'
}
