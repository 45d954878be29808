import type { AskingRule } from './asks-about.ts'
import type { RefundId, StaffId, TenderId } from './ids.ts'
import type { LetGo } from './left-alone.ts'
import { larger, type Money, minus, plus, sum, zero } from './money.ts'

/** Why a card was not taken, in Stripe's codes; the words for people are the screen's. */
export type Decline = {
  readonly code: string
  readonly declineCode?: string
  /** Stripe's advice: `try_again_later`, `do_not_try_again`, `confirm_card_data`. */
  readonly adviceCode?: string
  readonly at: number
}

/** What a receipt may and must say of the card. `emv` holds Stripe's `receipt` hash, keys as Stripe names them. */
export type CardDetails = {
  readonly chargeId: string
  readonly brand: string
  readonly last4: string
  readonly funding?: string
  readonly readMethod?: string
  readonly network?: string
  readonly emv: Readonly<Record<string, string>>
}

/** A durable intention, not a state: the engine works towards it, and money may still win. */
export type Wish = 'none' | 'charge' | 'confirm' | 'capture' | 'take_off' | 'stop'

/**
 * Where a card tender stands with the money at Stripe:
 * drafted (no PaymentIntent known) · ready (intent lives, on no reader) · on_reader · held (authorised) · paid · canceled.
 */
export type CardState = 'drafted' | 'ready' | 'on_reader' | 'held' | 'paid' | 'canceled'

/** How the last attempt went, for the screen only; no rule about money reads it. */
export type Attempt =
  | 'none'
  | 'sending' // A process call is written, the reader has not been heard of.
  | 'waiting' // The reader asks for a card.
  | 'collected' // Two steps: the card is read, nothing is asked of the bank until somebody confirms.
  | 'checking' // The card is being authorised.
  | 'bank_silent' // The same for so long that nobody waits for it any more.
  | 'not_let_go' // Asked to let go, the reader was busy: with a card at its bank, or with itself.
  | 'asking' // A lost answer or a connection error: we are asking Stripe.
  | 'declined'
  | 'no_answer' // Stripe has answered without saying what became of the reader's command.
  | 'connection_error' // Read as unpaid; an authorisation may still be on its way.
  | 'customer_canceled'
  | 'reader_lost' // The action vanished: replaced, restarted, cleared.
  | 'reader_busy'
  | 'reader_offline'
  | 'reader_failed' // Any other refusal of the reader; `problem` has Stripe's code.
  | 'unreachable' // Stripe did not answer at all.
  | 'taken_off'

/** A card that was read and not charged yet, as far as it may be shown to decide on. */
export type CardRead = {
  readonly brand: string
  readonly funding?: string
  readonly country?: string
  readonly wallet?: string
}

/** Whose a reader is that another payment wanted: a sale's, or something of the office's. `since` in milliseconds. */
export type BusyWith = {
  /** Missing when a sale holds it, or somebody we do not know. */
  readonly holder?: 'test' | 'office' | 'clearing' | 'cart' | 'inputs'
  readonly saleNumber?: number
  readonly staffName?: string
  readonly since: number
}

/** Money that goes back. `asked` until Stripe has answered; a refund may still fail up to 30 days after it succeeded. */
export type Refund = {
  readonly id: RefundId
  readonly amount: Money
  readonly state: 'asked' | 'pending' | 'succeeded' | 'failed' | 'canceled'
  readonly by: StaffId
  readonly at: number
  readonly reason: RefundReason
  /** Stripe's id, once there is one. */
  readonly stripeRefund?: string
  readonly problem?: string
}

export type RefundReason = 'duplicate' | 'fraudulent' | 'requested_by_customer'

export type CardTender = {
  readonly kind: 'card'
  readonly id: TenderId
  readonly amount: Money
  readonly state: CardState
  readonly wish: Wish
  readonly readerId: string
  /** Stripe's id, once the intent has been created. It never changes afterwards. */
  readonly paymentIntent?: string
  /** What the intent carries at Stripe, without its tip. Missing until it has been created. */
  readonly intentAmount?: Money
  readonly attempt: Attempt
  /** Stripe's code behind `attempt`, for help pages and copied details. */
  readonly problem?: string
  /** With `reader_busy`: whose the reader was. Missing when Stripe said it. */
  readonly busyWith?: BusyWith
  /** Milliseconds of the World's clock at which `attempt` became what it is. */
  readonly attemptAt: number
  /**
   * A reader lost its line while the bank had the card: an authorisation may go on where nobody sees it, until Stripe takes the
   * intent to a reader again (it takes none that is being authorised) or the intent has ended.
   */
  readonly unseen?: true
  readonly lastDecline?: Decline
  /** Set on paid tenders: money towards the sale's total, tip apart. */
  readonly received?: Money
  /** What the customer gave on top: taken where the tender is paid, authorised with the rest where it is held. */
  readonly tip?: Money
  /** Authorised is held open on purpose, until somebody captures or releases it. */
  readonly holds?: true
  /** The card is read first and charged only when somebody confirms. */
  readonly twoSteps?: true
  /** With `twoSteps`: the cards that need somebody's yes; others are charged as soon as they are read. Missing: every card. */
  readonly asks?: AskingRule
  readonly cardRead?: CardRead
  /** With `twoSteps`: the yes to the card that was read has been written down, and is said once only. Gone when a card is read anew. */
  readonly confirmed?: true
  /** Stripe's own deadline of a hold, in milliseconds. The till keeps to `takeBefore`. */
  readonly captureBefore?: number
  /** The till has given it up by itself; its end is told at the counter. */
  readonly letGo?: LetGo
  readonly refunds?: readonly Refund[]
  /** Money given back behind our back, in Stripe's Dashboard, as far as it has not come back to us. */
  readonly refundedElsewhere?: Money
  readonly card?: CardDetails
  /** Ids of the presses that asked for this tender to be charged, so that a press delivered twice counts once. */
  readonly presses: readonly string[]
  readonly createdAt: number
}

