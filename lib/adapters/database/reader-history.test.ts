import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShopDatabase, READER, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeAudit } from './audit.ts'
import { makeReaderHistory } from './reader-history.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop?.close())

const ASKED = 3_000

/** A month of a busy counter: each tenth card is declined first, each hundredth sale meets a reader that is offline. */
async function aBusyMonth(since: number) {
  const { pool, staffId, registerId } = shop
  const ids = [registerId, staffId, since, ASKED]
  await pool.query(
    `insert into sale (id, number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips, excess,
       version, state, opened_at, paid_at)
     select 'sale_' || n, n, $1, $2, 'paid', 'usd', 450, 450, 450, 0, 0, 0, 1,
       json_build_object('tenders', json_build_array(json_build_object('id', 'tender_' || n,
         'card', json_build_object('brand', 'visa', 'last4', '4242')))), $3::bigint + n * 1000, $3::bigint + n * 1000 + 900
     from generate_series(1, $4) n`,
    ids,
  )
  await pool.query(
    `insert into tender (id, sale_id, kind, state, wish, amount, currency, payment_intent, reader_id, received, tip, created_at)
     select 'tender_' || n, 'sale_' || n, 'card', 'paid', 'none', 450, 'usd', 'pi_' || n, $1, 450, 0, 0
     from generate_series(1, $2::int) n`,
    [READER, ASKED],
  )
  await pool.query(
    `insert into call (id, subject_id, tender_id, sale_id, reader_id, step, n, key, path, params, written_at, outcome, code, ms, answered_at)
     select 'call_' || n, 'tender_' || n, 'tender_' || n, 'sale_' || n, $1, 'process', 1, 'key_' || n, '/', '{}',
       $2::bigint + n * 1000 + 100, case when n % 100 = 0 then 'refused' else 'done' end,
       case when n % 100 = 0 then 'terminal_reader_offline' end, 200, $2::bigint + n * 1000 + 300
     from generate_series(1, $3::int) n`,
    [READER, since, ASKED],
  )
  await pool.query(
    `insert into journal (sale_id, tender_id, kind, at, data)
     select 'sale_' || n, 'tender_' || n, kind, $1::bigint + n * 1000 + after, data::jsonb
     from generate_series(1, $2::int) n, lateral (values
       ('wish', 0, '{"charge": 450}'),
       ('answer', 300, '{}'),
       ('look', 700, case when n % 100 = 0 then '{"intent": "requires_payment_method", "attempt": "reader_offline"}'
          when n % 10 = 0 then '{"intent": "requires_payment_method", "attempt": "declined", "code": "insufficient_funds"}'
          else '{"intent": "succeeded", "attempt": "waiting"}' end)) told(kind, after, data)
     order by n, after`,
    [since, ASKED],
  )
  await pool.query('analyze')
}

test('a month of a busy reader is counted and timed, and found by its index', async () => {
  const since = shop.clock.now() - 30 * 86_400_000
  await aBusyMonth(since)
  const { history } = makeReaderHistory(shop.pool)
  const began = performance.now()
  const told = await history(READER, since)
  // A loaded machine is slow; a scan of everything for each of them would take minutes.
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(told).toMatchObject({
    approved: 2_700,
    declined: 270,
    errors: 30,
    toLit: { n: 2_970, p50: 300, p95: 300 },
    toApproved: { n: 2_700, p50: 400 },
    tapToApproved: { n: 0, p50: null },
  })
  expect([told.events.length, told.older]).toEqual([25, true])
  expect(told.events[0]).toMatchObject({ kind: 'error', what: 'terminal_reader_offline', saleNumber: 3_000 })
  expect(told.events[1]).toMatchObject({ kind: 'approved', brand: 'visa', last4: '4242', amountMinor: 450 })

  expect(await history('tmr_other', since)).toMatchObject({ approved: 0, events: [] })
  expect(await history(READER, shop.clock.now())).toMatchObject({ approved: 0, toLit: { n: 0 } })
  const { rows } = await shop.pool.query(
    `explain select from call where reader_id = 'tmr_other' and written_at >= 0`,
  )
  expect(JSON.stringify(rows)).toContain('calls_by_reader')
})

