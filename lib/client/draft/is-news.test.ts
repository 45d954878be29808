import { expect, test } from 'vitest'
import { saleKey } from '#lib/contracts/keys.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import { newSale } from '#lib/domain/sale.ts'
import { isNews } from './is-news.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const answer = (version: number, n = 1): SaleAnswer => ({
  sale: newSale({
    id: idOf('sale', uuid(n)),
    number: 1,
    registerId: idOf('register', uuid(1)),
    openedBy: idOf('staff', uuid(1)),
    openedAt: 0,
    rule: { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 },
  }),
  version,
  now: 0,
})
const key = saleKey(answer(1).sale.id)

test('the answer to a write is kept as read where nothing newer is known', () => {
  expect(isNews(answer(2), key, undefined)).toBe(true)
  expect(isNews(answer(2), key, { data: answer(1), isValidating: false })).toBe(true)
  expect(isNews(answer(2), key, { data: answer(2) })).toBe(false)
  expect(isNews(answer(2), key, { data: answer(3) })).toBe(false)
  expect(isNews(answer(2, 2), key, undefined)).toBe(false)
})

test('it is not put over a reading under way, which may be newer: the screen would stand at what was', () => {
  expect(isNews(answer(2), key, { data: answer(1), isValidating: true })).toBe(false)
})
