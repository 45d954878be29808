import type { Currency } from './currencies.ts'
import type { LineId, ProductId } from './ids.ts'
import { type Money, money, plus, sum, times, zero } from './money.ts'
import { taxInside, taxOnTop } from './tax.ts'

/** The most of one good on one line; a scanner that runs wild stops here. */
export const LARGEST_QUANTITY = 9_999

/** One line of a sale. `productId` is missing on a custom amount. `amount` is unit price × quantity, `tax` is inside it or on top of it. */
export type Line = {
  readonly id: LineId
  readonly productId?: ProductId
  readonly name: string
  readonly quantity: number
  readonly unitPrice: Money
  /** Basis points: 8.25 % is 825. */
  readonly taxRateBp: number
  readonly amount: Money
  readonly tax: Money
}

/** What the server knows of a good when it puts it on a line. The browser never sends a price of a catalogue product. */
export type Goods = { readonly name: string; readonly unitPrice: Money; readonly taxRateBp: number }

/** An edit says what a line shall be, not how it changes: applied twice it is applied once. Ids are made by the browser. */
export type Edit =
  | {
      readonly type: 'put'
      readonly lineId: LineId
      readonly productId: ProductId
      readonly quantity: number
    }
  | {
      readonly type: 'put_custom'
      readonly lineId: LineId
      readonly name: string
      readonly unitPriceMinor: number
      readonly quantity: number
    }
  | { readonly type: 'remove'; readonly lineId: LineId }

export type PricingRule = {
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly customTaxRateBp: number
  /** Minor units that cash is rounded to. Missing: to the cent. */
  readonly cashRounding?: number
}

export function price(line: Omit<Line, 'amount' | 'tax'>, rule: PricingRule): Line {
  const amount = times(line.unitPrice, line.quantity)
  const tax = rule.taxIncluded ? taxInside(amount, line.taxRateBp) : taxOnTop(amount, line.taxRateBp)
  return { ...line, amount, tax }
}

/**
 * The lines after one edit. A known line keeps its place and the price it was put in at; a new one goes to the end.
 * An edit of a good the server does not sell changes nothing and is named in `unknown`.
 */
export function applyEdit(
  lines: readonly Line[],
  edit: Edit,
  goods: (id: ProductId) => Goods | undefined,
  rule: PricingRule,
): { readonly lines: readonly Line[]; readonly unknown?: LineId } {
  if (edit.type === 'remove') return { lines: lines.filter(line => line.id !== edit.lineId) }
  const before = lines.find(line => line.id === edit.lineId)
  const sold = before ?? described(edit, goods, rule)
  if (!sold) return { lines, unknown: edit.lineId }
  const line = price({ ...sold, id: edit.lineId, quantity: edit.quantity }, rule)
  return { lines: before ? lines.map(other => (other.id === line.id ? line : other)) : [...lines, line] }
}

function described(
  edit: Exclude<Edit, { type: 'remove' }>,
  goods: (id: ProductId) => Goods | undefined,
  rule: PricingRule,
): Omit<Line, 'id' | 'quantity' | 'amount' | 'tax'> | undefined {
  if (edit.type === 'put_custom') {
    const unitPrice = money(edit.unitPriceMinor, rule.currency)
    return { name: edit.name, unitPrice, taxRateBp: rule.customTaxRateBp }
  }
  const known = goods(edit.productId)
  return known && { ...known, productId: edit.productId }
}

/** What the customer owes for these lines, and how much of it is tax. */
export function totalOf(
  lines: readonly Line[],
  rule: PricingRule,
): { readonly total: Money; readonly tax: Money } {
  const tax = sum(
    lines.map(line => line.tax),
    rule.currency,
  )
  const goods =
    lines.length === 0
      ? zero(rule.currency)
      : sum(
          lines.map(line => line.amount),
          rule.currency,
        )
  return { total: rule.taxIncluded ? goods : plus(goods, tax), tax }
}

export const countOf = (lines: readonly Line[]): number =>
  lines.reduce((count, line) => count + line.quantity, 0)
