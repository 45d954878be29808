import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SALES_FILTERS } from '#lib/contracts/sales-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { refundTender } from '#lib/operations/refund-tender.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { salesAnswer, salesExport } from './sales-list.ts'

let till: StoryTill
let byCard: SaleId
let inCash: SaleId

/** Two old sales that are paid, and 120 carts that came after them. */
beforeAll(async () => {
  till = await openTill()
  byCard = await till.sell('Flat white', 2)
  await till.charge(byCard)
  await till.untilMood(byCard, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(byCard)
  inCash = await till.sell('Sourdough loaf')
  await till.cash(inCash)
  for (let n = 0; n < 120; n++) await till.sell('Espresso')
  await till.rest()
}, 60_000)
afterAll(() => till?.close())

const asked = (search: Readonly<Record<string, string>>) => tableQueryFrom(search, SALES_FILTERS)
const found = (search: Readonly<Record<string, string>> = {}) => salesAnswer(till.world, asked(search))
const numbers = async (search: Readonly<Record<string, string>>) =>
  (await found(search)).rows.map(({ number }) => number)

test('every sale is in the list, newest first, page by page', async () => {
  const first = await found()
  expect([first.total, first.rows.length]).toEqual([122, 50])
  expect(first.rows.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, n) => 122 - n))
  const last = await numbers({ page: '3' })
  expect([last.length, last.at(-1)]).toEqual([22, 1])
  expect(await numbers({ page: '4' })).toEqual([])
  expect(await numbers({ sort: 'sale' }).then(rows => rows.slice(0, 3))).toEqual([1, 2, 3])
})

test('the oldest sale is found by its number, its card, its amount and what was on it', async () => {
  const { sale } = await till.sale(byCard)
  const amount = (sale.wantedTotal.minor / 100).toFixed(2)
  for (const q of ['1', 'sale 1', '#1', '4242', amount, `$${amount}`, 'flat WHITE', `flat ${amount}`])
    expect([q, await numbers({ q })]).toEqual([q, [1]])
  for (const q of ['4243', 'flat sourdough', '999', '%', "' or true --"])
    expect([q, await numbers({ q })]).toEqual([q, []])
  expect((await found({ q: '4242' })).rows).toMatchObject([
    {
      id: byCard,
      state: 'paid',
      items: 2,
      at: sale.paidAt,
      total: sale.wantedTotal,
      registerName: 'Register 1',
      paid: [{ kind: 'card', card: { brand: 'visa', last4: '4242' } }],
    },
  ])
  expect((await found({ q: 'sourdough' })).rows).toMatchObject([
    { id: inCash, paid: [{ kind: 'cash', handed: { currency: 'usd' }, change: { minor: 0 } }] },
  ])
})

test('a sale is found by what its receipt prints, whatever the shop lets stand before the number', async () => {
  for (const prefix of ['NO.', '2026.', 'S1', 'F-']) {
    await till.pool.query('update shop set receipt_prefix = $1', [prefix])
    expect([prefix, await numbers({ q: `Sale ${prefix}1` })]).toEqual([prefix, expect.arrayContaining([1])])
  }
  await till.pool.query("update shop set receipt_prefix = ''")
})

test('an open cart is found by its amount too, and by what it is now', async () => {
  const id = await till.sell('Cinnamon roll')
  const { total } = (await found({ q: 'cinnamon' })).rows[0] ?? {}
  expect(await numbers({ q: ((total?.minor ?? 0) / 100).toFixed(2) })).toEqual([123])
  await till.edit(id, till.put('Cinnamon roll'))
  expect(await numbers({ q: ((total?.minor ?? 0) / 100).toFixed(2) })).toEqual([])
  expect((await found({ q: 'cinnamon' })).rows).toMatchObject([{ items: 2, state: 'open', paid: [] }])
})

