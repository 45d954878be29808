import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Edit } from '#lib/domain/cart.ts'
import type { GoodWish } from '#lib/domain/goods.ts'
import { type IdKind, idOf, type ModifierId, type ProductId, type SaleId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { catalogueAnswer, catalogueChanges } from '#lib/queries/catalogue-answer.ts'
import { goodsPage, goodsShared } from '#lib/queries/goods.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { arrangeFavourites, changeCategories, changeModifiers, changeTaxes } from './change-parts.ts'
import { archiveGood, moveStock, saveGood } from './save-good.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till.close())

const fresh = <Kind extends IdKind>(kind: Kind) => idOf(kind, randomUUID())
const newSale = async (): Promise<SaleId> => {
  await till.pool.query('update register set current_sale_id = null')
  return fresh('sale')
}
const everything = { q: '', sort: '', page: 1, filters: {} }

async function wish(more: Partial<GoodWish> = {}): Promise<GoodWish> {
  const { categories, taxClasses } = await goodsShared(till.world)
  const [category, taxClass] = [categories[0], taxClasses[0]]
  if (!category || !taxClass) throw new Error('no category, no taxes')
  return {
    id: fresh('product'),
    name: `Plum cake ${randomUUID().slice(0, 8)}`,
    categoryId: category.id,
    taxClassId: taxClass.id,
    sku: null,
    priceMinor: 390,
    costMinor: 120,
    barcodes: [],
    favourite: false,
    stockMode: 'off',
    groupIds: [],
    variants: [],
    ...more,
  }
}
async function made(more: Partial<GoodWish> = {}): Promise<GoodWish> {
  const good = await wish(more)
  expect(await saveGood(till.world, good, 0, session)).toEqual({ ok: true, value: 'done' })
  return good
}
const put = (productId: ProductId, quantity: number, modifiers?: readonly ModifierId[]): Edit => ({
  type: 'put',
  lineId: fresh('line'),
  productId,
  quantity,
  ...(modifiers ? { modifiers } : {}),
})
async function edited(saleId: SaleId, ...edits: Edit[]) {
  const done = await till.edit(saleId, ...edits)
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.value
}
const stockOf = async (id: ProductId) => (await till.world.goods.good(id))?.stock
const lastAudit = async () => {
  const { rows } = await till.pool.query(
    'select what, named, before, after from audit order by seq desc limit 1',
  )
  return rows[0]
}

test('a new price is on the next line rung up, and the tills are asked for no more than it', async () => {
  const good = await made()
  const before = await till.world.catalogue.version()
  const saleId = await newSale()
  await edited(saleId, put(good.id, 1))

  const dearer = { ...good, priceMinor: 420 }
  expect(await saveGood(till.world, dearer, 1, session)).toMatchObject({ ok: true })
  expect(await lastAudit()).toMatchObject({
    what: 'save_good',
    named: good.name,
    before: { priceMinor: 390 },
    after: { priceMinor: 420 },
  })
  const changes = await catalogueChanges(till.world, before)
  expect(changes).toMatchObject({ products: [{ id: good.id, priceMinor: 420 }], gone: [] })
  expect(changes).not.toHaveProperty('head')
  const { sale } = await edited(saleId, put(good.id, 1))
  expect(sale.lines.map(line => line.unitPrice.minor)).toEqual([390, 420])
  const { rows } = await till.pool.query(
    `select count(*)::int as n from signal where key = '/api/catalogue' and version > $1`,
    [before],
  )
  expect(rows[0]?.n).toBeGreaterThan(0)
})

test('two managers at once: the second is told, and nothing of the first is lost', async () => {
  const good = await made()
  const [first, second] = await Promise.all([
    saveGood(till.world, { ...good, name: 'Mine' }, 1, session),
    saveGood(till.world, { ...good, name: 'Yours' }, 1, session),
  ])
  const refused = [first, second].filter(one => !one.ok)
  expect(refused).toEqual([{ ok: false, refusal: { kind: 'changed_meanwhile' } }])
  expect((await till.world.goods.good(good.id))?.name).toBe(first.ok ? 'Mine' : 'Yours')
  expect(await saveGood(till.world, good, 0, session)).toMatchObject({
    refusal: { kind: 'changed_meanwhile' },
  })
})

test('a code on another good is refused by that good’s name; digits that do not add up by the right one', async () => {
  const other = await made({ barcodes: ['4006381333931'], sku: 'PLUM-1', variants: [] })
  const problems = async (more: Partial<GoodWish>) => {
    const done = await saveGood(till.world, await wish(more), 0, session)
    return done.ok ? 'saved' : JSON.stringify(done.refusal)
  }
  expect(await problems({ barcodes: ['4006381333931'] })).toContain(`is already on “${other.name}”.`)
  expect(await problems({ sku: 'PLUM-1' })).toContain('"field":"sku"')
  expect(await problems({ barcodes: ['4006381333932'] })).toContain('should be 1')
  expect(await problems({ barcodes: ['OWN-CODE'] })).toBe('saved')
})

test('a variant has its own price, code and stock; its good is not sold without one', async () => {
  const [small, large] = [fresh('product'), fresh('product')]
  const variant = { sku: null, costMinor: null, barcodes: [], stockMode: 'off' } as const
  const shirt = await made({
    name: 'Shirt',
    variants: [
      { ...variant, id: small, name: 'S', priceMinor: 2000, barcodes: ['96385074'] },
      { ...variant, id: large, name: 'L', priceMinor: 2200 },
    ],
  })
  const saleId = await newSale()
  const now = await edited(saleId, put(shirt.id, 1), put(large, 2))
  expect(now.unknown).toHaveLength(1)
  expect(now.sale.lines).toMatchObject([{ name: 'Shirt', variant: 'L', amount: { minor: 4400 } }])

  const answer = await catalogueAnswer(till.world)
  const row = answer.id.indexOf(small)
  expect([answer.barcodes[row], answer.id[answer.variants.find(one => one.row === row)?.of ?? -1]]).toEqual([
    ['96385074'],
    shirt.id,
  ])

  // Codes may change places within a good; a variant that is left out is archived and gives its code away.
  const swapped = {
    ...shirt,
    barcodes: [],
    variants: [{ ...variant, id: large, name: 'L', priceMinor: 2200, barcodes: ['96385074'] }],
  }
  expect(await saveGood(till.world, swapped, 1, session)).toMatchObject({ ok: true })
  expect((await edited(await newSale(), put(small, 1))).unknown).toHaveLength(1)

  const stranger = { ...(await wish()), variants: [{ ...variant, id: large, name: 'Taken', priceMinor: 1 }] }
  expect(await saveGood(till.world, stranger, 0, session)).toMatchObject({ ok: false })
})

test('modifiers are priced here; what the good does not ask is not sold', async () => {
  const [groupId, oat, shot] = [fresh('modgroup'), fresh('modifier'), fresh('modifier')]
  const group = {
    name: 'Milk',
    least: 0,
    most: 2,
    modifiers: [
      { id: oat, name: 'Oat', priceMinor: 60 },
      { id: shot, name: 'Extra shot', priceMinor: 90 },
    ],
  }
  expect(
    await changeModifiers(till.world, { do: 'save', id: groupId, version: 0, group }, session),
  ).toMatchObject({ ok: true })
  const coffee = await made({ priceMinor: 450, groupIds: [groupId] })
  const saleId = await newSale()
  const now = await edited(
    saleId,
    put(coffee.id, 1, [oat, shot]),
    put(coffee.id, 1),
    put(coffee.id, 1, [fresh('modifier')]),
  )
  expect(now.sale.lines.map(line => [line.unitPrice.minor, line.modifiers?.map(({ name }) => name)])).toEqual(
    [
      [600, ['Oat', 'Extra shot']],
      [450, undefined],
    ],
  )
  expect(now.unknown).toHaveLength(1)
  const less = { ...group, modifiers: group.modifiers.slice(0, 1) }
  expect(
    await changeModifiers(till.world, { do: 'save', id: groupId, version: 1, group: less }, session),
  ).toMatchObject({ ok: true })
  expect((await edited(saleId, put(coffee.id, 1, [shot]))).unknown).toHaveLength(1)
  // A line that is on the sale stays what it was, also when its quantity changes.
  const [first] = now.sale.lines
  const again = await edited(saleId, {
    type: 'put',
    lineId: first?.id ?? 'line_',
    productId: coffee.id,
    quantity: 3,
    modifiers: [oat, shot],
  })
  expect(again.sale.lines[0]).toMatchObject({ quantity: 3, amount: { minor: 1800 } })
})

test('taxes of the register’s place, each by its name, counted once per line and rate', async () => {
  const { rows } = await till.pool.query('select location_id from shop')
  const id = fresh('taxclass')
  const rates = [
    { name: 'State', rateBp: 475, locationId: null },
    { name: 'County', rateBp: 225, locationId: rows[0]?.location_id },
    { name: 'Elsewhere', rateBp: 300, locationId: 'tml_elsewhere' },
  ]
  const taxed = { do: 'save', id, version: 0, name: 'Prepared food', isDefault: false, rates } as const
  expect(await changeTaxes(till.world, taxed, session)).toMatchObject({ ok: true })
  const good = await made({ priceMinor: 999, taxClassId: id })
  const { sale } = await edited(await newSale(), put(good.id, 1))
  expect(sale.lines[0]).toMatchObject({
    taxRateBp: 700,
    tax: { minor: 69 },
    taxes: [
      { name: 'State', amount: { minor: 47 } },
      { name: 'County', amount: { minor: 22 } },
    ],
  })
  expect(await changeTaxes(till.world, { do: 'remove', id }, session)).toEqual({
    ok: false,
    refusal: { kind: 'still_used' },
  })
})

test('which class typed amounts are of: a form from before another took its place does not take it back', async () => {
  const { taxClasses } = await goodsShared(till.world)
  const before = taxClasses.find(({ isDefault }) => isDefault)
  if (!before) throw new Error('no class is the default')
  const save = (id: typeof before.id, version: number, name: string, isDefault: boolean) =>
    changeTaxes(till.world, { do: 'save', id, version, name, isDefault, rates: [] }, session)
  const other = fresh('taxclass')
  expect(await save(other, 0, 'Reduced', true)).toMatchObject({ ok: true })
  expect(await save(before.id, before.version, 'Standard, renamed', true)).toMatchObject({ ok: false })
  const now = (await goodsShared(till.world)).taxClasses
  expect(now.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Reduced'])
  const again = now.find(({ id }) => id === before.id)
  const { name, rates } = before
  const back = {
    do: 'save',
    id: before.id,
    version: again?.version ?? 0,
    name,
    isDefault: true,
    rates,
  } as const
  expect(await changeTaxes(till.world, back, session)).toMatchObject({ ok: true })
})

test('no more are sold than there are, in words and without losing the rest; warned ones are', async () => {
  const [block, warn] = [await made({ stockMode: 'block' }), await made({ stockMode: 'warn' })]
  await moveStock(till.world, { productId: block.id, reason: 'delivery', pieces: 2, note: '' }, session)
  const saleId = await newSale()
  const now = await edited(saleId, put(warn.id, 3), put(block.id, 3))
  expect(now.short).toMatchObject([{ name: block.name, left: 2 }])
  expect(now.sale.lines).toMatchObject([{ productId: warn.id, quantity: 3 }])
  expect((await edited(saleId, put(block.id, 2))).short).toBeUndefined()
  expect((await edited(saleId, put(block.id, 1))).short).toMatchObject([{ left: 2 }])

  expect(await till.cash(saleId)).toMatchObject({ ok: true })
  expect([await stockOf(block.id), await stockOf(warn.id)]).toEqual([0, -3])
  const [movement] = await till.world.goods.movements(block.id, 5)
  expect(movement).toMatchObject({ change: -2, reason: 'sale', saleNumber: expect.any(Number) })
})

test('a sale takes its goods from the stock once, however often it is saved afterwards', async () => {
  const good = await made({ stockMode: 'warn' })
  const saleId = await newSale()
  await edited(saleId, put(good.id, 2), put(good.id, 1))
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await till.rest()
  await till.turn(60_000)
  expect(await stockOf(good.id)).toBe(-3)
})

test('a sale that meets the office in a deadlock is saved again, and counted once', async () => {
  const goods = await Promise.all([1, 2].map(() => made({ stockMode: 'warn' })))
  const [first, last] = goods.map(({ id }) => id).toSorted()
  if (!first || !last) throw new Error('no goods')
  const saleId = await newSale()
  await edited(saleId, put(first, 1), put(last, 1))
  const office = await till.pool.connect()
  await office.query('begin')
  // So that the sale is the one that finds out.
  await office.query(`set local deadlock_timeout = '30s'`)
  await office.query('update product set cost = 1 where id = $1', [last])
  const paying = till.cash(saleId)
  const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await till.until(async () => expect((await till.pool.query(waits)).rowCount).toBeGreaterThan(0))
  await office.query('update product set cost = 1 where id = $1', [first])
  await office.query('commit')
  office.release()
  expect(await paying).toMatchObject({ ok: true })
  expect([await stockOf(first), await stockOf(last)]).toEqual([-1, -1])
})

test('many registers sell the same good at once, and every piece is counted', async () => {
  const good = await made({ stockMode: 'warn' })
  const other = await made({ stockMode: 'warn' })
  const sales: SaleId[] = []
  for (let n = 0; n < 8; n++) {
    const saleId = await newSale()
    const edits = n % 2 === 0 ? [put(good.id, 1), put(other.id, 1)] : [put(other.id, 1), put(good.id, 1)]
    await edited(saleId, ...edits)
    sales.push(saleId)
  }
  const paid = await Promise.all(sales.map(saleId => till.cash(saleId)))
  expect(paid.every(one => one.ok)).toBe(true)
  expect([await stockOf(good.id), await stockOf(other.id)]).toEqual([-8, -8])
})

test('stock is corrected with a reason and a name', async () => {
  const good = await made({ stockMode: 'warn' })
  const move = (reason: 'count' | 'loss' | 'delivery', pieces: number, note = '') =>
    moveStock(till.world, { productId: good.id, reason, pieces, note }, session)
  await move('delivery', 12)
  await move('loss', 2, 'Dropped')
  await move('count', 9)
  expect(await stockOf(good.id)).toBe(9)
  const movements = await till.world.goods.movements(good.id, 5)
  expect(movements.map(({ change, reason, note, staffName }) => [change, reason, note, staffName])).toEqual([
    [-1, 'count', null, session.staffName],
    [-2, 'loss', 'Dropped', session.staffName],
    [12, 'delivery', null, session.staffName],
  ])
  expect(await lastAudit()).toMatchObject({ what: 'move_stock', before: { stock: 10 }, after: { stock: 9 } })
  expect(await move('loss', -2)).toMatchObject({ refusal: { kind: 'bad_request' } })
})

test('an archived good is not sold and comes back as it was', async () => {
  const good = await made({ barcodes: ['036000291452'] })
  const since = await till.world.catalogue.version()
  expect(
    await archiveGood(till.world, { productId: good.id, archived: true, version: 1 }, session),
  ).toMatchObject({ ok: true })
  expect(await catalogueChanges(till.world, since)).toMatchObject({ products: [], gone: [good.id] })
  expect((await edited(await newSale(), put(good.id, 1))).unknown).toHaveLength(1)
  const archived = await goodsPage(till.world, { ...everything, filters: { state: 'archived' } })
  expect(archived.rows.map(row => row.id)).toContain(good.id)
  expect(
    await archiveGood(till.world, { productId: good.id, archived: false, version: 2 }, session),
  ).toMatchObject({ ok: true })
  expect((await catalogueChanges(till.world, since))?.products).toMatchObject([
    { id: good.id, barcodes: ['036000291452'] },
  ])
})

test('a code on an archived good is refused with the way out', async () => {
  const kept = await made({ name: 'Kulfi', barcodes: ['4012345678918'] })
  await archiveGood(till.world, { productId: kept.id, archived: true, version: 1 }, session)
  expect(await saveGood(till.world, await wish({ barcodes: ['4012345678918'] }), 0, session)).toMatchObject({
    refusal: {
      problems: [
        {
          field: 'barcodes',
          problem:
            '4012345678918 is already on “Kulfi”, which is archived. It can be sold again under Goods.',
        },
      ],
    },
  })
})

test('no two categories, tax classes or questions in use have one name', async () => {
  const taken = (field: string) => ({
    ok: false,
    refusal: {
      kind: 'bad_request',
      problems: [{ field, problem: 'Another one is called that. Give this one a name of its own.' }],
    },
  })
  const category = (name: string) =>
    changeCategories(till.world, { do: 'save', id: fresh('category'), version: 0, name, colour: 1 }, session)
  expect(await category('Only once')).toMatchObject({ ok: true })
  expect(await category('only ONCE')).toEqual(taken('name'))
  const taxes = (id: ReturnType<typeof fresh<'taxclass'>>, version: number, name: string) =>
    changeTaxes(till.world, { do: 'save', id, version, name, isDefault: false, rates: [] }, session)
  const other = fresh('taxclass')
  expect(await taxes(fresh('taxclass'), 0, 'Luxury')).toMatchObject({ ok: true })
  expect(await taxes(other, 0, 'Luxury')).toEqual(taken('name'))
  expect(await taxes(other, 0, 'Plain')).toMatchObject({ ok: true })
  expect(await taxes(other, 1, 'luxury')).toEqual(taken('name'))

  const ask = async (id: ReturnType<typeof fresh<'modgroup'>>) => {
    const modifiers = [{ id: fresh('modifier'), name: 'Ice', priceMinor: 0 }]
    const group = { name: 'How cold', least: 0, most: 1, modifiers }
    return changeModifiers(till.world, { do: 'save', id, version: 0, group }, session)
  }
  const first = fresh('modgroup')
  expect(await ask(first)).toMatchObject({ ok: true })
  expect(await ask(fresh('modgroup'))).toEqual(taken('group.name'))
  await changeModifiers(till.world, { do: 'archive', id: first, version: 1, archived: true }, session)
  expect(await ask(fresh('modgroup'))).toMatchObject({ ok: true })
})

test('goods are found by name, SKU, code and variant; a sign of SQL is a sign', async () => {
  const id = fresh('product')
  const good = await made({
    name: 'Zwetschgen 100%_kuchen',
    sku: 'ZW-77',
    variants: [
      {
        id,
        name: 'Blech',
        sku: null,
        priceMinor: 2900,
        costMinor: null,
        barcodes: ['4012345678901'],
        stockMode: 'off',
      },
    ],
  })
  const ids = async (q: string) => (await goodsPage(till.world, { ...everything, q })).rows.map(row => row.id)
  for (const q of ['zwetsch', 'kuchen zwe', 'ZW-7', 'blech', '40123456', '100%_k'])
    expect(await ids(q), q).toEqual([good.id])
  expect(await ids('zwetsch nothing')).toEqual([])
  const [row] = (await goodsPage(till.world, { ...everything, q: 'zwetsch' })).rows
  expect(row).toMatchObject({ variants: 1, lowestMinor: 2900, highestMinor: 2900, left: null })
})

test('categories are ordered as a whole; one with goods in it stays', async () => {
  const id = fresh('category')
  await changeCategories(till.world, { do: 'save', id, version: 0, name: 'Seasonal', colour: 3 }, session)
  const { categories } = await goodsShared(till.world)
  const countOf = (name: string) => categories.find(one => one.name === name)?.goods
  expect([countOf('Tea'), countOf('Seasonal')]).toEqual([6, 0])
  const ids = categories.map(one => one.id)
  const turned = [...ids].reverse()
  expect(await changeCategories(till.world, { do: 'order', ids: turned }, session)).toMatchObject({
    ok: true,
  })
  expect((await catalogueAnswer(till.world)).categories.map(one => one.id)).toEqual(turned)
  expect(await changeCategories(till.world, { do: 'order', ids: turned.slice(1) }, session)).toMatchObject({
    refusal: { kind: 'changed_meanwhile' },
  })
  const [first] = ids
  if (!first) throw new Error('no category')
  expect(await changeCategories(till.world, { do: 'remove', id: first }, session)).toMatchObject({
    refusal: { kind: 'still_used' },
  })
  expect(await changeCategories(till.world, { do: 'remove', id }, session)).toMatchObject({ ok: true })
})

test('a register has favourites of its own; two who arrange them at once are told', async () => {
  const { registerId } = session
  if (!registerId) throw new Error('no register')
  const [a, b] = [await made(), await made()]
  const arrange = (ids: readonly ProductId[], was: readonly ProductId[]) =>
    arrangeFavourites(till.world, { registerId, ids, was }, session)
  expect(await arrange([b.id, a.id], [])).toMatchObject({ ok: true })
  expect(await till.world.catalogue.favouritesAt(till.sessionHash)).toEqual([b.id, a.id])
  expect(await arrange([a.id], [])).toMatchObject({ refusal: { kind: 'changed_meanwhile' } })
  expect(await arrange([], [b.id, a.id])).toMatchObject({ ok: true })
  expect(await till.world.catalogue.favouritesAt(till.sessionHash)).toEqual([])
})
