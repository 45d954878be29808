import type { Currency } from './currencies.ts'
import type { LineId, ModifierId, ProductId } from './ids.ts'
import { chosenModifiers, type LineModifier, type ModifierGroup } from './modifiers.ts'
import { type Money, money, plus, sum, times, zero } from './money.ts'
import { type LineTax, type TaxRate, taxesOf, totalRateBp } from './tax.ts'

/** The most of one good on one line; a scanner that runs wild stops here. */
export const LARGEST_QUANTITY = 9_999
/** Of an amount that somebody typed, in UTF-16 units. */
export const LONGEST_NAME = 80

/** One line of a sale. `productId` is missing on a custom amount. `amount` is unit price × quantity, `tax` is inside it or on top of it. */
export type Line = {
  readonly id: LineId
  readonly productId?: ProductId
  readonly name: string
  /** What tells it apart from the other goods of its name: Large. */
  readonly variant?: string
  readonly quantity: number
  /** For one, modifiers included. */
  readonly unitPrice: Money
  /** Basis points of all its taxes together: 8.25 % is 825. */
  readonly taxRateBp: number
  readonly amount: Money
  readonly tax: Money
  /** Missing on lines that were written before taxes had names: there is one, of `taxRateBp`. */
  readonly taxes?: readonly LineTax[]
  /** As they were chosen, with the price each adds to one. */
  readonly modifiers?: readonly LineModifier[]
}

/** What the server knows of a good when it puts it on a line. The browser never sends a price of a catalogue product. */
export type Goods = {
  readonly name: string
  readonly variant?: string
  readonly unitPrice: Money
  readonly taxes: readonly TaxRate[]
  /** What may or must be chosen with it. */
  readonly groups?: readonly ModifierGroup[]
  /** How many there are, where no more than these are sold. */
  readonly left?: number
}

/**
 * An edit says what a line shall be, not how it changes: applied twice it is applied once. Ids are made by the browser. By its key it is
 * known when the line delivers it once more, after others that came later.
 */
export type Edit = { readonly key?: string } & (
  | {
      readonly type: 'put'
      readonly lineId: LineId
      readonly productId: ProductId
      readonly quantity: number
      readonly modifiers?: readonly ModifierId[]
    }
  | {
      readonly type: 'put_custom'
      readonly lineId: LineId
      readonly name: string
      readonly unitPriceMinor: number
      readonly quantity: number
    }
  | { readonly type: 'remove'; readonly lineId: LineId }
)

export type PricingRule = {
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly customTaxRateBp: number
  /** The taxes of typed amounts by name. Missing on sales from before taxes had names. */
  readonly customTaxes?: readonly TaxRate[]
  /** Minor units that cash is rounded to; missing: to the cent. */
  readonly cashRounding?: number
}

/** A line before its sums. */
export type Priced = Omit<Line, 'amount' | 'tax' | 'taxes' | 'taxRateBp'> & {
  readonly taxes: readonly TaxRate[]
}

export function price(line: Priced, rule: PricingRule): Line {
  const amount = times(line.unitPrice, line.quantity)
  const taxes = taxesOf(amount, line.taxes, rule.taxIncluded)
  const tax = sum(
    taxes.map(one => one.amount),
    rule.currency,
  )
  return { ...line, taxRateBp: totalRateBp(taxes), amount, tax, taxes }
}

/** What is known of a line's taxes: of an old one the rate alone. */
const ratesOf = (line: Line): readonly TaxRate[] =>
  line.taxes ?? [{ name: UNNAMED_TAX, rateBp: line.taxRateBp }]

const UNNAMED_TAX = 'Tax'

/** An edit that was not done because there are no more of the good than `left`. */
export type Short = { readonly lineId: LineId; readonly name: string; readonly left: number }

export type Edited = {
  readonly lines: readonly Line[]
  readonly unknown?: LineId
  readonly short?: Short
}

/**
 * The lines after one edit. A known line keeps its place and the price it was put in at; a new one goes to the end.
 * An edit of a good the server does not sell, or not with these modifiers, changes nothing and is named in `unknown`.
 */
export function applyEdit(
  lines: readonly Line[],
  edit: Edit,
  goods: (id: ProductId) => Goods | undefined,
  rule: PricingRule,
): Edited {
  if (edit.type === 'remove') return { lines: lines.filter(line => line.id !== edit.lineId) }
  const before = lines.find(line => line.id === edit.lineId)
  const sold = before ? { ...before, taxes: ratesOf(before) } : described(edit, goods, rule)
  if (!sold) return { lines, unknown: edit.lineId }
  const line = price({ ...sold, id: edit.lineId, quantity: edit.quantity }, rule)
  return { lines: before ? lines.map(other => (other.id === line.id ? line : other)) : [...lines, line] }
}

/** The same, and more of a good than there are is refused: what the server does. A line that becomes smaller always may. */
export function applyWithinStock(
  lines: readonly Line[],
  edit: Edit,
  goods: (id: ProductId) => Goods | undefined,
  rule: PricingRule,
): Edited {
  const edited = applyEdit(lines, edit, goods, rule)
  if (edit.type !== 'put' || edited.unknown) return edited
  const known = goods(edit.productId)
  if (known?.left === undefined) return edited
  const [was, is] = [soldOf(lines, edit.productId), soldOf(edited.lines, edit.productId)]
  if (is <= was || is <= known.left) return edited
  return { lines, short: { lineId: edit.lineId, name: fullName(known), left: Math.max(0, known.left) } }
}

/** *Flat white, Large*: where name and variant stand in one place. */
export const fullName = ({ name, variant }: { readonly name: string; readonly variant?: string }): string =>
  variant === undefined ? name : `${name}, ${variant}`

const soldOf = (lines: readonly Line[], productId: ProductId): number =>
  countOf(lines.filter(line => line.productId === productId))

function described(
  edit: Exclude<Edit, { type: 'remove' }>,
  goods: (id: ProductId) => Goods | undefined,
  rule: PricingRule,
): Omit<Priced, 'id' | 'quantity'> | undefined {
  if (edit.type === 'put_custom') {
    const unitPrice = money(edit.unitPriceMinor, rule.currency)
    return { name: edit.name, unitPrice, taxes: customTaxesOf(rule) }
  }
  const known = goods(edit.productId)
  const modifiers = known && chosenModifiers(known.groups ?? [], edit.modifiers ?? [])
  if (!known || !modifiers) return undefined
  const { name, variant, taxes } = known
  const unitPrice = modifiers.reduce((all, one) => plus(all, one.price), known.unitPrice)
  return {
    productId: edit.productId,
    name,
    taxes,
    unitPrice: notBelowZero(unitPrice),
    ...(variant === undefined ? {} : { variant }),
    ...(modifiers.length > 0 ? { modifiers } : {}),
  }
}

/** Modifiers may take something off, but nobody is paid for taking a good. */
const notBelowZero = (amount: Money): Money => (amount.minor < 0 ? zero(amount.currency) : amount)

const customTaxesOf = ({ customTaxes, customTaxRateBp }: PricingRule): readonly TaxRate[] =>
  customTaxes ?? [{ name: UNNAMED_TAX, rateBp: customTaxRateBp }]

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
