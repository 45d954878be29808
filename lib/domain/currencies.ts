/**
 * The currencies Terminal can be paid in, with Stripe's minor units and smallest charges.
 * https://docs.stripe.com/currencies, read for API 2026-10-28.endive.
 */
type CurrencyFacts = {
  /** Digits behind the point in Stripe's minor unit. */
  readonly exponent: 0 | 2
  /** Smallest card charge, in minor units. */
  readonly smallestCharge: number
  /** Notes and coins that a drawer holds, in minor units, falling. Used to offer amounts to hand over. */
  readonly notes: readonly number[]
}

export const CURRENCIES = {
  aed: { exponent: 2, smallestCharge: 200, notes: [50000, 20000, 10000, 5000, 2000, 1000, 500] },
  aud: { exponent: 2, smallestCharge: 50, notes: [10000, 5000, 2000, 1000, 500] },
  cad: { exponent: 2, smallestCharge: 50, notes: [10000, 5000, 2000, 1000, 500] },
  chf: { exponent: 2, smallestCharge: 50, notes: [20000, 10000, 5000, 2000, 1000] },
  czk: { exponent: 2, smallestCharge: 1500, notes: [200000, 100000, 50000, 20000, 10000] },
  dkk: { exponent: 2, smallestCharge: 250, notes: [100000, 50000, 20000, 10000, 5000] },
  eur: { exponent: 2, smallestCharge: 50, notes: [20000, 10000, 5000, 2000, 1000, 500] },
  gbp: { exponent: 2, smallestCharge: 30, notes: [5000, 2000, 1000, 500] },
  hkd: { exponent: 2, smallestCharge: 400, notes: [100000, 50000, 10000, 5000, 2000] },
  huf: { exponent: 2, smallestCharge: 17500, notes: [2000000, 1000000, 500000, 200000, 100000] },
  jpy: { exponent: 0, smallestCharge: 50, notes: [10000, 5000, 1000] },
  myr: { exponent: 2, smallestCharge: 200, notes: [10000, 5000, 2000, 1000, 500] },
  nok: { exponent: 2, smallestCharge: 300, notes: [100000, 50000, 20000, 10000] },
  nzd: { exponent: 2, smallestCharge: 50, notes: [10000, 5000, 2000, 1000, 500] },
  pln: { exponent: 2, smallestCharge: 200, notes: [50000, 20000, 10000, 5000, 2000, 1000] },
  ron: { exponent: 2, smallestCharge: 200, notes: [50000, 20000, 10000, 5000, 1000, 500] },
  sek: { exponent: 2, smallestCharge: 300, notes: [100000, 50000, 20000, 10000] },
  sgd: { exponent: 2, smallestCharge: 50, notes: [10000, 5000, 1000, 500, 200] },
  usd: { exponent: 2, smallestCharge: 50, notes: [10000, 5000, 2000, 1000, 500] },
} as const satisfies Record<string, CurrencyFacts>

export type Currency = keyof typeof CURRENCIES

export const isCurrency = (value: unknown): value is Currency =>
  typeof value === 'string' && Object.hasOwn(CURRENCIES, value)

export const factsOf = (currency: Currency): CurrencyFacts => CURRENCIES[currency]

/** Stripe refuses card charges above eight digits (ten for HUF and JPY). */
export const largestCharge = (currency: Currency): number =>
  currency === 'huf' || currency === 'jpy' ? 9_999_999_999 : 99_999_999
