import type { SaleId } from './ids.ts'
import type { Money } from './money.ts'
import type { Surprise } from './sale-facts.ts'
import type { SaleWord } from './sales-list.ts'

/** What somebody saw to: a surprise of a sale, or `no_sale`, money at Stripe that no sale here tells of. */
export type DealtKind = Surprise['kind'] | 'no_sale'

/** A surprise that somebody has dealt with, as the list shows it. */
export type DealtInList = {
  /** The surprise's number, or the payment at Stripe. */
  readonly id: string
  readonly amount: Money
  /** When it came up: milliseconds. */
  readonly at: number
  readonly dealt: { readonly at: number; readonly by: string; readonly how: string }
} & (
  | { readonly kind: Surprise['kind']; readonly saleId: SaleId; readonly saleNumber: number }
  | { readonly kind: 'no_sale'; readonly paymentIntent: string; readonly live: boolean }
)

/** A page of them. Every one of `words` must be found: in a sale's number, an amount, the note, the name below it. */
export type DealtWanted = {
  readonly words: readonly SaleWord[]
  readonly kind?: string | undefined
  /** Dealt with since then: milliseconds. */
  readonly fromMs?: number | undefined
  readonly by: 'dealt' | 'happened' | 'amount'
  readonly down: boolean
  readonly limit: number
  readonly offset: number
}
