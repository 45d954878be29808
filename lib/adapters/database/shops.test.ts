import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CURRENCIES, type Currency, isCurrency } from '#lib/domain/currencies.ts'
import { idOf, isId } from '#lib/domain/ids.ts'
import type { Signal } from '#lib/ports/live.ts'
import { freshDatabase, type TestDatabase } from '#lib/testing/test-database.ts'
import { makeCatalogue } from './catalogue.ts'
import { openPool } from './connect.ts'
import { samplePrice } from './sample-prices.ts'
import { makeShops } from './shops.ts'
import { makeStaffStore } from './staff-store.ts'

let database: TestDatabase
let pool: ReturnType<typeof openPool>
let announced: Signal[]

beforeEach(async () => {
  database = await freshDatabase()
  pool = openPool(database.url, () => {})
  announced = []
})
afterEach(async () => {
  await pool.end()
  await database.drop()
})

const open = () =>
  makeShops({ pool, clock: { now: () => 1 }, announce: signals => void announced.push(...signals) })

const founding = (country = 'US', currency: Currency = 'usd', name = 'Corner') => ({
  shop: {
    id: idOf('shop', randomUUID()),
    name,
    country,
    currency,
    taxIncluded: false,
    customTaxRateBp: 825,
    address: { line1: '1 Main St', city: 'Springfield', state: 'IL', postal_code: '62701' },
    withSamples: true,
  },
  owner: { id: idOf('staff', randomUUID()), name: 'Ada', pinHash: '$argon2id$…' },
  register: { id: idOf('register', randomUUID()), name: 'Register 1' },
})

const SETTINGS_OF_A_NEW_SHOP = {
  phone: '',
  taxId: '',
  receiptHeader: '',
  receiptFooter: 'Thank you.',
  receiptPrefix: '',
  cashRounding: 0,
  publicUrl: null,
  settingsVersion: 1,
}

test('a shop is founded once, even by many at once, with its owner and its register', async () => {
  const shops = open()
  expect(await shops.shop()).toBeUndefined()
  const tries = Array.from({ length: 6 }, (_, i) => founding('US', 'usd', `Shop ${i}`))
  const results = await Promise.all(tries.map(input => shops.found(input)))
  expect(results.filter(Boolean)).toHaveLength(1)
  const winner = tries[results.indexOf(true)]

  expect(await shops.shop()).toEqual({
    ...winner?.shop,
    ...SETTINGS_OF_A_NEW_SHOP,
    locationId: null,
    readerId: null,
    readerLabel: null,
    captureMode: 'automatic',
    asksAbout: 'every',
    ready: false,
  })
  expect(await shops.registers()).toEqual([
    { ...winner?.register, readerId: null, readerLabel: null, twoSteps: false },
  ])
  expect(await makeStaffStore({ pool, announce: () => {}, clock: { now: () => 0 } }).list()).toEqual([
    { id: winner?.owner.id, name: 'Ada', role: 'owner' },
  ])
})

test('location and reader are kept the first time and left alone afterwards', async () => {
  const shops = open()
  await shops.found(founding())
  await shops.keepLocation('tml_1')
  await shops.keepLocation('tml_2')
  await Promise.all([
    shops.keepReader('tmr_1', 'Counter', 'simulated_stripe_s700'),
    shops.keepReader('tmr_1', 'Counter', 'simulated_stripe_s700'),
  ])
  await shops.keepReader('tmr_2', 'Other', 'simulated_stripe_s700')
  await shops.finish()
  const kept = { locationId: 'tml_1', readerId: 'tmr_1', readerLabel: 'Counter', ready: true }
  expect(await shops.shop()).toMatchObject(kept)
  expect(await shops.registers()).toMatchObject([{ readerId: 'tmr_1', readerLabel: 'Counter' }])
  expect(announced.map(signal => signal.key)).toEqual(['/api/registers/current'])
})

test('a shop that Stripe has refused can be founded again, one with a location cannot be taken back', async () => {
  const shops = open()
  const first = founding()
  await shops.found(first)
  await shops.takeBack(idOf('shop', randomUUID()))
  expect(await shops.shop()).toBeDefined()
  await shops.takeBack(first.shop.id)
  expect(await shops.shop()).toBeUndefined()
  expect(await shops.registers()).toEqual([])

  const second = founding()
  expect(await shops.found(second)).toBe(true)
  await shops.keepLocation('tml_1')
  await shops.takeBack(second.shop.id)
  expect(await shops.shop()).toBeDefined()
})

test('a browser is known as its register by the hash of its token alone', async () => {
  const shops = open()
  const { register, ...rest } = founding()
  await shops.found({ register, ...rest })
  await shops.bindBrowser(register.id, 'hash-1')
  expect(await shops.registerOf('hash-1')).toMatchObject({ id: register.id, name: 'Register 1' })
  expect(await shops.registerOf('hash-2')).toBeUndefined()
})

