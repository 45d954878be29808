import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import type { Shop } from '#lib/ports/shops.ts'

/** How much of the currency buys what one dollar buys over a counter, roughly; and the step its prices are written in, in minor units. */
const HABITS = {
  aed: { perDollar: 4, step: 50 },
  aud: { perDollar: 1.2, step: 10 },
  cad: { perDollar: 1.2, step: 5 },
  chf: { perDollar: 1.2, step: 10 },
  czk: { perDollar: 20, step: 100 },
  dkk: { perDollar: 8, step: 100 },
  eur: { perDollar: 0.9, step: 10 },
  gbp: { perDollar: 0.8, step: 5 },
  hkd: { perDollar: 8, step: 100 },
  huf: { perDollar: 300, step: 1000 },
  jpy: { perDollar: 120, step: 10 },
  myr: { perDollar: 3, step: 10 },
  nok: { perDollar: 10, step: 100 },
  nzd: { perDollar: 1.3, step: 10 },
  pln: { perDollar: 4, step: 50 },
  ron: { perDollar: 4, step: 50 },
  sek: { perDollar: 10, step: 100 },
  sgd: { perDollar: 1.3, step: 10 },
  usd: { perDollar: 1, step: 5 },
} as const satisfies Record<Currency, { readonly perDollar: number; readonly step: number }>

/** A price as a shop of that currency would write it, in minor units, from one in US cents. */
export function samplePrice(usCents: number, { currency }: Pick<Shop, 'currency'>): number {
  const { perDollar, step } = HABITS[currency]
  const minor = (usCents * perDollar * 10 ** factsOf(currency).exponent) / 100
  return Math.max(step, Math.round(minor / step) * step)
}

/** `full` for what is served or is no food, `food` for groceries and bakery. */
export type SampleTax = 'full' | 'food'

/** What groceries are taxed at, in basis points, where that is not the full rate. Read as a habit, not as tax advice. */
const FOOD_RATES: Readonly<Record<string, number>> = {
  AT: 1000,
  AU: 0,
  BE: 600,
  CA: 0,
  CH: 260,
  CY: 500,
  CZ: 1200,
  DE: 700,
  ES: 1000,
  FI: 1350,
  FR: 550,
  GB: 0,
  HR: 500,
  HU: 1800,
  IE: 0,
  IT: 1000,
  LI: 260,
  LU: 300,
  MT: 0,
  MY: 0,
  NL: 900,
  NO: 1500,
  PL: 500,
  PT: 600,
  RO: 1100,
  SE: 600,
  SI: 950,
  SK: 1900,
  US: 0,
}

/** The shop's own rate is the full one; food never costs more than that. */
export function sampleTaxRateBp(tax: SampleTax, shop: Pick<Shop, 'country' | 'customTaxRateBp'>): number {
  const food = FOOD_RATES[shop.country] ?? shop.customTaxRateBp
  return tax === 'full' ? shop.customTaxRateBp : Math.min(food, shop.customTaxRateBp)
}

/** What its tax on goods is called, where that is not VAT. */
const TAX_NAMES: Readonly<Record<string, string>> = {
  AU: 'GST',
  CA: 'GST',
  MY: 'SST',
  NZ: 'GST',
  SG: 'GST',
  US: 'Sales tax',
}

export const taxNameIn = (country: string): string => TAX_NAMES[country] ?? 'VAT'
