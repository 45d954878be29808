import type { Refusal } from '#lib/contracts/refusal.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SteerPayment } from '#lib/contracts/sales.ts'
import type { Edit, PricingRule } from '#lib/domain/cart.ts'
import type { LineId, SaleId } from '#lib/domain/ids.ts'
import { type Money, minus } from '#lib/domain/money.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { Tender } from '#lib/domain/tender.ts'
import type { TooLate } from './cart-edits.ts'
import { emptyPaint, type Painted } from './paint.ts'
import type { Pending } from './pending.ts'
import type { Refused } from './refused.ts'

/** A press that moves money, from the finger until the server's answer. */
export type Press = {
  readonly kind: 'charge' | 'cash'
  readonly amount: Money
  /** `draining`: edits are still on their way, nothing has been asked. */
  readonly phase: 'draining' | 'asking'
  readonly id: string
}

export type Undo = { readonly words: string; readonly edits: readonly Edit[]; readonly id: number }

/** Everything one tab knows of the sale on its screen. */
export type TillState = {
  readonly saleId: SaleId
  /** The sale as the server last told it. Missing until its first edits are acknowledged. */
  readonly answer: SaleAnswer | undefined
  readonly pending: readonly Pending[]
  readonly painted: Painted
  /** An empty cart, for the view of a finished sale: the same object every time. */
  readonly blank: Painted
  /** Goods scanned while money moves: the beginning of the next sale. */
  readonly nextSaleId: SaleId
  readonly kept: readonly Pending[]
  /** Rung up here, and on no sale: the server did not take it. */
  readonly refused: readonly Refused[]
  readonly selected: LineId | undefined
  readonly undo: readonly Undo[]
  readonly press: Press | undefined
  /** What was asked of the payment under way and is not answered. */
  readonly steering: SteerPayment['wish'] | undefined
  /** Cash is what the cashier wants next: as soon as the card payment is off, the cash screen opens. */
  readonly thenCash: boolean
  /** When the server is asked again, by this browser's clock; missing while it answers. */
  readonly retryAt: number | undefined
  /** This browser's clock minus the server's, in milliseconds. */
  readonly clockOffset: number
}

/** What the screen shows or sounds once, and the state does not keep. */
export type TillEvent =
  | { readonly type: 'added'; readonly name: string; readonly count: number }
  | { readonly type: 'kept'; readonly name: string }
  | { readonly type: 'removed'; readonly undo: Undo }
  | { readonly type: 'not_found'; readonly code: string }
  /** The server did not take something that was rung up: it is off the sale, and in the list of such. */
  | { readonly type: 'not_taken' }
  /** These were taken off here and are on the sale all the same: it was paid, or being paid, before anybody heard of it. */
  | {
      readonly type: 'too_late'
      readonly saleId: SaleId
      readonly isPaid: boolean
      readonly goods: readonly TooLate[]
    }
  /** A payment that was left to itself for the next customer, and had been approved before anybody could stop it. */
  | { readonly type: 'left_paid'; readonly saleId: SaleId; readonly number: number; readonly total: Money }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** The server did not answer a press, and it is not sent again by itself. */
  | { readonly type: 'unheard' }
  | { readonly type: 'mood'; readonly mood: PaymentMood }
  | { readonly type: 'paid' }
  | { readonly type: 'canceled' }
  | { readonly type: 'open_cash' }

export function freshState(
  saleId: SaleId,
  nextSaleId: SaleId,
  rule: PricingRule,
  refused: readonly Refused[],
): TillState {
  const blank = emptyPaint(rule)
  return {
    saleId,
    answer: undefined,
    pending: [],
    painted: blank,
    blank,
    nextSaleId,
    kept: [],
    refused,
    selected: undefined,
    undo: [],
    press: undefined,
    steering: undefined,
    thenCash: false,
    retryAt: undefined,
    clockOffset: 0,
  }
}

/** Paid or voided: the next press on a good begins the next sale. */
export const isFinished = (state: TillState): boolean =>
  state.answer !== undefined && state.answer.sale.status !== 'open'

/** The next customer may be served: the sale has ended, or its money is held and can be taken later. */
export const mayStartNext = (state: TillState): boolean =>
  isFinished(state) || (state.answer?.payment?.buttons.includes('next_sale') ?? false)

/** Money may be moving, so the cart stands still. With the cart reopened, or nothing begun, it does not. */
export function isFrozen(state: TillState): boolean {
  const mood = state.answer?.payment?.mood
  return state.press !== undefined || (mood !== undefined && mood !== 'ready' && mood !== 'refused')
}

/** What stands in the cart: of a finished sale nothing, because the next one has begun beside its verdict. */
export const cartOf = (state: TillState): Painted => (isFinished(state) ? state.blank : state.painted)

/** Nothing in it, and nobody else has begun it. */
export const isUntouched = (state: TillState): boolean =>
  state.answer === undefined && state.pending.length === 0 && state.press === undefined

/** What the button carries: the painted total without what has been received. */
export const owed = (state: TillState): Money => {
  const received = state.answer?.sale.received
  return received ? minus(state.painted.total, received) : state.painted.total
}

/** Cancel was pressed, and its payment had not ended. */
export const wantsToStop = (tender: Tender): boolean => tender.kind === 'card' && tender.wish === 'stop'

/** What one answer of the server makes worth a sound, compared with the one before about the same sale. */
export function eventsBetween(before: SaleAnswer | undefined, after: SaleAnswer): readonly TillEvent[] {
  if (before?.sale.id !== after.sale.id || before.sale.status !== 'open') return []
  const was = before.payment?.mood
  const is = after.payment?.mood
  if (after.sale.status === 'paid') return [{ type: 'paid' }]
  if (is === undefined) return was === undefined || was === 'refused' ? [] : [{ type: 'canceled' }]
  return is === was ? [] : [{ type: 'mood', mood: is }]
}
