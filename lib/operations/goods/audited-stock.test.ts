import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
  await till.pool.query("update shop set capture_mode = 'manual'")
  await till.pool.query("update product set stock_mode = 'warn', stock = 100 where name = 'Flat white'")
})
afterAll(() => till?.close())

/** Longer than PostgreSQL waits before it looks for a deadlock, so that whoever comes second finds it. */
const LOOKED_FOR = "interval '1200 milliseconds'"

test('a hold of counted goods is taken while the office changes goods: neither waits for the other in a circle', async () => {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  // The answer to the capture tells of the money, and not a knock that is faster.
  await till.mood('webhook_dropped', { times: 0 })
  const office = await till.pool.connect()
  try {
    await office.query('begin')
    await office.query(
      "update product set name = name || ' new' where id = (select id from product where name <> 'Flat white' limit 1)",
    )
    expect(await till.steer(sale, 'capture')).toMatchObject({ ok: true })
    await till.until(async () => {
      const { rowCount } = await till.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and now() - query_start > ${LOOKED_FOR}`,
      )
      expect(rowCount).toBeGreaterThan(0)
    })
    await office.query(
      "insert into audit (at, what, subject, staff_name) values (1, 'save_good', 'good', 'Mina')",
    )
    await office.query('commit')
  } finally {
    office.release(true)
  }
  await till.untilPaid(sale)
  const { rows } = await till.pool.query("select stock from product where name = 'Flat white'")
  expect(rows).toEqual([{ stock: 98 }])
})
