import type { Currency } from './currencies.ts'

/** Parts of an address by Stripe's names, besides the country. */
export type AddressPart = 'line1' | 'city' | 'state' | 'postal_code'

/** A country where Terminal sells readers, and what a shop there takes for granted. */
export type Country = {
  readonly code: CountryCode
  readonly currency: Currency
  /** Prices on the shelf already hold the tax. */
  readonly taxIncluded: boolean
  /** The usual rate for the sample goods and custom amounts, in basis points; the shop changes it. */
  readonly taxRateBp: number
  /** What Stripe, or else the post, wants of a location there. https://docs.stripe.com/terminal/payments/regional */
  readonly required: readonly AddressPart[]
}

type Facts = Omit<Country, 'code' | 'required' | 'taxIncluded'> & {
  readonly parts: keyof typeof PARTS
  readonly taxOnTop?: true
}

const PARTS = {
  state: ['line1', 'city', 'state', 'postal_code'],
  city: ['line1', 'city', 'postal_code'],
  code: ['line1', 'postal_code'],
  line: ['line1'],
  area: ['line1', 'city', 'state'],
  emirate: ['line1', 'state'],
} as const satisfies Record<string, readonly AddressPart[]>

const facts = (currency: Currency, taxRateBp: number, parts: keyof typeof PARTS): Facts => ({
  currency,
  taxRateBp,
  parts,
})

/**
 * Missing on purpose: Japan, whose locations take a kana or kanji address instead of this one (a location may lie there, a shop is not set
 * up there). In the Emirates Terminal is by invitation: whoever has none is told so by Stripe. Of Greece, Hong Kong and the Emirates
 * Stripe does not say which parts it wants: what the post there wants is asked for, and what Stripe misses it says itself.
 */
const TABLE = {
  AE: facts('aed', 500, 'emirate'),
  AT: facts('eur', 2000, 'city'),
  AU: facts('aud', 1000, 'state'),
  BE: facts('eur', 2100, 'city'),
  BG: facts('eur', 2000, 'code'),
  CA: { ...facts('cad', 500, 'state'), taxOnTop: true },
  CH: facts('chf', 810, 'city'),
  CY: facts('eur', 1900, 'code'),
  CZ: facts('czk', 2100, 'city'),
  DE: facts('eur', 1900, 'city'),
  DK: facts('dkk', 2500, 'city'),
  EE: facts('eur', 2400, 'city'),
  ES: facts('eur', 2100, 'state'),
  FI: facts('eur', 2550, 'city'),
  FR: facts('eur', 2000, 'city'),
  GB: facts('gbp', 2000, 'city'),
  GI: facts('gbp', 0, 'line'),
  GR: facts('eur', 2400, 'city'),
  HK: facts('hkd', 0, 'area'),
  HR: facts('eur', 2500, 'code'),
  HU: facts('huf', 2700, 'city'),
  IE: facts('eur', 2300, 'code'),
  IT: facts('eur', 2200, 'state'),
  LI: facts('chf', 810, 'city'),
  LT: facts('eur', 2100, 'city'),
  LU: facts('eur', 1700, 'city'),
  LV: facts('eur', 2100, 'city'),
  MT: facts('eur', 1800, 'code'),
  MY: facts('myr', 600, 'city'),
  NL: facts('eur', 2100, 'city'),
  NO: facts('nok', 2500, 'city'),
  NZ: facts('nzd', 1500, 'city'),
  PL: facts('pln', 2300, 'city'),
  PT: facts('eur', 2300, 'city'),
  RO: facts('ron', 2100, 'city'),
  SE: facts('sek', 2500, 'city'),
  SG: facts('sgd', 900, 'code'),
  SI: facts('eur', 2200, 'code'),
  SK: facts('eur', 2300, 'city'),
  US: { ...facts('usd', 800, 'state'), taxOnTop: true },
} as const satisfies Record<string, Facts>

export type CountryCode = keyof typeof TABLE

export const isCountryCode = (code: string): code is CountryCode => Object.hasOwn(TABLE, code)

export function countryOf(code: CountryCode): Country {
  const { currency, taxRateBp, parts, taxOnTop }: Facts = TABLE[code]
  return { code, currency, taxRateBp, taxIncluded: !taxOnTop, required: PARTS[parts] }
}

/** Every country with its name in that language, in that language's order. */
export function countriesIn(
  locale: string,
): readonly { readonly code: CountryCode; readonly name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return Object.keys(TABLE)
    .filter(isCountryCode)
    .map(code => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
}

/** The country of the first of these locales that names one of ours: `en-GB` is at home in Great Britain, `en` nowhere. */
export function countryOfLocales(locales: readonly string[]): CountryCode | undefined {
  return locales.map(regionOf).find(region => region !== undefined && isCountryCode(region)) as
    | CountryCode
    | undefined // True: `find` let only such codes through, which its type cannot say of an array that also holds undefined.
}

function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region
  } catch {
    return undefined // A header may hold anything.
  }
}

/** As a shop owner reads it: `US dollar, $`. The noun at the end of an English name is no name of its own. */
export function currencyName(currency: Currency, locale: string): string {
  const code = currency.toUpperCase()
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code
  const symbol = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(0)
    .find(part => part.type === 'currency')?.value
  const plain = locale.startsWith('en')
    ? name.replace(/(?<= )\p{Lu}\p{Ll}+$/u, noun => noun.toLowerCase())
    : name
  return symbol === undefined || symbol === code ? plain : `${plain}, ${symbol}`
}
