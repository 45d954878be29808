import { expect, test } from 'vitest'
import { noteAmounts } from '#components/sale/note-amounts.ts'
import { formatFor } from '#lib/client/format.ts'
import { money } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { code128 } from './code-128.ts'
import { sumRows, tenderBlocks } from './receipt-words.ts'

test('a code is as wide as its letters: 11 modules each, start and check too, the stop 13', () => {
  const { bars, width } = code128('S1042')
  expect(width).toBe((5 + 2) * 11 + 13)
  expect(bars).toHaveLength((5 + 2) * 3 + 4)
})

test('every symbol of Code 128 is 11 modules wide and told from every other', () => {
  const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  const drawn = letters.map(letter => {
    // Behind the start's 11 modules lies the letter.
    const bars = code128(letter).bars.filter(bar => bar.x >= 11 && bar.x < 22)
    return bars.map(bar => `${bar.x}+${bar.width}`).join()
  })
  expect(new Set(drawn).size).toBe(95)
  for (const letter of letters) expect(code128(letter).width, letter).toBe(3 * 11 + 13)
})

test('net and taxes add up to the total, one row per rate', () => {
  const usd = (minor: number) => money(minor, 'usd')
  const line = (amount: number, taxRateBp: number, tax: number) => ({
    amount: usd(amount),
    tax: usd(tax),
    taxRateBp,
  })
  // True for what the rows read of it.
  const sale = {
    rule: { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 },
    lines: [line(1000, 825, 83), line(500, 825, 41), line(1650, 0, 0), line(200, 300, 6)],
    wantedTotal: usd(3480),
    tax: usd(130),
  } as unknown as Sale
  expect(sumRows(sale, formatFor('US', 'usd'))).toEqual([
    { name: 'Net', value: '33.50' },
    { name: 'Sales tax 8.25% on 15.00', value: '1.24' },
    { name: 'Sales tax 3% on 2.00', value: '0.06' },
  ])
})

test('a receipt in yen has no decimals: the two rates of Japan, cash rounded to tens, and its change', () => {
  const jpy = (minor: number) => money(minor, 'jpy')
  const line = (amount: number, taxRateBp: number, tax: number) => ({
    amount: jpy(amount),
    tax: jpy(tax),
    taxRateBp,
  })
  // True for what the rows read of it.
  const sale = {
    rule: { currency: 'jpy', taxIncluded: true, customTaxRateBp: 1000 },
    lines: [line(540, 800, 40), line(1_100, 1000, 100)],
    wantedTotal: jpy(1_640),
    tax: jpy(140),
    tenders: [
      {
        kind: 'cash',
        state: 'paid',
        amount: jpy(1_636),
        handed: jpy(10_000),
        change: jpy(8_360),
        rounding: jpy(4),
      },
    ],
  } as unknown as Sale
  const format = formatFor('JP', 'jpy')
  expect(sumRows(sale, format)).toEqual([
    { name: 'Net', value: '1,500' },
    { name: 'VAT 10% on 1,000', value: '100' },
    { name: 'VAT 8% on 500', value: '40' },
  ])
  expect(tenderBlocks(sale, format)).toEqual([
    {
      rows: [
        { name: 'Cash rounding', value: '+4' },
        { name: 'Cash', value: '10,000', strong: true },
        { name: 'Change', value: '8,360' },
      ],
    },
  ])
})

test('offered are the next sums of whole notes above what is due', () => {
  const offered = (minor: number) => noteAmounts(money(minor, 'usd')).map(note => note.minor / 100)
  expect(offered(7180)).toEqual([75, 80, 90, 100, 150])
  expect(offered(500)).toEqual([10, 15, 20, 40, 50])
  expect(noteAmounts(money(1234, 'jpy')).map(note => note.minor)).toEqual([2000, 3000, 5000, 10_000, 20_000])
})