test('the list is narrowed by state, by how it was paid and by register; a choice that is none narrows nothing', async () => {
  const [register] = (await found()).registers
  expect(await numbers({ state: 'paid' })).toEqual([2, 1])
  expect((await found({ state: 'open' })).total).toBe(121)
  expect(await numbers({ state: 'voided' })).toEqual([])
  expect(await numbers({ paid: 'card' })).toEqual([1])
  expect(await numbers({ paid: 'cash', state: 'paid' })).toEqual([2])
  expect((await found({ register: register?.id ?? '' })).total).toBe(123)
  expect((await found({ state: 'nonsense', register: 'register_1' })).total).toBe(123)
})

test('sorted by total, alike ones by number', async () => {
  const { rows } = await found({ sort: '-total' })
  const sorted = rows.toSorted((a, b) => b.total.minor - a.total.minor || b.number - a.number)
  expect(rows.map(({ number }) => number)).toEqual(sorted.map(({ number }) => number))
  expect((await numbers({ sort: 'total' }))[0]).not.toBe(rows[0]?.number)
})

test('money that is held is a state of its own, until it is taken', async () => {
  await till.pool.query("update shop set capture_mode = 'manual'")
  const id = await till.sell('Flat white')
  await till.charge(id)
  await till.untilMood(id, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(id, 'held')
  const { number } = (await till.sale(id)).sale
  expect((await found({ state: 'held' })).rows).toMatchObject([{ number, state: 'held', paid: [] }])
  expect(await numbers({ state: 'open', q: String(number) })).toEqual([])
  await till.steer(id, 'capture')
  await till.untilPaid(id)
  expect(await numbers({ state: 'held' })).toEqual([])
  await till.rest()
})

test('the file carries all that is narrowed to, not one page', async () => {
  const { text, ...told } = await salesExport(till.world, asked({ state: 'open' }))
  expect(told).toEqual({ rows: 121, narrowed: { state: 'open' } })
  const all = text.trim().split('\r\n')
  expect(all).toHaveLength(1 + 121)
  const one = await salesExport(till.world, asked({ q: '4242', sort: 'sale' }))
  const [, line] = one.text.trim().split('\r\n')
  expect(line).toMatch(/^1,\d{4}-.*,paid,Register 1,2,visa 4242,\d+\.\d\d,0\.00,USD$/)
})

test('what went back to the customer is told beside what was paid', async () => {
  const returned = async () => (await found({ q: '4242' })).rows.find(one => one.id === byCard)?.returned
  expect(await returned()).toEqual({ minor: 0, currency: 'usd' })
  const { sale } = await till.sale(byCard)
  const { sessionHash } = till
  const [tender] = sale.tenders
  if (!tender) throw new Error('nothing was paid')
  const back = async (amountMinor: number) => {
    const refundId = idOf('ref', randomUUID())
    const reason = 'requested_by_customer'
    const press = { sessionHash, saleId: byCard, tenderId: tender.id, refundId, amountMinor, reason } as const
    expect(await refundTender(till.world, press)).toMatchObject({ ok: true })
  }
  await back(100)
  await till.until(async () => expect(await returned()).toEqual({ minor: 100, currency: 'usd' }))
  await back(sale.wantedTotal.minor - 100)
  await till.until(async () => expect(await returned()).toEqual(sale.wantedTotal))
  const { text } = await salesExport(till.world, asked({ q: '4242' }))
  const amount = (sale.wantedTotal.minor / 100).toFixed(2)
  expect(text).toContain(`,${amount},${amount},USD`)
})

test('sales from before the list have the same columns as those written since', async () => {
  const columns = async () =>
    (await till.pool.query('select number, ended_total, paid_by, cards from sale order by number')).rows
  const written = await columns()
  const file = new URL('../adapters/database/migrations/0016_the_list_of_all_sales.sql', import.meta.url)
  const update = (await readFile(file, 'utf8'))
    .split('--> statement-breakpoint')
    .find(text => text.includes('UPDATE'))
  await till.pool.query("update sale set ended_total = null, paid_by = null, cards = '{}'")
  await till.pool.query(update ?? '')
  expect(await columns()).toEqual(written)
  expect(written.filter(row => row.paid_by !== null)).toHaveLength(3)
})
