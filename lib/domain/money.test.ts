import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideHalfUp, minus, money, plus, split, sum, times } from './money.ts'
import { taxInside, taxOnTop } from './tax.ts'

const amount = fc.integer({ min: -99_999_999, max: 99_999_999 })

test('money is never a fraction', () => {
  expect(() => money(0.1, 'usd')).toThrow('whole minor units')
  expect(() => money(Number.NaN, 'usd')).toThrow()
  expect(() => money(2 ** 53, 'usd')).toThrow()
})

test('two currencies do not add', () => {
  expect(() => plus(money(1, 'usd'), money(1, 'eur'))).toThrow('do not add')
})

test('adding and taking away are exact', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const x = money(a, 'usd')
      const y = money(b, 'usd')
      expect(minus(plus(x, y), y)).toEqual(x)
      expect(sum([x, y], 'usd')).toEqual(plus(y, x))
    }),
  )
})

test('splitting never loses a cent, and no part is more than one cent larger than another', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 60 }), (minor, parts) => {
      const pieces = split(money(minor, 'jpy'), parts)
      expect(pieces).toHaveLength(parts)
      expect(sum(pieces, 'jpy').minor).toBe(minor === 0 ? 0 : minor)
      const sizes = pieces.map(piece => piece.minor)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

test.each([
  [25, 10, 3],
  [24, 10, 2],
  [-25, 10, -3],
  [-24, 10, -2],
  [5, 2, 3],
  [0, 7, 0],
  [9_007_199_254_740_991, 1, 9_007_199_254_740_991],
])('%i / %i rounds half up to %i', (numerator, denominator, expected) => {
  expect(divideHalfUp(numerator, denominator)).toBe(expected)
})

test('rounding is never further than half away', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: 1, max: 20_000 }),
      (numerator, denominator) => {
        const rounded = divideHalfUp(numerator, denominator)
        expect(Math.abs(rounded * denominator - numerator) * 2).toBeLessThanOrEqual(denominator)
      },
    ),
  )
})

test.each([
  // gross, basis points, tax inside
  [1200, 2000, 200],
  [999, 2000, 167], // 166.5
  [100, 700, 7], // 6.54
  [12_345, 1900, 1971],
  [0, 2000, 0],
  [500, 0, 0],
])('a price of %i with %i basis points holds %i of tax', (gross, rateBp, tax) => {
  expect(taxInside(money(gross, 'eur'), rateBp).minor).toBe(tax)
})

test.each([
  [1000, 825, 83], // 82.5
  [999, 825, 82],
  [450, 0, 0],
  [7180, 725, 521], // 520.55
])('%i at %i basis points takes %i of tax on top', (net, rateBp, tax) => {
  expect(taxOnTop(money(net, 'usd'), rateBp).minor).toBe(tax)
})

test('tax inside a price is the tax on top of what is left, give or take the rounding', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 0, max: 3000 }),
      (gross, rateBp) => {
        const inside = taxInside(money(gross, 'gbp'), rateBp)
        const again = taxOnTop(minus(money(gross, 'gbp'), inside), rateBp)
        expect(Math.abs(again.minor - inside.minor)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('times takes whole counts only', () => {
  expect(times(money(333, 'usd'), 3).minor).toBe(999)
  expect(() => times(money(333, 'usd'), 0.5)).toThrow()
})
