import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#lib/adapters/database/connect.ts'
import { makeKnocks } from '#lib/adapters/database/knocks.ts'
import { freshDatabase, type TestDatabase } from '#lib/testing/test-database.ts'
import { countKnock, writeKnocks } from './knock-tally.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool(database.url, () => {})
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const HOUR_MS = 3_600_000

test('knocks are counted by minute, door and ending, and written once', async () => {
  const knocks = makeKnocks({ pool })
  for (let i = 0; i < 1_000; i++) countKnock('terminal', 'wrong_signature', 60_000 + i)
  countKnock('terminal', 'taken', 61_000)
  countKnock('payments', 'taken', 125_000)
  await writeKnocks({ knocks })
  await writeKnocks({ knocks })
  expect(await knocks.since(0)).toEqual(
    expect.arrayContaining([
      { minute: 60_000, door: 'terminal', ending: 'wrong_signature', count: 1_000, lastAt: 60_999 },
      { minute: 60_000, door: 'terminal', ending: 'taken', count: 1, lastAt: 61_000 },
      { minute: 120_000, door: 'payments', ending: 'taken', count: 1, lastAt: 125_000 },
    ]),
  )
})

test('what could not be written is kept, and adds up with what came meanwhile and with other servers', async () => {
  const away = openPool('postgresql://tapline@127.0.0.1:1/nowhere', () => {}, 1)
  const knocks = makeKnocks({ pool })
  countKnock('terminal', 'taken', HOUR_MS)
  const failing = writeKnocks({ knocks: makeKnocks({ pool: away }) })
  countKnock('terminal', 'taken', HOUR_MS + 500)
  await expect(failing).rejects.toThrow()
  await away.end()
  await knocks.add([{ minute: HOUR_MS, door: 'terminal', ending: 'taken', count: 3, lastAt: HOUR_MS + 900 }])
  await writeKnocks({ knocks })
  expect(await knocks.since(HOUR_MS)).toEqual([
    { minute: HOUR_MS, door: 'terminal', ending: 'taken', count: 5, lastAt: HOUR_MS + 900 },
  ])
  await knocks.forgetBefore(HOUR_MS + 1)
  expect(await knocks.since(0)).toEqual([])
})
