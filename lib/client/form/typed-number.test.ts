import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberShown, numberTyped } from './typed-number.ts'

test.each([
  ['4.50', 450],
  ['4,5', 450],
  ['4', 400],
  [' 12 ', 1200],
  ['1,234.50', 123450],
  ['1.234,50', 123450],
  ['1,234,567', 123456700],
  ['1 234,5', 123450],
  ['-3.20', -320],
  ['0', 0],
])('%s is %i', (text, value) => expect(numberTyped(text, 2)).toBe(value))

test.each(['', 'x', '1,234', '1.234', '4.505', '1.2.3', '.', '--1', '1e5', '12,34.5', '99999999999999999'])(
  '%j is not sure to be anything',
  text => expect(numberTyped(text, 2)).toBeUndefined(),
)

test('where a currency has no digits behind the point, groups are sure', () => {
  expect(numberTyped('1,234', 0)).toBe(1234)
  expect(numberTyped('12.5', 0)).toBeUndefined()
})

test('what is shown is read back', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(0, 2), fc.boolean(), (value, digits, short) => {
      expect(numberTyped(numberShown(value, digits, short), digits)).toBe(value)
    }),
  )
})
