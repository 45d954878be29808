import { expect, test } from 'vitest'
import type { CatalogueAnswer, CatalogueChanges, GoodAnswer } from '#lib/contracts/catalogue.ts'
import { idOf } from '#lib/domain/ids.ts'
import { openGoods } from './goods.ts'
import { search } from './search.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [white, beans, shirt, small, large] = [1, 2, 3, 4, 5].map(n => idOf('product', uuid(n)))
if (!white || !beans || !shirt || !small || !large) throw new Error('five goods')
const coffee = idOf('category', uuid(1))
const standard = idOf('taxclass', uuid(1))
const milk = idOf('modgroup', uuid(1))
const oat = idOf('modifier', uuid(1))

const answer: CatalogueAnswer = {
  version: '7',
  categories: [{ id: coffee, name: 'Coffee', colour: 1 }],
  taxes: [
    {
      id: standard,
      name: 'Standard',
      isDefault: true,
      rates: [
        { name: 'State', rateBp: 400, locationId: null },
        { name: 'County', rateBp: 225, locationId: 'tml_here' },
        { name: 'County', rateBp: 300, locationId: 'tml_there' },
      ],
    },
  ],
  groups: [
    { id: milk, name: 'Milk', least: 0, most: 1, modifiers: [{ id: oat, name: 'Oat', priceMinor: 50 }] },
  ],
  id: [white, beans, shirt, small, large],
  name: ['Flat white', 'House blend 250 g', 'Shirt', 'Shirt', 'Shirt'],
  sku: ['CO-0001', null, null, 'SH-S', 'SH-L'],
  barcodes: [[], ['5012345678900', '2000001'], [], ['4006381333931'], []],
  priceMinor: [450, 1650, 2000, 2000, 2200],
  category: [0, 7, 0, 0, 0],
  tax: [0, -1, 0, 0, 0],
  favourite: [true, false, false, false, false],
  variants: [
    { row: 3, of: 2, name: 'S' },
    { row: 4, of: 2, name: 'L' },
  ],
  asks: [{ row: 0, groups: [0] }],
  stock: [
    { row: 1, left: 3, blocks: true },
    { row: 3, left: 0, blocks: false },
    { row: 4, left: 5, blocks: false },
  ],
  pictures: [{ row: 2, version: '0123456789abcdef' }],
}

const open = () => {
  const goods = openGoods({ currency: 'usd', locationId: 'tml_here' })
  return {
    ...goods,
    read: (told: CatalogueAnswer | CatalogueChanges, ticket = goods.ask()) => goods.read(told, ticket),
  }
}

const good = (more: Partial<GoodAnswer>): GoodAnswer => ({
  id: white,
  categoryId: coffee,
  taxClassId: standard,
  parentId: null,
  variantName: null,
  name: 'Flat white',
  sku: 'CO-0001',
  barcodes: [],
  priceMinor: 450,
  favourite: true,
  groupIds: [milk],
  stock: null,
  picture: null,
  ...more,
})

const changes = (more: Partial<CatalogueChanges>): CatalogueChanges => ({
  version: '8',
  since: '7',
  products: [],
  gone: [],
  ...more,
})

test('a barcode or a SKU finds its good', () => {
  const index = open().read(answer)
  expect(index.scanned('5012345678900')).toEqual([1])
  expect(index.scanned(' co-0001 ')).toEqual([0])
  expect(index.scanned('404')).toEqual([])
})

test('the price book takes the taxes of the place, and knows what may be chosen', () => {
  const index = open().read(answer)
  expect(index.goods(white)).toEqual({
    name: 'Flat white',
    unitPrice: { minor: 450, currency: 'usd' },
    taxes: [
      { name: 'State', rateBp: 400 },
      { name: 'County', rateBp: 225 },
    ],
    groups: [
      {
        id: milk,
        name: 'Milk',
        least: 0,
        most: 1,
        modifiers: [{ id: oat, name: 'Oat', price: { minor: 50, currency: 'usd' } }],
      },
    ],
  })
  expect(index.goods(large)).toMatchObject({ name: 'Shirt', variant: 'L', unitPrice: { minor: 2200 } })
  expect(index.goods(idOf('product', uuid(9)))).toBeUndefined()
})