export type CashTender = {
  readonly kind: 'cash'
  readonly id: TenderId
  readonly state: 'paid'
  readonly amount: Money
  /** What the customer handed over, and what goes back. */
  readonly handed: Money
  readonly change: Money
  /** What the coins there are made of the amount, more (or, negative, less) than it. The sale itself is paid to the cent. */
  readonly rounding?: Money
  readonly createdAt: number
}

export type Tender = CashTender | CardTender

const ALIVE: ReadonlySet<CardState> = new Set<CardState>(['drafted', 'ready', 'on_reader', 'held'])

/** Stripe's guide to capturing a Terminal payment by hand: within two days, whatever longer the card's network allows. */
const GUIDE_MS = 48 * 3_600_000

/** When held money is taken at the latest, in milliseconds. For two days from the hold where Stripe has not told its deadline, too. */
export const takeBefore = ({
  captureBefore = Number.POSITIVE_INFINITY,
  attemptAt,
}: Pick<CardTender, 'captureBefore' | 'attemptAt'>): number => Math.min(captureBefore, attemptAt + GUIDE_MS)

/** Not ended: its intent can still take money, so its amount is reserved. */
export const isAlive = (tender: Tender): tender is CardTender =>
  tender.kind === 'card' && isAliveState(tender.state)

/** The same of a card tender's state alone. */
export const isAliveState = (state: CardState): boolean => ALIVE.has(state)

/** The larger of what is wanted and what the intent carries: an authorisation nobody saw may still take the old amount. */
export const reservedBy = (tender: CardTender): Money =>
  tender.intentAmount ? larger(tender.amount, tender.intentAmount) : tender.amount

/** All that is authorised for a held tender, with what the customer gave on top: so much is captured. */
export const heldBy = (tender: CardTender): Money =>
  plus(tender.intentAmount ?? tender.amount, tender.tip ?? zero(tender.amount.currency))

/** What has gone back or is on its way back: what is left can still be refunded. */
export const refundReserved = (tender: CardTender): Money =>
  sum(
    (tender.refunds ?? [])
      .filter(one => one.state !== 'failed' && one.state !== 'canceled')
      .map(one => one.amount),
    tender.amount.currency,
  )

/** What a customer has got back, here or behind our back: what is only on its way is not counted. */
export const returnedOf = (tender: Tender): Money => {
  const none = zero(tender.amount.currency)
  if (tender.kind === 'cash') return none
  const ours = (tender.refunds ?? []).filter(one => one.state === 'succeeded').map(one => one.amount)
  return plus(sum(ours, none.currency), tender.refundedElsewhere ?? none)
}

/** All that a paid tender took from its card, the tip with it. */
export const takenBy = ({ amount, received, tip }: CardTender): Money => {
  const none = zero(amount.currency)
  return plus(received ?? none, tip ?? none)
}

/** What of a paid tender can still go back to its card, the tip with it; what went back behind our back counts too. */
export const leftToRefund = (tender: CardTender): Money => {
  const none = zero(tender.amount.currency)
  const gone = plus(refundReserved(tender), tender.refundedElsewhere ?? none)
  return larger(minus(takenBy(tender), gone), none)
}

/** The refund that Stripe has not been asked for yet, or whose answer is not known. One at a time. */
export const refundAsked = (tender: CardTender): Refund | undefined =>
  tender.refunds?.find(one => one.state === 'asked')

/** Some of its money was asked back, and whether it goes is not known yet. */
export const isGoingBack = (tender: Tender): boolean =>
  tender.kind === 'card' &&
  (tender.refunds ?? []).some(one => one.state === 'asked' || one.state === 'pending')

/** The cash change for what was handed over. Negative when too little was handed over. */
export const changeFor = (amount: Money, handed: Money): Money => minus(handed, amount)
