import {
  applyEdit,
  countOf,
  type Edit,
  type Goods,
  type Line,
  type PricingRule,
  totalOf,
} from '#lib/domain/cart.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { type Money, zero } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'

/** The cart as the cashier sees it this moment: what the server acknowledged and what it has not heard yet. */
export type Painted = {
  readonly lines: readonly Line[]
  readonly total: Money
  readonly tax: Money
  readonly count: number
  /** How many of each good are in it, for the badges on the tiles. */
  readonly quantities: ReadonlyMap<ProductId, number>
}

export type PriceBook = (id: ProductId) => Goods | undefined

/** The same rules the server prices with: a sale's own, or, before there is one, those of now. A good the browser has no price for waits for the server's answer. */
export function paint(
  sale: Sale | undefined,
  edits: readonly Edit[],
  goods: PriceBook,
  rule: PricingRule,
): Painted {
  const own = sale?.rule ?? rule
  let lines = sale?.lines ?? []
  for (const edit of edits) lines = applyEdit(lines, edit, goods, own).lines
  const { total, tax } = totalOf(lines, own)
  return { lines, total, tax, count: countOf(lines), quantities: quantitiesOf(lines) }
}

export const emptyPaint = (rule: PricingRule): Painted => ({
  lines: [],
  total: zero(rule.currency),
  tax: zero(rule.currency),
  count: 0,
  quantities: new Map(),
})

function quantitiesOf(lines: readonly Line[]): ReadonlyMap<ProductId, number> {
  const found = new Map<ProductId, number>()
  for (const { productId, quantity } of lines) {
    if (productId) found.set(productId, (found.get(productId) ?? 0) + quantity)
  }
  return found
}
