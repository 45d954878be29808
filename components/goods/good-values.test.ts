import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod/mini'
import { GoodValues } from '#lib/contracts/goods.ts'
import { idOf } from '#lib/domain/ids.ts'
import { tidyGood } from './good-values.ts'

const good = (more: Partial<GoodValues>): GoodValues => ({
  version: 0,
  name: 'Shirt',
  categoryId: idOf('category', randomUUID()),
  taxClassId: idOf('taxclass', randomUUID()),
  sku: '',
  priceMinor: 500,
  costMinor: null,
  barcodes: [],
  stockMode: 'off',
  favourite: false,
  groupIds: [],
  variants: [],
  ...more,
})
const variant = (priceMinor: number): GoodValues['variants'][number] => ({
  id: idOf('product', randomUUID()),
  name: `Size ${priceMinor}`,
  sku: '',
  priceMinor,
  costMinor: null,
  barcodes: [''],
  stockMode: 'off',
})
const isTaken = (values: GoodValues) => z.safeParse(GoodValues, tidyGood(values)).success

test('a good with variants needs no price of its own, whenever it was to be typed', () => {
  const variants = [variant(2200), variant(2000)]
  expect(isTaken(good({ priceMinor: Number.NaN, variants }))).toBe(true)
  expect(tidyGood(good({ priceMinor: Number.NaN, variants })).priceMinor).toBe(2000)
  expect(isTaken(good({ priceMinor: Number.NaN }))).toBe(false)
})

test('what is wrong with a variant’s price is told of the variant alone', () => {
  const read = z.safeParse(GoodValues, tidyGood(good({ variants: [variant(Number.NaN)] })))
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['variants.0.priceMinor'])
})

test('empty fields for codes are no codes', () => {
  expect(isTaken(good({ barcodes: ['', ' own-1 '] }))).toBe(true)
  expect(tidyGood(good({ barcodes: ['', ' own-1 '] })).barcodes).toEqual(['own-1'])
})
