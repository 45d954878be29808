import type { Money } from './money.ts'
import type { ReaderLease } from './reader-lease.ts'
import { liveCard, type Sale } from './sale.ts'
import { type CardRead, type CardTender, type Decline, heldBy } from './tender.ts'

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
  | 'ready' // The cart was reopened; nothing is on the reader.
  | 'held'
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
  readonly decline?: Decline
  readonly problem?: string
  readonly cardRead?: CardRead
  /** Until when a hold can be captured, in milliseconds. */
  readonly captureBefore?: number
}

/** What is valid in each mood. With the line away the next customer is served: this payment is stopped, and what Stripe says counts. */
export const PAYMENT_BUTTONS: Record<PaymentMood, readonly PaymentButton[]> = {
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
  taking_off: ['check_status'],
  ready: ['try_again', 'pay_another_way', 'cancel'],
  held: ['check_status'],
  refused: ['try_again', 'pay_another_way'],
}

/** Held on purpose: take the money, let it go, or serve the next customer and decide later. */
export const HOLD_BUTTONS: readonly PaymentButton[] = ['capture', 'next_sale', 'cancel']
/** Held on purpose and being taken: that goes on by itself, whoever is served meanwhile. */
const TAKING_BUTTONS: readonly PaymentButton[] = ['next_sale', 'check_status']

function buttonsOf(mood: PaymentMood, { holds, wish }: CardTender): readonly PaymentButton[] {
  if (mood === 'held' && holds && wish === 'none') return HOLD_BUTTONS
  return mood === 'held' && holds && wish === 'capture' ? TAKING_BUTTONS : PAYMENT_BUTTONS[mood]
}

/**
 * The running card payment of a sale, or nothing when none is alive. It says *not charged* only where no charge can have
 * happened: a doubtful reader of the tender turns every calmer mood into `doubtful` (I9).
 */
export function paymentOf(sale: Sale, leases: readonly ReaderLease[]): PaymentView | undefined {
  const tender = liveCard(sale) ?? refusedCard(sale)
  if (!tender) return undefined
  const mood = moodOf(tender, tender.unseen === true || leases.some(lease => lease.doubtful))
  return {
    mood,
    tenderId: tender.id,
    amount: tender.state === 'held' ? heldBy(tender) : tender.amount,
    readerId: tender.readerId,
    since: tender.attemptAt,
    buttons: buttonsOf(mood, tender),
    ...(tender.lastDecline ? { decline: tender.lastDecline } : {}),
    ...(tender.problem ? { problem: tender.problem } : {}),
    ...(tender.cardRead ? { cardRead: tender.cardRead } : {}),
    ...(tender.captureBefore === undefined ? {} : { captureBefore: tender.captureBefore }),
  }
}

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

/** Seen on the device or at Stripe since: what is said of these moments is true whatever a late command may bring. */
const SURE: ReadonlySet<CardTender['attempt']> = new Set(['waiting', 'collected', 'checking'])

function moodOf(tender: CardTender, doubtful: boolean): PaymentMood {
  if (tender.state === 'held') return 'held'
  if (tender.state === 'canceled') return 'refused'
  if (tender.wish === 'stop') return tender.attempt === 'checking' ? 'checking' : 'canceling'
  if (tender.wish === 'take_off') return tender.attempt === 'checking' ? 'checking' : 'taking_off'
  // Until a look has shown that this attempt is over there is nothing to try again.
  if (doubtful && !SURE.has(tender.attempt)) return tender.state === 'on_reader' ? 'asking' : 'doubtful'
  if (tender.state === 'drafted') return tender.attempt === 'unreachable' ? 'unreachable' : 'preparing'
  switch (tender.attempt) {
    case 'none':
      return tender.state === 'on_reader' ? 'sending' : tender.wish === 'charge' ? 'preparing' : 'ready'
    case 'taken_off':
      return 'ready'
    case 'connection_error':
      return 'doubtful'
    case 'sending':
    case 'waiting':
    case 'collected':
    case 'checking':
    case 'asking':
    case 'declined':
    case 'customer_canceled':
    case 'reader_lost':
    case 'reader_busy':
    case 'reader_offline':
    case 'reader_failed':
    case 'unreachable':
      return tender.attempt
  }
}
