import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plus } from './money.ts'
import { usd } from './sale-samples.ts'
import { taxInside, taxOnTop } from './tax.ts'

test('tax on the counter, in cents', () => {
  const cases = [
    { price: 450, rateBp: 825 },
    { price: 1000, rateBp: 2000 },
    { price: 999, rateBp: 700 },
    { price: 5, rateBp: 1000 },
    { price: 4, rateBp: 1000 },
    { price: 100, rateBp: 0 },
    { price: -450, rateBp: 825 },
    { price: 99_999_999, rateBp: 2550 },
  ]
  const table = cases.map(({ price, rateBp }) => {
    const [onTop, inside] = [taxOnTop(usd(price), rateBp), taxInside(usd(price), rateBp)]
    return `${price} at ${rateBp / 100} %: ${onTop.minor} on top, ${inside.minor} inside`
  })
  expect(table).toMatchInlineSnapshot(`
    [
      "450 at 8.25 %: 37 on top, 34 inside",
      "1000 at 20 %: 200 on top, 167 inside",
      "999 at 7 %: 70 on top, 65 inside",
      "5 at 10 %: 1 on top, 0 inside",
      "4 at 10 %: 0 on top, 0 inside",
      "100 at 0 %: 0 on top, 0 inside",
      "-450 at 8.25 %: -37 on top, -34 inside",
      "99999999 at 25.5 %: 25500000 on top, 20318725 inside",
    ]
  `)
})

const price = fc.integer({ min: -99_999_999, max: 99_999_999 }).map(usd)
const rate = fc.nat(10_000)

test('on top is the exact tax rounded half up, away from zero for what is given back', () => {
  fc.assert(
    fc.property(price, rate, (net, rateBp) => {
      const tenThousandths =
        BigInt(net.minor) * BigInt(rateBp) - 10_000n * BigInt(taxOnTop(net, rateBp).minor)
      const distance = tenThousandths < 0n ? -tenThousandths : tenThousandths
      expect(distance <= 5_000n).toBe(true)
      const wantsMore = net.minor >= 0 ? tenThousandths : -tenThousandths
      expect(wantsMore < 5_000n).toBe(true)
    }),
  )
})

test('the tax put on top of a price is found inside the sum again', () => {
  fc.assert(
    fc.property(price, rate, (net, rateBp) => {
      const tax = taxOnTop(net, rateBp)
      expect(taxInside(plus(net, tax), rateBp)).toEqual(tax)
    }),
  )
})
