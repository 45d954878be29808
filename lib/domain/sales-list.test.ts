import { expect, test } from 'vitest'
import { saleWords } from './sales-list.ts'

test.each([
  ['1042', { numbers: [1042], last4: '1042', minor: 104_200 }],
  ['#7', { numbers: [7] }],
  ['A-1042', { numbers: [1042], name: 'a-1042' }],
  ['NO.17', { numbers: [17], name: 'no.17' }],
  ['FERN/2026.17', { numbers: [17], name: 'fern/2026.17' }],
  ['CHF12.50', { minor: 1_250, name: 'chf12.50' }],
  ['•4242', { numbers: [4242], last4: '4242', minor: 424_200 }],
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
  expect(saleWords(' Sale  12 ', 2)).toEqual([{ numbers: [12], minor: 1_200 }])
  expect(saleWords('a b c d e f g h i j', 2)).toHaveLength(8)
})

test.each([
  ['NO.', 'no.17', { numbers: [17], name: 'no.17' }],
  ['NO.', '17', { numbers: [17], minor: 1_700 }],
  ['2026.', '2026.17', { numbers: [17], minor: 202_617 }],
  ['2026.', '2025.17', { minor: 202_517 }],
  ['S1', 'S117', { numbers: [117, 17], minor: 11_700, name: 's117' }],
  ['S1', 's1', { numbers: [1], minor: 100, name: 's1' }],
  ['S1.', 'S1.17', { numbers: [17], minor: 117, name: 's1.17' }],
  ['A-', 'A-1042', { numbers: [1042], name: 'a-1042' }],
  ['26/', '26/7', { numbers: [7] }],
  ['20', '2017', { numbers: [2017, 17], last4: '2017', minor: 201_700 }],
])('where receipts say %s before the number, %s may mean %o', (prefix, typed, meant) => {
  expect(saleWords(typed, 2, prefix)).toEqual([meant])
})
