import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GOODS_COLUMNS, type KeptGood, listRead, namesIn, rowWritten } from './goods-file.ts'

const GOOD: KeptGood = {
  id: 'product_1',
  parentId: null,
  name: 'Jam',
  variant: null,
  categoryId: 'category_1',
  taxClassId: 'taxclass_1',
  sku: null,
  barcodes: [],
  priceMinor: 450,
  costMinor: null,
  stockMode: 'off',
  stock: 0,
  favourite: false,
  groupIds: [],
  archived: false,
}
const NAMES = namesIn({ categories: [], taxClasses: [], groups: [] })

test('several codes in one field come back as they were, bars and backslashes in them too', () => {
  const code = fc.string({ unit: fc.constantFrom('|', '\\', 'a', '1', '-'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(code, { maxLength: 4 }), barcodes => {
      const row = rowWritten({ ...GOOD, barcodes }, NAMES, 2)
      expect(listRead(String(row[GOODS_COLUMNS.indexOf('barcodes')]))).toEqual(barcodes)
    }),
  )
})

test('what people type between bars is read as ever', () => {
  expect(listRead(' own-1 | own-2 ||')).toEqual(['own-1', 'own-2'])
  expect(listRead('a\\b')).toEqual(['a\\b'])
  expect(listRead('')).toEqual([])
})
