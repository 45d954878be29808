// How Stripe counts minor units, which is not always how the world writes them:
// https://docs.stripe.com/currencies#zero-decimal
const whole = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const thousandths = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])

/** Digits after the point in an amount of Stripe's. @param {string} currency */
export const digits = currency => (whole.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2)

/**
 * An amount with its sign, as the customer reads it: `$71.80`.
 *
 * @param {number | undefined} amount whole minor units
 * @param {string | undefined} currency
 */
export function money(amount, currency = 'usd') {
  if (amount === undefined) return ''
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(amount / 10 ** digits(currency))
}

/**
 * An amount without its sign, for a column: `9.80`.
 *
 * @param {number} amount whole minor units
 * @param {string} currency
 */
export function figure(amount, currency) {
  const places = digits(currency)
  const format = { minimumFractionDigits: places, maximumFractionDigits: places }
  return new Intl.NumberFormat(undefined, format).format(amount / 10 ** places)
}
