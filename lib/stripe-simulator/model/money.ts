import { badParameter } from '../refusal.ts'

const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '))

/** Least amounts in minor units, by currency: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const least = new Map<string, number>([
  ...'usd aud brl cad chf eur inr nzd sgd zar ars cop idr ils php rub'
    .split(' ')
    .map(code => [code, 50] as const),
  ['gbp', 30],
  ...'aed myr pln ron'.split(' ').map(code => [code, 200] as const),
  ['dkk', 250],
  ['nok', 300],
  ['sek', 300],
  ['hkd', 400],
  ['mxn', 1000],
  ['thb', 1000],
  ['czk', 1500],
  ['huf', 17_500],
  ['jpy', 50],
  ['krw', 50],
])

const mostDigits = new Map([
  ['idr', 12],
  ['inr', 9],
  ['lbp', 12],
  ['cop', 10],
  ['huf', 10],
  ['jpy', 10],
])

const known = new Set(Intl.supportedValuesOf('currency').map(code => code.toLowerCase()))

/** Throws for a currency Stripe would not know; returns its lower-case form. */
export function readCurrency(code: string): string {
  const currency = code.toLowerCase()
  if (known.has(currency)) return currency
  throw badParameter(
    `Invalid currency: ${code}. Stripe currently supports these currencies: ${[...least.keys()].join(', ')}`,
    undefined,
    'currency',
  )
}

/** Throws when an amount is below the least or above the most that can be charged. */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw badParameter(
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
      'amount',
    )
  }
  const minimum = least.get(currency) ?? 1
  if (amount < minimum) {
    throw badParameter(
      `Amount must be at least ${shown(minimum, currency)} ${currency}`,
      'amount_too_small',
      'amount',
    )
  }
  const maximum = 10 ** (mostDigits.get(currency) ?? 8) - 1
  if (amount > maximum) {
    throw badParameter(
      `Amount must be no more than ${shown(maximum, currency)} ${currency}`,
      'amount_too_large',
      'amount',
    )
  }
  if (threeDecimal.has(currency) && amount % 10 !== 0) {
    throw badParameter(`Invalid amount: amounts in ${currency} must end in 0.`, undefined, 'amount')
  }
}

/** An amount of minor units as Stripe's messages write it, for example $25.00. */
export function shown(amount: number, currency: string): string {
  const digits = zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}

/** The currency in which readers at a location of this country take payments. */
export function currencyOfCountry(country: string): string | undefined {
  if (euro.has(country)) return 'eur'
  return others.get(country)
}

const euro = new Set('IE FR DE NL AT BE ES PT FI LU IT CY EE GR HR LT LV MT SI SK BG'.split(' '))
const others = new Map(
  'US:usd CA:cad GB:gbp GI:gbp DK:dkk SE:sek NO:nok CH:chf LI:chf CZ:czk PL:pln HU:huf RO:ron AU:aud NZ:nzd SG:sgd HK:hkd MY:myr JP:jpy AE:aed'
    .split(' ')
    .map(pair => [pair.slice(0, 2), pair.slice(3)] as const),
)