test('how cards are taken is kept per shop and per register, and every screen hears of it', async () => {
  const shops = open()
  const { register, ...rest } = founding()
  await shops.found({ register, ...rest })
  const by = { staffId: rest.owner.id, staffName: rest.owner.name, registerId: register.id, at: 1 }
  await shops.setCaptureMode('manual', by)
  expect(await shops.setTwoSteps(register.id, true, by)).toBe(true)
  expect(await shops.shop()).toMatchObject({ captureMode: 'manual' })
  expect(await shops.registers()).toMatchObject([{ twoSteps: true }])
  expect(announced.map(signal => signal.key)).toEqual(['/api/settings/cards', '/api/settings/cards'])

  expect(await shops.setTwoSteps(idOf('register', randomUUID()), true, by)).toBe(false)
  expect(announced).toHaveLength(2)
})

test('the sample catalogue: sixty goods on eight shelves, with barcodes a scanner accepts', async () => {
  const shops = open()
  await shops.found(founding())
  await Promise.all([shops.keepSamples('usd'), shops.keepSamples('usd')])
  await shops.keepSamples('usd')
  const { categories, taxes, products } = await makeCatalogue({ pool }).all()
  expect(categories.map(({ name, colour }) => [name, colour])).toEqual([
    ['Coffee', 1],
    ['Tea', 2],
    ['Bakery', 3],
    ['Lunch', 4],
    ['Drinks', 5],
    ['Sweets', 6],
    ['Pantry', 7],
    ['Gifts', 8],
  ])
  expect(products).toHaveLength(60)
  expect(products.filter(product => product.favourite)).toHaveLength(25)
  expect(new Set(products.map(product => product.sku)).size).toBe(60)
  expect(products[0]).toMatchObject({ name: 'Flat white', priceMinor: 450 })
  const rateOf = (name: string) => {
    const classId = products.find(product => product.name === name)?.taxClassId
    return taxes.find(({ id }) => id === classId)?.rates.map(({ rateBp }) => rateBp)
  }
  expect([rateOf('Flat white'), rateOf('Sourdough loaf')]).toEqual([[825], [0]])
  for (const { id, barcodes, categoryId } of products) {
    expect(isId('product', id) && isId('category', categoryId)).toBe(true)
    expect(barcodes).toHaveLength(1)
    expect(barcodes[0]).toSatisfy(isEan13)
  }
  expect(announced).toMatchObject([{ key: '/api/catalogue' }])
})

/** The sum of the digits, every second one thrice, is a whole number of tens. */
function isEan13(code: string): boolean {
  const sum = [...code].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return /^\d{13}$/.test(code) && sum % 10 === 0
}

test('sample prices make sense in every currency', () => {
  const coffee = Object.keys(CURRENCIES)
    .filter(isCurrency)
    .map(currency => [currency, samplePrice(450, { currency })])
  expect(Object.fromEntries(coffee)).toMatchInlineSnapshot(`
    {
      "aed": 1800,
      "aud": 540,
      "cad": 540,
      "chf": 540,
      "czk": 9000,
      "dkk": 3600,
      "eur": 410,
      "gbp": 360,
      "hkd": 3600,
      "huf": 135000,
      "jpy": 540,
      "myr": 1350,
      "nok": 4500,
      "nzd": 590,
      "pln": 1800,
      "ron": 1800,
      "sek": 4500,
      "sgd": 590,
      "usd": 450,
    }
  `)
})

test('the version moves with every change of the catalogue, and goods come at the server’s price', async () => {
  const shops = open()
  const catalogue = makeCatalogue({ pool })
  await shops.found(founding('JP', 'jpy'))
  const versions = [await catalogue.version()]
  await shops.keepSamples('jpy')
  versions.push(await catalogue.version())
  const [first, second] = (await catalogue.all()).products
  if (!first || !second) throw new Error('no goods')
  await pool.query('update product set archived = true where id = $1', [second.id])
  versions.push(await catalogue.version())
  await pool.query('delete from product_barcode where product_id = $1', [first.id])
  versions.push(await catalogue.version())
  await pool.query(`update category set name = 'Kaffee' where id = $1`, [first.categoryId])
  versions.push(await catalogue.version())
  expect(new Set(versions).size).toBe(5)

  const goods = await catalogue.goods([first.id, second.id, idOf('product', randomUUID())], 'nobody')
  expect([...goods]).toEqual([
    [
      first.id,
      {
        name: 'Flat white',
        unitPrice: { minor: 540, currency: 'jpy' },
        taxes: [{ name: 'VAT', rateBp: 825 }],
      },
    ],
  ])
  expect(await catalogue.goods([], 'nobody')).toEqual(new Map())
  expect((await catalogue.all()).products[0]).toMatchObject({ id: first.id, barcodes: [] })
})
