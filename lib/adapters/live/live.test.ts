import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Signal } from '#lib/ports/live.ts'
import { freshDatabase, type TestDatabase } from '#lib/testing/test-database.ts'
import { payloadsOf } from './announce.ts'
import { type LiveLine, openLiveLine } from './bus.ts'
import { pruneSignals } from './signals.ts'

const now = 1_790_000_000_000
const clock = { now: () => now }
const log = { info() {}, warn() {}, error() {} }

let database: TestDatabase
let pool: pg.Pool
const open: LiveLine[] = []

beforeAll(async () => {
  database = await freshDatabase()
  pool = new pg.Pool({ connectionString: database.url })
})
afterEach(async () => {
  for (const line of open.splice(0)) await line.close()
  await pool.query('delete from signal')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** Nobody's news: once it is heard the server has found the end of the table, and tells whatever comes after. */
const BEGUN = '/begun'
const NEVER = 3_600_000

/** A server of its own, its line standing. It reads the table only when the test says so, unless told otherwise. */
async function server(sweepEveryMs = NEVER) {
  const line = openLiveLine({ url: database.url, database: pool, clock, log, sweepEveryMs })
  open.push(line)
  const heard: Signal[] = []
  const waiting = new Set<() => void>()
  let hasBegun = false
  line.bus.subscribe(signal => {
    if (signal.key === BEGUN) hasBegun = true
    else heard.push(signal)
    for (const look of [...waiting]) look()
  })
  const until = (condition: () => boolean) =>
    new Promise<void>(done => {
      const look = () => {
        if (!condition()) return
        waiting.delete(look)
        done()
      }
      waiting.add(look)
      look()
    })
  await comesTrue(() => line.bus.listening())
  if (sweepEveryMs < NEVER) {
    const marking = setInterval(() => void written(BEGUN), sweepEveryMs)
    await until(() => hasBegun)
    clearInterval(marking)
  }
  return { ...line, heard, until, keys: () => heard.map(signal => signal.key) }
}

/** Looks again whenever the event loop has come round. */
async function comesTrue(condition: () => boolean) {
  while (!condition()) await new Promise(setImmediate)
}

async function written(key: string, version = 1, at = now): Promise<Signal> {
  const { rows } = await pool.query<{ id: string }>(
    'insert into signal (key, version, at) values ($1, $2, $3) returning id',
    [key, version, at],
  )
  return { id: Number(rows[0]?.id), key, version }
}

test('what one server announces every server hears, once', async () => {
  const [one, two] = [await server(), await server()]
  const first = await written('/api/sales/1', 3)
  one.announce([first])
  expect(one.heard).toEqual([first])
  await two.until(() => two.heard.length === 1)
  const second = await written('/api/sales/2')
  one.announce([second])
  await two.until(() => two.keys().includes('/api/sales/2'))

  expect(one.heard).toEqual([first, second])
  expect(two.heard).toEqual([first, second])
})

test('a signal whose announcement was lost is found in the table', async () => {
  const { keys, until } = await server(20)
  await written('/api/sales/silent')
  await until(() => keys().length > 0)
  await written('/api/sales/loud')
  await until(() => keys().length > 1)
  expect(keys()).toEqual(['/api/sales/silent', '/api/sales/loud'])
})

test('what was there before the server began is not told again', async () => {
  await written('/api/sales/yesterday')
  const { keys, until } = await server(20)
  await written('/api/sales/today')
  await until(() => keys().length > 0)
  expect(keys()).toEqual(['/api/sales/today'])
})

test('an id that was given out earlier and committed later is told too', async () => {
  const { keys, until } = await server(20)
  const slow = await pool.connect()
  await slow.query('begin')
  await slow.query("insert into signal (key, version, at) values ('/slow', 1, $1)", [now])
  await written('/fast')
  await until(() => keys().includes('/fast'))
  await slow.query('commit')
  slow.release()
  await until(() => keys().includes('/slow'))
  expect(keys()).toEqual(['/fast', '/slow'])
})

test('a lost line comes back, and what was said meanwhile is read', async () => {
  const { bus, keys, until } = await server()
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tapline live' and datname = current_database()",
  )
  await comesTrue(() => !bus.listening())
  await written('/api/sales/meanwhile')
  await until(() => keys().length > 0)
  expect(keys()).toEqual(['/api/sales/meanwhile'])
  expect(bus.listening()).toBe(true)
})

test('who has hung up hears nothing', async () => {
  const { bus, announce, heard } = await server()
  const late: string[] = []
  const hangUp = bus.subscribe(signal => late.push(signal.key))
  announce([await written('/before')])
  hangUp()
  announce([await written('/after')])
  expect(late).toEqual(['/before'])
  expect(heard).toHaveLength(2)
})

test('a listener that breaks spoils nothing for the others, nor for who announced', async () => {
  const { bus, announce, keys } = await server()
  bus.subscribe(() => {
    throw new Error('broken stream')
  })
  const after: string[] = []
  bus.subscribe(signal => after.push(signal.key))
  announce([await written('/said')])
  expect(keys()).toEqual(['/said'])
  expect(after).toEqual(['/said'])
})

test('closing tells every stream, once', async () => {
  const line = await server()
  const ended: string[] = []
  line.bus.onClose(() => ended.push('stream'))
  line.bus.onClose(() => ended.push('gone'))()
  await line.close()
  expect(ended).toEqual(['stream'])
  line.bus.onClose(() => ended.push('late'))
  expect(ended).toEqual(['stream', 'late'])
  expect(line.bus.listening()).toBe(false)
})

test('a browser resumes after the last id it heard, or is told to read everything', async () => {
  const { bus } = await server()
  expect(await bus.since(5)).toBeUndefined()
  const signals = [await written('/1'), await written('/2'), await written('/3')]
  const [first, , last] = signals
  expect(await bus.since(first?.id ?? 0)).toEqual(signals)
  expect(await bus.since(last?.id ?? 0)).toEqual(signals)
  expect(await bus.since((first?.id ?? 0) - 2)).toBeUndefined()
  expect(await bus.since((last?.id ?? 0) + 1)).toBeUndefined()
})

test('signals are kept for the time asked', async () => {
  await written('/old', 1, now - 2)
  const kept = await written('/new', 1, now)
  expect(await pruneSignals(pool, now)).toBe(1)
  const { rows } = await pool.query('select id from signal')
  expect(rows).toEqual([{ id: String(kept.id) }])
})

test('a thousand signals go out in notifications that PostgreSQL takes', async () => {
  const { heard, until } = await server()
  const other = await server()
  const many = Array.from({ length: 1000 }, (_, i) => ({
    id: 1_000_000 + i,
    key: `/api/sales/ü${i}`,
    version: i,
  }))
  expect(payloadsOf(many).every(payload => Buffer.byteLength(payload) < 8000)).toBe(true)
  expect(payloadsOf(many).flatMap(payload => JSON.parse(payload))).toEqual(many)
  other.announce(many)
  await until(() => heard.length === 1000)
  expect(heard).toEqual(many)
})
