import { divideHalfUp, type Money, money, sum } from './money.ts'

const WHOLE = 10_000 // basis points

/** A tax by its name on the receipt. Basis points: 8.25 % is 825. */
export type TaxRate = { readonly name: string; readonly rateBp: number }

/** What one rate makes of one line. */
export type LineTax = TaxRate & { readonly amount: Money }

/** The tax inside a price that already contains it, rounded half up, per line. `rateBp` in basis points: 20 % is 2 000. */
export const taxInside = (gross: Money, rateBp: number): Money => partInside(gross, rateBp, rateBp)

/** The tax that comes on top of a price, rounded half up, per line. */
export const taxOnTop = (net: Money, rateBp: number): Money =>
  money(divideHalfUp(net.minor * rateBp, WHOLE), net.currency)

/** The part of one of several taxes inside a price that contains them all. */
const partInside = (gross: Money, rateBp: number, allBp: number): Money =>
  money(divideHalfUp(gross.minor * rateBp, WHOLE + allBp), gross.currency)

/**
 * Every tax of one line. The rounding rule: once per line and rate, half up, and never again; the line's tax is the sum of its parts and
 * the receipt's table the sum of those. No tax is taken on a tax.
 */
export function taxesOf(amount: Money, rates: readonly TaxRate[], included: boolean): readonly LineTax[] {
  const allBp = totalRateBp(rates)
  return rates.map(({ name, rateBp }) => ({
    name,
    rateBp,
    amount: included ? partInside(amount, rateBp, allBp) : taxOnTop(amount, rateBp),
  }))
}

export const totalRateBp = (rates: readonly TaxRate[]): number =>
  rates.reduce((all, rate) => all + rate.rateBp, 0)

export type TaxRow = LineTax & {
  /** What was taxed, without the taxes. */
  readonly net: Money
}

type Taxed = {
  readonly amount: Money
  readonly tax: Money
  readonly taxRateBp: number
  readonly taxes?: readonly LineTax[]
}

/** The table on a receipt: one row per name and rate, highest rate first. Lines written before taxes had names carry `unnamed`. */
export function taxTable(
  lines: readonly Taxed[],
  { taxIncluded, unnamed }: { readonly taxIncluded: boolean; readonly unnamed: string },
): readonly TaxRow[] {
  const rows = new Map<string, TaxRow[]>()
  for (const line of lines) {
    const net = taxIncluded ? money(line.amount.minor - line.tax.minor, line.amount.currency) : line.amount
    const taxes = line.taxes ?? [{ name: unnamed, rateBp: line.taxRateBp, amount: line.tax }]
    for (const tax of taxes) {
      const key = `${tax.rateBp} ${tax.name}`
      rows.set(key, [...(rows.get(key) ?? []), { ...tax, net }])
    }
  }
  return [...rows.values()].flatMap(added).sort((a, b) => b.rateBp - a.rateBp)
}

function added(rows: readonly TaxRow[]): readonly TaxRow[] {
  const [first] = rows
  if (!first) return []
  const add = (part: 'amount' | 'net') =>
    sum(
      rows.map(row => row[part]),
      first.amount.currency,
    )
  return [{ ...first, amount: add('amount'), net: add('net') }]
}
