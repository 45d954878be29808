import { expect, test } from 'vitest'
import { saleWords } from './sales-list.ts'

test.each([
  ['1042', { number: 1042, last4: '1042', minor: 104_200 }],
  ['#7', { number: 7 }],
  ['A-1042', { number: 1042, name: 'a-1042' }],
  ['•4242', { number: 4242, last4: '4242', minor: 424_200 }],
  ['12.50', { minor: 1_250 }],
  ['$1,234.50', { minor: 123_450 }],
  ['12,5€', { minor: 1_250 }],
  ['12.3456', {}],
  ['Latte', { name: 'latte' }],
])('%s may mean %o', (typed, meant) => {
  expect(saleWords(typed, 2)).toEqual([meant])
})

test('a yen has no cents', () => {
  expect(saleWords('¥1,234', 0)).toEqual([{ minor: 1_234 }])
})

test('the word sale itself says nothing, and nobody types nine words', () => {
  expect(saleWords(' Sale  12 ', 2)).toEqual([{ number: 12, minor: 1_200 }])
  expect(saleWords('a b c d e f g h i j', 2)).toHaveLength(8)
})
