import type { RefundId, SaleId, ShopId, TenderId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { RefundReason } from '#lib/domain/tender.ts'

/** A command to Stripe as it will be sent, byte for byte, however often: its parameters are frozen when its row is written. */
export type Request = { readonly path: string; readonly params: Readonly<Record<string, unknown>> }

/** What the till wants of Stripe, before it is put into Stripe's words. */
export type Wanted =
  | {
      readonly step: 'create'
      readonly amount: Money
      readonly saleId: SaleId
      readonly tenderId: TenderId
      readonly shopId: ShopId
      readonly description: string
      readonly interac: boolean
      /** Authorise only; somebody captures later. A card that cannot be held is declined, or charged at once. */
      readonly holds?: 'every_card' | 'where_it_can'
    }
  | { readonly step: 'update'; readonly paymentIntent: string; readonly amount: Money }
  | {
      readonly step: 'process'
      readonly paymentIntent: string
      readonly readerId: string
      /** The customer is not asked for a tip, whatever the reader is set to. */
      readonly skipsTip?: true
    }
  | { readonly step: 'collect'; readonly paymentIntent: string; readonly readerId: string }
  | { readonly step: 'confirm'; readonly paymentIntent: string; readonly readerId: string }
  | { readonly step: 'cancel_action'; readonly readerId: string }
  | { readonly step: 'cancel'; readonly paymentIntent: string }
  | { readonly step: 'capture'; readonly paymentIntent: string; readonly amount: Money }
  | {
      readonly step: 'refund'
      readonly paymentIntent: string
      readonly refundId: RefundId
      readonly saleId: SaleId
      readonly shopId: ShopId
      readonly amount: Money
      readonly reason: RefundReason
    }

/**
 * The two calls of a test payment that carry its own name: it belongs to no sale, and neither sweep nor sums take it for one. It takes no
 * Interac card: that money would go back only with the card held to the reader once more.
 */
export type TestWanted = { readonly testId: string; readonly shopId: ShopId } & (
  | { readonly step: 'create'; readonly amount: Money }
  /** All of it goes back, whatever was put on top of the amount. */
  | { readonly step: 'refund'; readonly paymentIntent: string }
)

/** What an answered call brought along. An intent where Stripe sent one; `replayed` when the answer is an old moment's. */
export type Answer = {
  readonly intent?: IntentSeen
  readonly reader?: ReaderSeen
  readonly refund?: RefundSeen
  readonly replayed: boolean
}

/** What is kept of an answer that said no. `code` is Stripe's, or `http_<status>` when it sent none. */
export type Problem = { readonly code: string; readonly message: string; readonly status: number }

/**
 * The three endings of a call, `one-charge` §5. `refused` is surely not executed. `unknown` was answered or not, and that
 * decides the key of the next try: unanswered keeps it, answered needs a new one.
 */
export type Ending<A = Answer> = { readonly requestId?: string; readonly ms: number } & (
  | { readonly outcome: 'done'; readonly answer: A }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  | { readonly outcome: 'unknown'; readonly answered: boolean; readonly problem: Problem }
)

/** What was asked, read and timed. `unreachable` when Stripe did not answer or answered 5xx or 429. */
export type Seen<T> =
  | { readonly ok: true; readonly value: T; readonly requestId?: string; readonly ms: number }
  | { readonly ok: false; readonly problem: Problem; readonly ms: number }

/** An intent, and the tender and shop it was made for by its own metadata. `at` is when it was made, in milliseconds. */
export type IntentOfOurs = {
  readonly intent: IntentSeen
  readonly tenderId: TenderId
  readonly shopId?: ShopId
  readonly at: number
  readonly live: boolean
}

/** The gateway to Stripe. It retries nothing: every try is the engine's, with a row. */
export type Payments = {
  /** Pure: the frozen request for what is wanted. */
  write(wanted: Wanted): Request
  writeTest(wanted: TestWanted): Request
  /** Sends under the key. Never throws; whatever goes wrong is an ending. */
  send(request: Request, key: string): Promise<Ending>
  lookAtReader(readerId: string): Promise<Seen<ReaderSeen>>
  lookAtIntent(paymentIntent: string): Promise<Seen<IntentSeen>>
  /** The same with whose it is; null when no tender of ours is in its metadata. */
  intentOfOurs(paymentIntent: string): Promise<Seen<IntentOfOurs | null>>
  /** Every refund of an intent, ours and others'. */
  refundsOf(paymentIntent: string): Promise<Seen<readonly RefundSeen[]>>
  /**
   * Every intent made since a moment (ms) that carries a tender of ours in its metadata. A busy day has many pages: `turn` is awaited
   * before each.
   */
  intentsSince(sinceMs: number, turn?: () => Promise<void>): Promise<Seen<readonly IntentOfOurs[]>>
}
