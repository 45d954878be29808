import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import type { Money } from '#lib/domain/money.ts'

/** How one shop writes amounts, numbers and times. Made once per shop and shared: Intl's formatters are slow to build. */
export type Format = {
  /** With the currency's sign: $4.50. Fractions that the currency has none of are left out. */
  readonly money: (amount: Money) => string
  /** Without the sign, for columns: 4.50. */
  readonly plain: (amount: Money) => string
  /** As `money`, but a whole amount has no decimals: $80. For note buttons. */
  readonly short: (amount: Money) => string
  /** What is counted or measured, to two decimals at most: 12,345 or 8.25. */
  readonly number: (value: number) => string
  /** 14:32:08, from milliseconds since 1970. */
  readonly clock: (at: number) => string
  /** 14:32:08.204: to the millisecond, for the diary. */
  readonly exact: (at: number) => string
  /** 20 Nov 2026, 14:32. */
  readonly moment: (at: number) => string
  /** The same to the second. */
  readonly second: (at: number) => string
  /** 14:32, for what was today. */
  readonly time: (at: number) => string
  /** 20 Nov, 14:32. */
  readonly day: (at: number) => string
  /** Fri 14:32, for what was this week. */
  readonly weekday: (at: number) => string
}

const made = new Map<string, Format>()

/** Minor units become the decimal string that Intl reads exactly; no float is made on the way. */
export function decimal(minor: number, currency: Currency): `${number}` {
  const { exponent } = factsOf(currency)
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  const point = digits.length - exponent
  const text = exponent === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
  // True because the string is made of digits, at most one minus and one point.
  return text as `${number}`
}

/** The shop's locale from its country: the language most people there write. */
function localeOf(country: string): string {
  return new Intl.Locale(`und-${country}`).maximize().baseName
}

/** `country` as two letters. The same shop always gets the very same object, so that it may be a dependency of a hook. */
export function formatFor(country: string, currency: Currency): Format {
  const key = `${country} ${currency}`
  const known = made.get(key)
  if (known) return known
  const format = build(localeOf(country), currency)
  made.set(key, format)
  return format
}

/** As long as nobody knows what time it is where the reader sits. */
const NOT_YET = () => '…'

/**
 * How times are written within a sentence. The server draws the first paint and may live in another zone than whoever reads it, so until
 * the browser `isHere` there are none in it: texts that differ make React draw the whole page anew.
 */
export const timesOf = ({ clock, moment }: Format, isHere: boolean): Pick<Format, 'clock' | 'moment'> =>
  isHere ? { clock, moment } : { clock: NOT_YET, moment: NOT_YET }

/** Money as a shop of that country writes it, whatever its currency. */
export const moneyIn =
  (country: string) =>
  (amount: Money): string =>
    formatFor(country, amount.currency).money(amount)

function build(locale: string, currency: Currency): Format {
  const { exponent } = factsOf(currency)
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const named = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const money = new Intl.NumberFormat(locale, { ...named, ...digits })
  const short = new Intl.NumberFormat(locale, { ...named, maximumFractionDigits: 0 })
  const plain = new Intl.NumberFormat(locale, digits)
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = { day: 'numeric', month: 'short' } as const
  const written = (parts: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, parts)
    return (at: number) => formatter.format(at)
  }
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const whole = 10 ** exponent
  return {
    money: amount => money.format(decimal(amount.minor, amount.currency)),
    plain: amount => plain.format(decimal(amount.minor, amount.currency)),
    short: amount =>
      (amount.minor % whole === 0 ? short : money).format(decimal(amount.minor, amount.currency)),
    clock: written({ timeStyle: 'medium', hourCycle: 'h23' }),
    exact: written({ ...time, second: '2-digit', fractionalSecondDigits: 3 }),
    number: value => number.format(value),
    moment: written({ ...day, year: 'numeric', ...time }),
    second: written({ ...day, year: 'numeric', ...time, second: '2-digit' }),
    time: written(time),
    day: written({ ...day, ...time }),
    weekday: written({ weekday: 'short', ...time }),
  }
}
