import type { TenderId } from '#lib/domain/ids.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { SurpriseAnswer } from './surprises.ts'

/** One command to Stripe. `outcome` is `open` while nobody has answered. */
export type CallTold = {
  readonly step: Step
  readonly n: number
  readonly key: string
  readonly path: string
  /** Under the one key; only where the first sending was not the last. */
  readonly timesSent?: number
  readonly readerId?: string
  readonly outcome: 'open' | 'done' | 'refused' | 'unproven'
  readonly code?: string
  readonly requestId?: string
  readonly ms?: number
  readonly answeredAt?: number
}

/** One thing that happened. Times are milliseconds of the server's clock; the words for it are the screen's. */
export type TimelineEntry = {
  readonly id: string
  readonly at: number
  readonly tenderId?: TenderId
  readonly staffName?: string
} & (
  | {
      readonly kind: 'wish' | 'knock' | 'look' | 'decision' | 'deed' | 'unanswered' | 'dealt'
      readonly data: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'call'; readonly call: CallTold }
  | { readonly kind: 'surprise'; readonly surprise: SurpriseAnswer }
)

/** GET /api/sales/:saleId?with=diary: the sale and everything that happened to its payments, in order. */
export type TimelineAnswer = {
  readonly sale: Sale
  readonly version: number
  readonly mood?: PaymentMood
  readonly registerName: string
  readonly staffName: string
  /** Names of readers by Stripe's id. */
  readonly readers: Readonly<Record<string, string>>
  readonly entries: readonly TimelineEntry[]
  readonly now: number
}
