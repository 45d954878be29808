import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money, plus } from './money.ts'
import { usd } from './sale-samples.ts'
import { type TaxRate, taxesOf, taxInside, taxOnTop, taxTable, totalRateBp } from './tax.ts'

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

const rates = fc.array(
  fc.record({ name: fc.constantFrom('State', 'County', 'City'), rateBp: fc.nat(3_000) }),
  { maxLength: 4 },
)
const taxed = (amount: ReturnType<typeof usd>, list: readonly TaxRate[], included: boolean) => {
  const taxes = taxesOf(amount, list, included)
  const tax = taxes.reduce((all, one) => plus(all, one.amount), usd(0))
  return { amount, taxes, tax, taxRateBp: totalRateBp(list) }
}

test('several taxes: each rounded once, and what they add up to is within half a cent each of the whole', () => {
  fc.assert(
    fc.property(price, rates, fc.boolean(), (amount, list, included) => {
      const { taxes, tax, taxRateBp } = taxed(amount, list, included)
      expect(taxes.map(({ name, rateBp }) => ({ name, rateBp }))).toEqual(list)
      const whole = included ? taxInside(amount, taxRateBp) : taxOnTop(amount, taxRateBp)
      expect(Math.abs(tax.minor - whole.minor)).toBeLessThanOrEqual(Math.ceil((list.length + 1) / 2))
      if (list.length === 1) expect(tax).toEqual(whole)
    }),
  )
})

test('the receipt’s table loses no cent, however the lines are split', () => {
  const lines = fc.array(fc.tuple(price, rates), { maxLength: 8 })
  fc.assert(
    fc.property(lines, fc.boolean(), (list, taxIncluded) => {
      const all = list.map(([amount, some]) => taxed(amount, some, taxIncluded))
      const table = taxTable(all, { taxIncluded, unnamed: 'Tax' })
      const sumOf = (amounts: readonly { readonly minor: number }[]) =>
        amounts.reduce((sum, one) => sum + one.minor, 0)
      expect(sumOf(table.map(row => row.amount))).toBe(sumOf(all.map(line => line.tax)))
      const keys = table.map(row => `${row.name} ${row.rateBp}`)
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test('state, county and city on one line; GST and PST in Canada; VAT that is inside', () => {
  const table = (amount: number, list: readonly TaxRate[], taxIncluded: boolean) =>
    taxTable([taxed(usd(amount), list, taxIncluded)], { taxIncluded, unnamed: 'Tax' }).map(
      row => `${row.name} ${row.rateBp / 100}% on ${row.net.minor}: ${row.amount.minor}`,
    )
  const county = [
    { name: 'State', rateBp: 475 },
    { name: 'County', rateBp: 225 },
    { name: 'City', rateBp: 0 },
  ]
  const canada = [
    { name: 'GST', rateBp: 500 },
    { name: 'PST', rateBp: 700 },
  ]
  expect([
    table(999, county, false),
    table(999, canada, false),
    table(1200, [{ name: 'VAT', rateBp: 2000 }], true),
  ]).toMatchInlineSnapshot(`
    [
      [
        "State 4.75% on 999: 47",
        "County 2.25% on 999: 22",
        "City 0% on 999: 0",
      ],
      [
        "PST 7% on 999: 70",
        "GST 5% on 999: 50",
      ],
      [
        "VAT 20% on 1000: 200",
      ],
    ]
  `)
})

test('a line from before taxes had names has one, by the rate alone', () => {
  const old = { amount: usd(1000), tax: usd(83), taxRateBp: 825 }
  expect(taxTable([old], { taxIncluded: false, unnamed: 'Sales tax' })).toEqual([
    { name: 'Sales tax', rateBp: 825, net: usd(1000), amount: usd(83) },
  ])
})

test('yen have no minor unit: tax on top and inside is whole yen, at 10 %, at 8 %, and both on one receipt', () => {
  const jpy = (minor: number) => money(minor, 'jpy')
  const cases = [1, 5, 6, 105, 540, 1_234, 9_999_999].flatMap(price =>
    [800, 1000].map(rateBp => ({ price, rateBp })),
  )
  const table = cases.map(({ price, rateBp }) => {
    const [onTop, inside] = [taxOnTop(jpy(price), rateBp), taxInside(jpy(price), rateBp)]
    expect([onTop.currency, inside.currency]).toEqual(['jpy', 'jpy'])
    return `¥${price} at ${rateBp / 100} %: ¥${onTop.minor} on top, ¥${inside.minor} inside`
  })
  expect(table).toMatchInlineSnapshot(`
    [
      "¥1 at 8 %: ¥0 on top, ¥0 inside",
      "¥1 at 10 %: ¥0 on top, ¥0 inside",
      "¥5 at 8 %: ¥0 on top, ¥0 inside",
      "¥5 at 10 %: ¥1 on top, ¥0 inside",
      "¥6 at 8 %: ¥0 on top, ¥0 inside",
      "¥6 at 10 %: ¥1 on top, ¥1 inside",
      "¥105 at 8 %: ¥8 on top, ¥8 inside",
      "¥105 at 10 %: ¥11 on top, ¥10 inside",
      "¥540 at 8 %: ¥43 on top, ¥40 inside",
      "¥540 at 10 %: ¥54 on top, ¥49 inside",
      "¥1234 at 8 %: ¥99 on top, ¥91 inside",
      "¥1234 at 10 %: ¥123 on top, ¥112 inside",
      "¥9999999 at 8 %: ¥800000 on top, ¥740741 inside",
      "¥9999999 at 10 %: ¥1000000 on top, ¥909091 inside",
    ]
  `)
  const line = (price: number, rateBp: number) => ({
    amount: jpy(price),
    tax: taxInside(jpy(price), rateBp),
    taxRateBp: rateBp,
  })
  const rows = taxTable([line(540, 800), line(1_100, 1000), line(330, 1000)], {
    taxIncluded: true,
    unnamed: 'VAT',
  })
  expect(rows.map(row => `${row.rateBp / 100} % on ¥${row.net.minor}: ¥${row.amount.minor}`)).toEqual([
    '10 % on ¥1300: ¥130',
    '8 % on ¥500: ¥40',
  ])
})
