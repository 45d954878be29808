import { testCards } from '#lib/test-cards/test-cards.ts'

const PUBLIC_CARDS: ReadonlySet<string> = new Set(testCards.map(card => card.number))

/** What a secret looks like whoever made it. Stripe's own documentation writes keys with dots in place of their last part. */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['a secret key', /\b[sr]k_(?:test|live)_[A-Za-z0-9]{6,}/g],
  ['a signing secret', /\bwhsec_[A-Za-z0-9]{6,}/g],
  ['a client secret', /\bpi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/g],
  ['a hash of a PIN', /\$argon2id\$/g],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
]

/**
 * Secrets in a text: of a known shape, or one of `known`; and full card numbers except those of the public list of test cards, which are in
 * no log either when `strict`. Names what was found, never the secret itself.
 */
export function leaksIn(
  text: string,
  { known = {}, strict = false }: { known?: Readonly<Record<string, string>>; strict?: boolean } = {},
): readonly string[] {
  const shapes = SHAPES.filter(([, shape]) => text.search(shape) >= 0).map(([name]) => name)
  const told = Object.entries(known)
    .filter(([, secret]) => secret !== '' && text.includes(secret))
    .map(([name]) => name)
  const cards = [...text.matchAll(/(?<![\w.])\d{13,19}(?![\w.])/g)]
    .map(([number]) => number)
    .filter(number => isCardNumber(number) && (strict || !PUBLIC_CARDS.has(number)))
  return [...shapes, ...told, ...(cards.length > 0 ? ['a card number'] : [])]
}

/** Ends with the right digit (Luhn) and begins as a card's number does; a time in milliseconds rarely does both, and begins with 1. */
function isCardNumber(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