const numbers = (events: readonly { readonly saleNumber?: number }[]) => events.map(event => event.saleNumber)

test('its history goes on page by page to its first day, and what happens meanwhile moves nobody', async () => {
  const { history, events } = makeReaderHistory(shop.pool)
  const since = shop.clock.now() - 30 * 86_400_000
  const first = await history(READER, shop.clock.now())
  expect(numbers(first.events)).toEqual(Array.from({ length: 25 }, (_, n) => ASKED - n))

  const audit = makeAudit({ pool: shop.pool, announce: () => {} })
  const by = { staffId: shop.staffId, staffName: 'Mina', registerId: null, at: shop.clock.now() }
  await audit.write({ what: 'rename_reader', subject: READER }, by)
  const second = await events(READER, first.events.at(-1))
  expect(numbers(second.events)).toEqual(Array.from({ length: 25 }, (_, n) => ASKED - 25 - n))
  const third = await events(READER, second.events.at(-1))
  expect([third.events[0]?.saleNumber, third.older]).toEqual([ASKED - 50, true])
  expect((await events(READER)).events[0]).toMatchObject({ kind: 'office', what: 'rename_reader' })

  const fromTheEnd = (n: number) => events(READER, { at: since + n * 1_000 + 100, id: '' })
  expect((await fromTheEnd(27)).older).toBe(true)
  const last = await fromTheEnd(26)
  expect(numbers(last.events)).toEqual(Array.from({ length: 25 }, (_, n) => 25 - n))
  expect(last.older).toBe(false)
  expect(await fromTheEnd(1)).toEqual({ events: [], older: false })
})

test('of what happened in one moment nothing is left out where a page ends, and nothing comes twice', async () => {
  const { pool, staffId, clock } = shop
  const { events } = makeReaderHistory(pool)
  const audit = makeAudit({ pool, announce: () => {} })
  const by = { staffId, staffName: 'Mina', registerId: null, at: clock.now() }
  for (let n = 0; n < 30; n++) await audit.write({ what: 'rename_reader', subject: 'tmr_tied' }, by)
  await pool.query(
    `insert into reader_test (id, reader_id, state, started_at, ended_at)
     select 'readertest_' || n, 'tmr_tied', '{"result": "approved"}', $1, $1 from generate_series(1, 30) n`,
    [clock.now()],
  )
  const found: string[] = []
  const sizes: number[] = []
  let page = await events('tmr_tied')
  for (;;) {
    found.push(...page.events.map(({ id }) => id))
    sizes.push(page.events.length)
    if (!page.older) break
    page = await events('tmr_tied', page.events.at(-1))
  }
  expect(sizes).toEqual([25, 25, 10])
  expect(new Set(found).size).toBe(60)
})

test('a renaming that was done is one event; one that Stripe never answered is told as begun', async () => {
  const { pool, staffId, clock } = shop
  const audit = makeAudit({ pool, announce: () => {} })
  const { events } = makeReaderHistory(pool)
  const told = async (...whats: readonly string[]) => {
    const by = { staffId, staffName: 'Mina', registerId: null, at: clock.now() }
    for (const what of whats) await audit.write({ what, subject: 'tmr_named' }, by)
    return (await events('tmr_named')).events.map(({ what }) => what).toReversed()
  }
  const [begun, done] = ['begin_rename_reader', 'rename_reader']
  expect(await told(begun)).toEqual([begun])
  await audit.write({ what: done, subject: 'tmr_another' }, { ...NOBODY, at: clock.now() })
  expect(await told()).toEqual([begun])
  expect(await told(begun, done)).toEqual([begun, done])
  expect(await told('begin_delete_reader', begun, done)).toEqual([begun, done, 'begin_delete_reader', done])

  // Twenty-five fit on a page: what is not told takes no place on it.
  for (let n = 0; n < 25; n++) await told(begun, done)
  const first = await events('tmr_named')
  expect(first).toMatchObject({ older: true, events: Array(25).fill({ what: done }) })
  expect(await events('tmr_named', first.events.at(-1))).toMatchObject({
    older: false,
    events: [{ what: done }, { what: 'begin_delete_reader' }, { what: done }, { what: begun }],
  })
})

const NOBODY = { staffId: null, staffName: 'Tapline', registerId: null }
