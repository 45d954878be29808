import { expect, test } from 'vitest'
import type { CatalogueAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import { indexGoods } from './goods.ts'

const white = idOf('product', '00000000-0000-4000-8000-000000000001')
const beans = idOf('product', '00000000-0000-4000-8000-000000000002')

const answer: CatalogueAnswer = {
  version: '1',
  categories: [{ id: 'category_a', name: 'Coffee', colour: 1 }],
  id: [white, beans],
  name: ['Flat white', 'House blend 250 g'],
  sku: ['CO-0001', null],
  barcodes: [[], ['5012345678900', '2000001']],
  priceMinor: [450, 1650],
  taxRateBp: [825, 0],
  category: [0, 7],
  favourite: [true, false],
}

test('a barcode or a SKU finds its good', () => {
  const index = indexGoods(answer, 'usd')
  expect(index.scanned('5012345678900')).toEqual([1])
  expect(index.scanned(' co-0001 ')).toEqual([0])
  expect(index.scanned('404')).toEqual([])
})

test('the price book knows what the server said', () => {
  const index = indexGoods(answer, 'usd')
  expect(index.goods(white)).toEqual({
    name: 'Flat white',
    unitPrice: { minor: 450, currency: 'usd' },
    taxRateBp: 825,
  })
  expect(index.goods(idOf('product', '00000000-0000-4000-8000-000000000009'))).toBeUndefined()
})

test('favourites and categories are lists of rows', () => {
  const index = indexGoods(answer, 'usd')
  expect(index.favourites()).toEqual([0])
  expect(index.inCategory(0)).toEqual([0])
  expect(index.good(1).category.name).toBe('Other')
})
