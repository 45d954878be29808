import { type Currency, factsOf } from './currencies.ts'
import { divideHalfUp, type Money, minus, money } from './money.ts'

/** The smallest coins there are, where prices are finer than coins, in minor units. Every one may be chosen, and none. */
const COINS: Readonly<Partial<Record<Currency, readonly number[]>>> = {
  aed: [25, 50],
  aud: [5],
  cad: [5],
  chf: [5],
  czk: [100],
  dkk: [50],
  eur: [5],
  hkd: [10],
  huf: [500],
  myr: [5],
  nok: [100],
  nzd: [10],
  ron: [5, 10],
  sek: [100],
  sgd: [5],
  usd: [5],
}

/** What cash may be rounded to in this currency, 0 for not at all. */
export const roundingsOf = (currency: Currency): readonly number[] => [
  0,
  ...new Set([...(COINS[currency] ?? []), ...(factsOf(currency).exponent === 2 ? [5, 10, 50, 100] : [10])]),
]

/**
 * What is paid in cash for an amount: the nearest multiple of the coin, half a coin upwards. Never nothing: what is smaller than half a
 * coin stays as it is. `coin` in minor units; missing or 0 rounds nothing.
 */
export function inCoins(amount: Money, coin = 0): Money {
  if (coin <= 1 || amount.minor <= 0) return amount
  const rounded = divideHalfUp(amount.minor, coin) * coin
  return rounded === 0 ? amount : money(rounded, amount.currency)
}

/** What rounding adds (or, negative, takes off); undefined where it changes nothing. */
export function roundingOf(amount: Money, coin?: number): Money | undefined {
  const difference = minus(inCoins(amount, coin), amount)
  return difference.minor === 0 ? undefined : difference
}
