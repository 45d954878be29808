import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barcodeProblem, barcodeVerdict, checkDigit, isShortened } from './barcode.ts'

test('codes from real packages, and slips in them', () => {
  const codes = [
    '96385074',
    '036000291452',
    '4006381333931',
    '10012345678902',
    'SHELF-7',
    '12345',
    '4006381333932',
    '96385075',
    '',
    'a b',
    'é',
    'x'.repeat(49),
  ]
  expect(
    codes.map(code => `${code.slice(0, 16)}: ${barcodeProblem(code) ?? kindOf(code)}`),
  ).toMatchInlineSnapshot(`
    [
      "96385074: ean8",
      "036000291452: upca",
      "4006381333931: ean13",
      "10012345678902: itf14",
      "SHELF-7: own",
      "12345: own",
      "4006381333932: The last digit of 4006381333932 should be 1. Look at the package again, or scan it.",
      "96385075: The last digit of 96385075 should be 4. Look at the package again, or scan it.",
      ": Type or scan a code, or take the line away.",
      "a b: a b has a sign in it that no scanner sends: use digits and plain letters.",
      "é: é has a sign in it that no scanner sends: use digits and plain letters.",
      "xxxxxxxxxxxxxxxx: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx is too long: a code has at most 48 signs.",
    ]
  `)
})

function kindOf(code: string): string {
  const verdict = barcodeVerdict(code)
  return verdict.ok ? verdict.kind : 'refused'
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

test('a right check digit is taken, and one wrong digit anywhere is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(7, 11, 12, 13).chain(digits),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (body, at, by) => {
        const code = `${body}${checkDigit(body)}`
        expect(barcodeVerdict(code).ok).toBe(true)
        const place = at % code.length
        const wrong = (Number(code[place]) + by) % 10
        const slip = `${code.slice(0, place)}${wrong}${code.slice(place + 1)}`
        expect(barcodeVerdict(slip)).toMatchObject({ ok: false, because: 'check_digit' })
      },
    ),
  )
})

test('what a spreadsheet makes of a code is told from codes of a shop’s own', () => {
  const shortened = ['36000291452', '4.00638E+12', '4,00638E+12', '4E+12', '4.00638e+12']
  expect(shortened.filter(isShortened)).toEqual(shortened)
  const own = ['036000291452', '4006381333931', '96385074', 'SHELF-7', '12345', '4011', 'E+1', '4.5E12']
  expect(own.filter(isShortened)).toEqual([])
})
