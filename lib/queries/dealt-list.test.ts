import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEALT_FILTERS } from '#lib/contracts/dealt-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { readCsv } from '#lib/domain/csv.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import { dealWithSurprise, dealWithUnknown } from '#lib/operations/deal-with-surprise.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { auditAnswer } from './audit.ts'
import { dealtAnswer, dealtExport, surprisesNow } from './surprises.ts'

const HOUR_MS = 3_600_000

let till: StoryTill
let session: Session
let unlucky: SaleId

/** 120 surprises of one sale, $1.00 to $120.00, seen to an hour apart; then one that was not, and money that no sale tells of. */
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
  // Before the clock is turned: whoever is signed in is not for long.
  const saleId = await till.sell('Espresso')
  unlucky = await till.sell('Espresso')
  await surpriseOf(saleId, 'too_much', 120)
  for (const one of await till.world.surprises.open()) {
    till.clock.offset += HOUR_MS
    const note = { session, id: one.id, version: one.version, how: `Settled ${one.amount.minor / 100}` }
    expect(await dealWithSurprise(till.world, note)).toMatchObject({ ok: true })
  }
  await surpriseOf(unlucky, 'books_differ', 1)
  await till.world.books.keepUnknown(
    { paymentIntent: 'pi_nobodys', amount: money(777, 'usd'), at: 5, live: false },
    till.clock.now(),
  )
  till.clock.offset += HOUR_MS
  const note = { session, paymentIntent: 'pi_nobodys', how: '=Rang it up, 100%' }
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ ok: true })
}, 60_000)
afterAll(() => till?.close())

async function surpriseOf(saleId: SaleId, kind: Surprise['kind'], count: number): Promise<void> {
  await till.pool.query(
    `insert into surprise (sale_id, tender_id, kind, amount, currency, at)
     select $1, $2, $3, 100 * n, 'usd', n from generate_series(1, $4::int) n`,
    [saleId, idOf('tender', randomUUID()), kind, count],
  )
}

const asked = (search: Readonly<Record<string, string>>) => tableQueryFrom(search, DEALT_FILTERS)
const found = (search: Readonly<Record<string, string>> = {}) => dealtAnswer(till.world, asked(search))
const amounts = async (search: Readonly<Record<string, string>>) =>
  (await found(search)).rows.map(({ amount }) => amount.minor)
const from = (first: number, step: number, count: number) =>
  Array.from({ length: count }, (_, n) => first + n * step)

test('all that was ever dealt with is in the list, the last first, page by page; what waits is not', async () => {
  const first = await found()
  expect([first.total, first.kinds]).toEqual([121, ['no_sale', 'too_much']])
  expect(first.rows[0]).toEqual({
    id: 'pi_nobodys',
    kind: 'no_sale',
    paymentIntent: 'pi_nobodys',
    live: false,
    amount: money(777, 'usd'),
    at: 5,
    dealt: { at: expect.any(Number), by: 'Mina Okafor', how: '=Rang it up, 100%' },
  })
  expect(await amounts({})).toEqual([777, ...from(12_000, -100, 49)])
  expect(await amounts({ page: '3' })).toEqual(from(2_100, -100, 21))
  expect(await amounts({ page: '4' })).toEqual([])
  const { open, openWaiting, unknownWaiting } = await surprisesNow(till.world)
  expect(open).toMatchObject([{ kind: 'books_differ', saleNumber: 2 }])
  expect([openWaiting, unknownWaiting]).toEqual([1, 0])
})

test.each([
  ['dealt', [100, 200, 300]],
  ['-dealt', [777, 12_000, 11_900]],
  ['amount', [100, 200, 300]],
  ['-amount', [12_000, 11_900, 11_800]],
  ['happened', [100, 200, 300]],
  ['-happened', [12_000, 11_900, 11_800]],
  ['how', [777, 12_000, 11_900]],
])('sorted by %s', async (sort, rows) => {
  expect((await amounts({ sort })).slice(0, 3)).toEqual(rows)
})

test.each([
  ['1', 120],
  ['Sale 1', 120],
  ['2', 1],
  ['Sale 3', 1],
  ['sale 121', 0],
  ['$7.77', 1],
  ['pi_nobodys', 1],
  ['rang it', 1],
  ['mina', 121],
  ['mina settled', 120],
  ['theo', 0],
  ['%', 0],
  ["' or true --", 0],
])('typing %j finds %i', async (q, total) => {
  expect((await found({ q })).total).toBe(total)
})

test('the list is narrowed by what it was and by when it was dealt with; a choice that is none finds nothing', async () => {
  expect(await amounts({ kind: 'no_sale' })).toEqual([777])
  expect((await found({ kind: 'too_much' })).total).toBe(120)
  expect((await found({ kind: 'nonsense' })).total).toBe(0)
  expect((await found({ days: '1' })).total).toBe(24)
  expect((await found({ days: '1', kind: 'too_much', q: 'Sale 1' })).total).toBe(23)
  expect((await found({ days: '365' })).total).toBe(121)
  expect((await found({ days: 'soon' })).total).toBe(121)
})

test('the file carries all that is narrowed to, in the order of the list, and is told of in the audit', async () => {
  const query = asked({ kind: 'too_much', sort: 'amount', days: '7' })
  const { text, ...told } = await dealtExport(till.world, query)
  expect(told).toEqual({ rows: 120, narrowed: { what: 'too_much', lastDays: '7' } })
  const lines = readCsv(text)
  if (!lines.ok) throw new Error('no table')
  expect(lines.rows.slice(1).map(({ fields }) => fields[3])).toEqual(
    from(1, 1, 120).map(dollars => `${dollars}.00`),
  )
  const all = await dealtExport(till.world, asked({}))
  expect(all.text).toContain(`no_sale,,pi_nobodys,7.77,USD,1970-01-01T00:00:00.005Z,"'=Rang it up, 100%",`)
  await writeExport(till.world, { of: 'surprises', ...told }, session)
  const { rows } = await auditAnswer(till.world, {
    q: 'surprises exported',
    sort: '',
    page: 1,
    what: undefined,
    who: undefined,
    where: undefined,
    days: undefined,
  })
  expect(rows).toMatchObject([
    { what: 'export_surprises', staffName: 'Mina Okafor', after: { rows: 120, what: 'too_much' } },
  ])
})

test('of many that wait the oldest are listed and the rest are counted', async () => {
  await surpriseOf(unlucky, 'too_much', 60)
  const { open, openWaiting } = await surprisesNow(till.world)
  expect([open.length, openWaiting]).toEqual([50, 61])
})
