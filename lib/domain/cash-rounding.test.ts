import { expect, test } from 'vitest'
import { inCoins, roundingOf, roundingsOf } from './cash-rounding.ts'
import { CURRENCIES, isCurrency } from './currencies.ts'
import { decide } from './decide-sale.ts'
import { money } from './money.ts'
import { saleOf, tenderId, usd } from './sale-samples.ts'

test('cash is the nearest multiple of the coin, half a coin upwards, and never nothing', () => {
  const to5 = [1, 2, 3, 7, 8, 12, 13, 1000, 1002, 1003].map(minor => inCoins(usd(minor), 5).minor)
  expect(to5).toEqual([1, 2, 5, 5, 10, 10, 15, 1000, 1000, 1005])
  expect(inCoins(money(1250, 'sek'), 100).minor).toBe(1300)
  expect(inCoins(usd(1003)).minor).toBe(1003)
  expect(roundingOf(usd(1003), 5)).toEqual(usd(2))
  expect(roundingOf(usd(1002), 5)).toEqual(usd(-2))
  expect(roundingOf(usd(1000), 5)).toBeUndefined()
})

test('every currency may be left unrounded, and is rounded only to whole minor units', () => {
  for (const currency of Object.keys(CURRENCIES).filter(isCurrency)) {
    const roundings = roundingsOf(currency)
    expect(roundings[0]).toBe(0)
    expect(new Set(roundings).size).toBe(roundings.length)
    expect(roundings.every(coin => Number.isInteger(coin) && coin >= 0)).toBe(true)
  }
  expect(roundingsOf('chf')).toContain(5)
})

const rounded = (minor: number) => {
  const sale = saleOf(minor)
  return { ...sale, rule: { ...sale.rule, cashRounding: 5 } }
}
const cash = (minor: number, handed: number) =>
  decide(rounded(minor), { type: 'cash', tenderId, handed: usd(handed), shown: usd(minor), at: 9 })

test('the customer pays the coins, the sale is paid to the cent, and the tender says what lies between', () => {
  const up = cash(1003, 2000)
  expect(up).toMatchObject({ ok: true, value: { status: 'paid', received: usd(1003) } })
  expect(up.ok && up.value.tenders[0]).toMatchObject({ change: usd(995), rounding: usd(2) })
  const down = cash(1002, 1000)
  expect(down.ok && down.value.tenders[0]).toMatchObject({ change: usd(0), rounding: usd(-2) })
  expect(cash(1003, 1003)).toMatchObject({ refusal: { kind: 'handed_too_little', missing: usd(2) } })
})

test('what needs no rounding names none, and without the setting nothing is rounded', () => {
  const even = cash(1000, 1000)
  expect(even.ok && even.value.tenders[0]).not.toHaveProperty('rounding')
  const exact = decide(saleOf(1003), { type: 'cash', tenderId, handed: usd(1003), shown: usd(1003), at: 9 })
  expect(exact.ok && exact.value.tenders[0]).not.toHaveProperty('rounding')
})

test('yen are rounded to whole yen: to the tenner if the shop wants it, and every coin is a coin already', () => {
  const jpy = (minor: number) => money(minor, 'jpy')
  expect(roundingsOf('jpy')).toEqual([0, 10])
  expect([1, 4, 5, 1_234, 1_235, 1_240].map(minor => inCoins(jpy(minor), 10).minor)).toEqual([
    1, 4, 10, 1_230, 1_240, 1_240,
  ])
  expect(roundingOf(jpy(1_234), 10)).toEqual(jpy(-4))
  expect(roundingOf(jpy(1_234))).toBeUndefined()
})
