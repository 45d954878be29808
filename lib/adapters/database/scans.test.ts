import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeHealthStore } from './health-store.ts'
import { makeKnocks } from './knocks.ts'

/** What a server asks of the long tables every minute must not read them from end to end, however long they have become. */
const NOW = Date.UTC(2026, 10, 20, 9)
const MINUTE = 60_000

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
  await shop.pool.query(
    `insert into stripe_event (id, type, raw, received_at)
     select 'evt_' || n, case when n % 3 = 0 then 'terminal.reader.action_succeeded' else 'charge.refunded' end,
       '{}', $1::bigint - n::bigint * 60000 from generate_series(1, 60000) n`,
    [NOW],
  )
  await shop.pool.query(
    `insert into call (id, subject_id, step, n, key, path, params, written_at, outcome, answered_at)
     select 'call_' || n, 'tender_' || n, 'process', 1, 'key ' || n, '/', '{}', $1::bigint - n::bigint * 60000,
       case when n > 3 then 'done' end, case when n > 3 then $1::bigint - n::bigint * 60000 end
     from generate_series(1, 60000) n`,
    [NOW],
  )
  await shop.pool.query('vacuum analyze stripe_event, call')
})
afterAll(() => shop.close())

/** What PostgreSQL would do for everything that is asked meanwhile. */
async function plansOf(asks: (pool: ShopDatabase['pool']) => Promise<unknown>): Promise<string> {
  const { pool } = shop
  const query = pool.query.bind(pool)
  const asked: { text: string; values: unknown[] }[] = []
  const listening = (one: { text: string; values: unknown[] }) => {
    asked.push(one)
    return query(one)
  }
  Object.assign(pool, { query: listening })
  try {
    await asks(pool)
  } finally {
    Object.assign(pool, { query })
  }
  const plans = asked.map(async ({ text, values }) => {
    const { rows } = await query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values })
    return rows.map(row => row['QUERY PLAN']).join('\n')
  })
  return (await Promise.all(plans)).join('\n')
}

test('events and calls are never read from end to end', async () => {
  const plans = await plansOf(async pool => {
    const knocks = makeKnocks({ pool })
    const health = makeHealthStore({ pool, announce: shop.announce })
    await health.webhooks(NOW)
    await health.facts(NOW)
    expect(await knocks.lastBrought()).toEqual({ terminal: NOW - 3 * MINUTE, payments: NOW - MINUTE })
    await knocks.lag(NOW - 60 * MINUTE)
    await knocks.blankBefore(NOW - 30 * 24 * 60 * MINUTE)
  })
  expect(plans).toContain('events_with_text')
  expect(plans).not.toMatch(/Seq Scan on (stripe_event|call)\b/)
})

test('after a month the text of an event is blank, and it is still known', async () => {
  const knocks = makeKnocks({ pool: shop.pool })
  const texts = async () =>
    (await shop.pool.query("select count(*)::int as n from stripe_event where raw <> ''")).rows[0]?.n
  const before = await texts()
  await knocks.blankBefore(NOW - 59_990 * MINUTE)
  expect(before - (await texts())).toBeLessThanOrEqual(10)
  for (let rounds = 0; rounds < 20; rounds++) await knocks.blankBefore(NOW - 30 * 24 * 60 * MINUTE)
  expect(await texts()).toBe(30 * 24 * 60)
  expect(await knocks.unseen(['evt_60000', 'evt_none'])).toEqual(['evt_none'])
})
