/** What a code is, by its shape. `own` is anything a shop made up itself: it is scanned like the others, and nothing in it tells a slip. */
export type BarcodeKind = 'ean8' | 'upca' | 'ean13' | 'itf14' | 'own'

export type BarcodeVerdict =
  | { readonly ok: true; readonly kind: BarcodeKind }
  | { readonly ok: false; readonly because: 'empty' | 'too_long' | 'unprintable' }
  /** The digits do not add up: `expected` is what the last one would have to be. */
  | { readonly ok: false; readonly because: 'check_digit'; readonly expected: number }

const BY_LENGTH: Readonly<Record<number, BarcodeKind>> = { 8: 'ean8', 12: 'upca', 13: 'ean13', 14: 'itf14' }

const LONGEST_BARCODE = 48

/**
 * Eight, twelve, thirteen or fourteen digits are a code of GS1 and carry a check digit. https://www.gs1.org/services/check-digit-calculator
 */
export function barcodeVerdict(code: string): BarcodeVerdict {
  if (code === '') return { ok: false, because: 'empty' }
  if (code.length > LONGEST_BARCODE) return { ok: false, because: 'too_long' }
  if (!/^[\x21-\x7e]+$/.test(code)) return { ok: false, because: 'unprintable' }
  const kind = /^\d+$/.test(code) ? BY_LENGTH[code.length] : undefined
  if (!kind) return { ok: true, kind: 'own' }
  const expected = checkDigit(code.slice(0, -1))
  return Number(code.at(-1)) === expected
    ? { ok: true, kind }
    : { ok: false, because: 'check_digit', expected }
}

/** Modulo 10, weights 3 and 1 from the right. */
export function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/**
 * What a spreadsheet makes of a code that it takes for a number: 4.00638E+12, or the zeros in front are gone. An own code of 7 or 9 to 11
 * digits may look so too, one in ten of them.
 */
export function isShortened(code: string): boolean {
  if (/^\d([.,]\d+)?E\+\d+$/i.test(code)) return true
  return /^(\d{7}|\d{9,11})$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1))
}

/** What is wrong with a code in words that say the way out; undefined when nothing is. */
export function barcodeProblem(code: string): string | undefined {
  const verdict = barcodeVerdict(code)
  if (verdict.ok) return undefined
  switch (verdict.because) {
    case 'empty':
      return 'Type or scan a code, or take the line away.'
    case 'too_long':
      return `${code} is too long: a code has at most ${LONGEST_BARCODE} signs.`
    case 'unprintable':
      return `${code} has a sign in it that no scanner sends: use digits and plain letters.`
    case 'check_digit':
      return `The last digit of ${code} should be ${verdict.expected}. Look at the package again, or scan it.`
  }
}
