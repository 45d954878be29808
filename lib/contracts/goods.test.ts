import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod/mini'
import { idOf } from '#lib/domain/ids.ts'
import { GoodValues, GroupValues, TaxClassValues } from './goods.ts'
import { ShopForm } from './shop-settings.ts'

const variant = (name: string) => ({
  ...{ id: idOf('product', randomUUID()), name, sku: '', priceMinor: 500 },
  ...{ costMinor: null, barcodes: [], stockMode: 'off' },
})
const GOOD = {
  version: 0,
  name: 'Shirt',
  categoryId: idOf('category', randomUUID()),
  taxClassId: idOf('taxclass', randomUUID()),
  ...{ sku: '', priceMinor: 500, costMinor: null, barcodes: [], stockMode: 'off' },
  ...{ favourite: false, groupIds: [], variants: [] },
}
const answer = (name: string) => ({ id: idOf('modifier', randomUUID()), name, priceMinor: 0 })

const problemsOf = (schema: z.ZodMiniType, value: unknown) => {
  const read = z.safeParse(schema, value)
  return read.success ? [] : read.error.issues.map(({ path, message }) => [path.join('.'), message])
}

test('what is wrong in a list is told of its field, in a sentence', () => {
  expect(problemsOf(GoodValues, { ...GOOD, variants: [variant('S'), variant(' ')] })).toEqual([
    ['variants.1.name', 'This cannot be empty.'],
  ])
  expect(problemsOf(GoodValues, { ...GOOD, variants: [variant('S'), variant('L'), variant('s ')] })).toEqual([
    ['variants.2.name', 'Another variant has this name: nobody could tell them apart.'],
  ])
  const rates = [{ name: '', rateBp: Number.NaN, locationId: null }]
  expect(problemsOf(TaxClassValues, { version: 0, name: 'Food', isDefault: false, rates })).toEqual([
    ['rates.0.name', 'This cannot be empty.'],
    ['rates.0.rateBp', 'Type a percentage, like 8.25.'],
  ])
  const group = { name: 'Milk', least: 2, most: 1, modifiers: [answer('Oat'), answer('')] }
  expect(problemsOf(GroupValues, { version: 0, group })).toEqual([
    ['group.modifiers.1.name', 'This cannot be empty.'],
    ['group.most', 'Not less than the least.'],
  ])
})

test('no text is refused by the schema’s own two words', () => {
  const empty = { line1: '', line2: '', city: '', state: '', postal_code: '', phone: '', taxId: '' }
  const shop = { ...empty, receiptHeader: '', receiptFooter: '' }
  expect(problemsOf(ShopForm, { ...shop, name: '' })).toEqual([['name', 'This cannot be empty.']])
  expect(problemsOf(ShopForm, { ...shop, name: 'x'.repeat(81) })).toEqual([['name', 'At most 80 signs.']])
  expect(problemsOf(ShopForm, { ...shop, name: 'a\u202eb' })).toEqual([
    ['name', 'There is a sign in it that cannot be kept.'],
  ])
})