test('a tile is a good; its variants lie under it, with what is left of them together', () => {
  const index = open().read(answer)
  expect(index.favourites()).toEqual([0])
  expect(index.inCategory(coffee)).toEqual([0, 2])
  expect(index.all()).toEqual([0, 1, 2])
  expect(index.good(1).category.name).toBe('Other')
  expect(index.choosing(2)?.variants.map(({ variant }) => variant)).toEqual(['S', 'L'])
  expect(index.choosing(1)).toBeUndefined()
  expect(index.stock(2)).toEqual({ left: 5, blocks: false })
  expect([shirt, large, white].map(index.keptUnder)).toEqual([shirt, shirt, white])
  expect(index.keptUnder(idOf('product', uuid(9)))).toBeUndefined()
  expect(
    index.inCart(
      2,
      new Map([
        [small, 2],
        [large, 1],
        [white, 4],
      ]),
    ),
  ).toBe(3)
})

test('a change is written into its row, and everything made before it stays right', () => {
  const goods = open()
  const before = goods.read(answer)
  search(before.texts(), 'blend')
  before.scanned('x')
  before.rowOf(beans)
  const juice = idOf('product', uuid(6))
  const index = goods.read(
    changes({
      products: [
        good({ priceMinor: 480, barcodes: ['96385074'], sku: null }),
        good({ id: juice, name: 'Orange juice', sku: 'JU-1', favourite: false, groupIds: [] }),
        good({ id: small, parentId: shirt, variantName: 'XS', name: 'Shirt', sku: 'SH-XS', groupIds: [] }),
      ],
      gone: [beans, large],
    }),
  )
  expect(goods.version()).toBe('8')
  expect(index.good(0).price.minor).toBe(480)
  expect([index.scanned('96385074'), index.scanned('co-0001'), index.scanned('ju-1')]).toEqual([[0], [], [5]])
  expect([index.scanned('5012345678900'), index.rowOf(beans), index.goods(beans)]).toEqual([
    [],
    undefined,
    undefined,
  ])
  expect(index.all()).toEqual([0, 2, 5])
  expect(search(index.texts(), 'blend').rows).toEqual([])
  expect(search(index.texts(), 'orange').rows).toEqual([5])
  expect(index.choosing(2)?.variants.map(({ variant }) => variant)).toEqual(['XS'])
  expect(index.good(5).category.name).toBe('Coffee')
})

test('a picture has an address of its own version; a variant shows its good’s; a new one and its end reach the till', () => {
  const goods = open()
  const index = goods.read(answer)
  const address = `/api/goods/${shirt}/picture?v=0123456789abcdef`
  expect([0, 2, 3].map(row => index.good(row).picture)).toEqual([undefined, address, address])
  const given = goods.read(changes({ products: [good({ picture: 'fedcba9876543210' })] }))
  expect(given.good(0).picture).toBe(`/api/goods/${white}/picture?v=fedcba9876543210`)
  const taken = goods.read(changes({ version: '9', products: [good({})] }))
  expect(taken.good(0).picture).toBeUndefined()
})

test('a server that went back to an older copy of its books is believed', () => {
  const goods = open()
  goods.read({ ...answer, version: '90' })
  expect(goods.read(answer).version).toBe('7')
})

test('older news changes nothing, and a head of its own brings new taxes and names', () => {
  const goods = open()
  goods.read(answer)
  goods.read(changes({ version: '9', products: [good({ priceMinor: 500 })] }))
  expect(goods.read(changes({ products: [good({ priceMinor: 480 })] })).good(0).price.minor).toBe(500)
  const early = goods.ask()
  goods.read(changes({ version: '9' }))
  expect(goods.read(answer, early).good(0).price.minor).toBe(500)
  const head = { ...answer, categories: [{ id: coffee, name: 'Kaffee', colour: 2 }], taxes: [], groups: [] }
  const index = goods.read(changes({ version: '10', head }))
  expect([index.good(0).category.name, index.goods(white)?.taxes, index.choosing(0)]).toEqual([
    'Kaffee',
    [],
    undefined,
  ])
})

test('where nothing is news the index is the one there was, so nothing is painted for it', () => {
  const goods = open()
  const index = goods.read(answer)
  expect(goods.read(changes({ version: '7' }))).toBe(index)
  expect(goods.read(changes({ version: '6', products: [good({})] }))).toBe(index)
  expect(goods.read(changes({ products: [good({ priceMinor: 480 })] }))).not.toBe(index)
})
