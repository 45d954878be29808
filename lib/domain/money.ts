import type { Currency } from './currencies.ts'
import { invariant } from './result.ts'

/** Whole minor units of one currency. Made only by `money()`, so that it is never a fraction and never lost precision. */
export type Money = { readonly minor: number; readonly currency: Currency }

/** @throws BrokenInvariant when `minor` is not a whole number that a double holds exactly. */
export function money(minor: number, currency: Currency): Money {
  invariant(Number.isSafeInteger(minor), `not whole minor units: ${minor}`)
  return { minor: minor === 0 ? 0 : minor, currency }
}

export const zero = (currency: Currency): Money => money(0, currency)

export function plus(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `${a.currency} and ${b.currency} do not add`)
  return money(a.minor + b.minor, a.currency)
}

export const minus = (a: Money, b: Money): Money => plus(a, negative(b))

const negative = (a: Money): Money => money(-a.minor, a.currency)

/** `count` must be whole: fractions of goods get their own rounding rule, not this one. */
export const times = (a: Money, count: number): Money => money(a.minor * count, a.currency)

export const sum = (amounts: readonly Money[], currency: Currency): Money =>
  amounts.reduce(plus, zero(currency))

export const larger = (a: Money, b: Money): Money => (minus(a, b).minor >= 0 ? a : b)

export const smaller = (a: Money, b: Money): Money => (minus(a, b).minor <= 0 ? a : b)

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency

/** Half goes away from zero: 2.5 → 3, −2.5 → −3. Exact for whole numerators and denominators (no float is made). */
export function divideHalfUp(numerator: number, denominator: number): number {
  invariant(
    Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0,
    'whole numbers only',
  )
  const n = BigInt(Math.abs(numerator))
  const d = BigInt(denominator)
  const rounded = Number((2n * n + d) / (2n * d))
  return numerator < 0 ? -rounded : rounded
}

/** Splits an amount into `parts` that differ by at most one minor unit and add up to it exactly. */
export function split(amount: Money, parts: number): readonly Money[] {
  invariant(Number.isInteger(parts) && parts > 0, `cannot split into ${parts}`)
  const base = Math.trunc(amount.minor / parts)
  const left = Math.abs(amount.minor % parts)
  const step = Math.sign(amount.minor)
  return Array.from({ length: parts }, (_, i) => money(base + (i < left ? step : 0), amount.currency))
}
