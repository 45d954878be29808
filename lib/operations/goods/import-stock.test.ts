import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { csvFile, readCsv } from '#lib/domain/csv.ts'
import { GOODS_COLUMNS, type GoodsColumn } from '#lib/domain/goods-file.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { goodsFile } from '#lib/queries/goods-file.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { importGoods, lookAtGoodsFile } from './import-goods.ts'
import { moveStock } from './save-good.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
beforeEach(() => counted(10))
afterAll(() => till.close())

const GOOD = 'Flat white'
const counted = (stock: number) =>
  till.pool.query("update product set stock_mode = 'warn', stock = $1 where name = $2", [stock, GOOD])
const stock = async (name = GOOD) =>
  (await till.pool.query('select stock from product where name = $1', [name])).rows[0]?.stock
async function sell(quantity: number) {
  expect(await till.cash(await till.sell(GOOD, quantity))).toMatchObject({ ok: true })
}

const watch = { told: () => {}, signal: new AbortController().signal }
async function looked(text: string) {
  const found = await lookAtGoodsFile(till.world, new TextEncoder().encode(text), watch)
  if (!found.ok) throw new Error(JSON.stringify(found.refusal))
  const { rows, ...look } = found.value
  return { ...look, row: rows.find(({ name }) => name === GOOD) }
}
const imported = (text: string, { state }: { readonly state: string }) =>
  importGoods(
    till.world,
    { bytes: new TextEncoder().encode(text), state, fileName: 'goods.csv' },
    session,
    watch,
  )

async function exported(): Promise<string> {
  const { pieces } = await goodsFile(till.world, tableQueryFrom({}))
  return [...pieces].join('')
}

/** The file as a spreadsheet saves it, with one good's cells typed over. */
function edited(text: string, cells: Partial<Record<GoodsColumn, string>>): string {
  const read = readCsv(text)
  if (!read.ok) throw new Error(read.problem.kind)
  const nameAt = GOODS_COLUMNS.indexOf('name')
  return csvFile(
    read.rows.map(({ fields }) =>
      fields.map((field, at) => (fields[nameAt] === GOOD && cells[GOODS_COLUMNS[at] ?? 'id']) || field),
    ),
  )
}

test('what was unchanged when it was looked at is unchanged when it is imported, whatever was sold meanwhile', async () => {
  const text = await exported()
  const look = await looked(text)
  expect(look.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
  await sell(2)
  expect(await imported(text, look)).toEqual({ ok: true, value: look.counts })
  expect(await stock()).toBe(8)
})

test('a count is imported as the difference that was shown: what is sold meanwhile stays sold', async () => {
  const text = csvFile([
    ['name', 'stock'],
    [GOOD, '15'],
  ])
  const look = await looked(text)
  expect(look.row).toMatchObject({ fate: 'changed', note: 'stock +5 (10 to 15)' })
  await sell(2)
  expect(await imported(text, look)).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await stock()).toBe(13)
  const movements = await till.pool.query(
    'select change, reason from stock_movement where product_id in (select id from product where name = $1) order by id desc limit 2',
    [GOOD],
  )
  expect(movements.rows).toEqual([
    { change: 5, reason: 'import' },
    { change: -2, reason: 'sale' },
  ])
  const audited = await till.pool.query(
    "select before, after from audit where what = 'import_goods' order by seq desc limit 1",
  )
  expect(audited.rows[0]).toMatchObject({
    before: { goods: [`${GOOD}: stock 10`] },
    after: { goods: [`${GOOD}: stock 10 +5`] },
  })
  // Another look holds the same file against what there is by then, and shows it.
  expect((await looked(text)).row).toMatchObject({ note: 'stock +2 (13 to 15)' })
})

test('an export in which only prices were edited brings back nothing that was sold since', async () => {
  const file = await exported()
  await sell(2)
  const dearer = edited(file, { price: '7.77' })
  const look = await looked(dearer)
  expect(look.row).toMatchObject({ fate: 'changed', note: 'price' })
  await sell(1)
  expect(await imported(dearer, look)).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await stock()).toBe(7)

  // A count that somebody typed is a count; so is one without a word of what there was.
  expect((await looked(edited(file, { stock: '15' }))).row?.note).toContain('stock +8 (7 to 15)')
  expect((await looked(edited(file, { stock: '4' }))).row?.note).toContain('stock -3 (7 to 4)')
  expect((await looked(edited(file, { 'stock was': ' ' }))).row?.note).toContain('stock +3 (7 to 10)')
  expect((await looked(edited(file, { 'stock was': 'ten' }))).row).toMatchObject({
    fate: 'wrong',
    note: '“ten” under stock was is no count. Leave it as the export wrote it, or empty.',
  })
})

test('goods that are new here are counted as the file says, also from another shop’s export', async () => {
  const text = csvFile([
    ['id', 'name', 'category', 'price', 'stock counted', 'stock', 'stock was'],
    [idOf('product', randomUUID()), 'From elsewhere', 'Food', '1.00', 'warn', '12', '12'],
  ])
  expect(await imported(text, await looked(text))).toMatchObject({ ok: true, value: { new: 1 } })
  expect(await stock('From elsewhere')).toBe(12)
})

test('when somebody in the office has counted since the look, nothing is imported', async () => {
  const text = csvFile([
    ['name', 'stock'],
    [GOOD, '15'],
  ])
  const look = await looked(text)
  const { rows } = await till.pool.query('select id from product where name = $1', [GOOD])
  const wish = { productId: rows[0].id, reason: 'count', pieces: 9, note: '' } as const
  expect(await moveStock(till.world, wish, session)).toMatchObject({ ok: true })
  expect(await imported(text, look)).toEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })
  expect(await stock()).toBe(9)
})

test('a sale that was being written during the look is not taken for one from before it', async () => {
  const text = csvFile([
    ['name', 'stock'],
    [GOOD, '15'],
  ])
  const moved = `insert into stock_movement (product_id, change, reason, at)
    select id, -1, 'sale', 0 from product where name = $1`
  const other = await till.pool.connect()
  try {
    await other.query('begin')
    await other.query(moved, [GOOD])
    await till.pool.query(moved, ['Cortado'])
    const look = await looked(text)
    await other.query('update product set stock = stock - 1 where name = $1', [GOOD])
    await other.query('commit')
    expect(await imported(text, look)).toEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })
    expect(await stock()).toBe(9)
  } finally {
    other.release()
  }
})
