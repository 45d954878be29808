import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import type { Audit, AuditBy } from '#lib/ports/audit.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeAudit } from './audit.ts'

let shop: ShopDatabase
let audit: Audit
let by: AuditBy
beforeEach(async () => {
  shop = await openShopDatabase()
  audit = makeAudit({ pool: shop.pool, announce: () => {} })
  by = { staffId: shop.staffId, staffName: 'Mina', registerId: shop.registerId, at: 1_000 }
})
afterEach(() => shop.close())

const renamed = (n: number) => ({
  what: 'rename_reader',
  subject: `tmr_${n}`,
  before: { label: 'Bar' },
  after: { label: `Counter ${n}` },
})

/** As somebody with the database's own password could: the trigger is switched off first. */
async function tamper(sql: string): Promise<void> {
  const client = await shop.pool.connect()
  await client.query("set session_replication_role = 'replica'")
  await client.query(sql)
  await client.query("set session_replication_role = 'origin'")
  client.release()
}

test('entries side by side make one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => audit.write(renamed(n), by)))
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 30, sealed: 0 })
  const { rows, total } = await audit.page({ words: '', limit: 5, offset: 0 })
  expect([total, rows.map(row => row.seq)]).toEqual([30, [30, 29, 28, 27, 26]])
})

test('a chain with nothing in it is unbroken', async () => {
  expect(await audit.verify()).toEqual({ unbroken: true, entries: 0, head: '0'.repeat(64), sealed: 0 })
})

test('how far the walk is gets told, and it can be stopped on the way', async () => {
  for (let n = 0; n < 3; n++) await audit.write(renamed(n), by)
  const far: unknown[] = []
  const told = (done: number, of?: number) => void far.push([done, of])
  const going = new AbortController()
  expect(await audit.verify({ told, signal: going.signal })).toMatchObject({ unbroken: true, entries: 3 })
  expect(far).toEqual([[3, 3]])
  going.abort()
  expect(await audit.verify({ told, signal: going.signal })).toBe('stopped')
  expect(far).toHaveLength(1)
})

test('a long walk is stopped between two entries, and the next one goes to the end', async () => {
  await shop.pool.query(
    `insert into audit (at, what, subject, staff_name) select n, 'rename_reader', 'tmr_1', 'Mina' from generate_series(1, 2500) n`,
  )
  const stop = new AbortController()
  const far: number[] = []
  const told = (done: number) => {
    far.push(done)
    stop.abort()
  }
  expect(await audit.verify({ told, signal: stop.signal })).toBe('stopped')
  expect(far).toEqual([2_000])
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 2_500 })
})

test('an entry is never changed, cut or emptied', async () => {
  await audit.write(renamed(1), by)
  for (const sql of ["update audit set staff_name = 'Theo'", 'delete from audit', 'truncate audit'])
    await expect(shop.pool.query(sql)).rejects.toMatchObject({ constraint: 'what_is_audited_stays' })
})

test.each([
  ["update audit set staff_name = 'Theo' where seq = 3", 3, 'changed'],
  [`update audit set after = '{"label":"Bar"}' where seq = 1`, 1, 'changed'],
  ['update audit set at = at + 1 where seq = 5', 5, 'changed'],
  ['delete from audit where seq = 2', 2, 'missing'],
  ["update audit set hash = repeat('a', 64) where seq = 4", 4, 'changed'],
] as const)('whoever goes round the trigger is found: %s', async (sql, seq, because) => {
  for (const n of [1, 2, 3, 4, 5]) await audit.write(renamed(n), by)
  await tamper(sql)
  expect(await audit.verify()).toMatchObject({ unbroken: false, seq, because })
})

test('an entry that was changed and hashed anew breaks the link after it', async () => {
  for (const n of [1, 2, 3]) await audit.write(renamed(n), by)
  await tamper(`update audit set staff_name = 'Theo', hash = encode(sha256(convert_to(prev || json_build_array(seq, at, what, subject,
    named, staff_id, 'Theo', approver_id, approver_name, register_id, reader_id, request_id, before, after)::text, 'UTF8')), 'hex')
    where seq = 2`)
  expect(await audit.verify()).toMatchObject({ unbroken: false, seq: 3, because: 'unlinked' })
})

const diary = (at: number) =>
  shop.pool.query(
    `insert into journal (sale_id, kind, at, data) values ($1, 'wish', $2, '{"charge": 425}')`,
    [idOf('sale', randomUUID()), at],
  )

test('a seal goes over the diaries of sales once they have settled, and finds what was changed under it', async () => {
  const now = 10_000_000
  await diary(now - 600_000)
  await diary(now - 500_000)
  await diary(now - 1_000)
  expect(await audit.seal(now)).toBe(true)
  expect(await audit.seal(now)).toBe(false)
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 1, sealed: 2 })
  expect(await audit.seal(now + 400_000)).toBe(true)
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 2, sealed: 3 })

  await tamper(`update journal set data = '{"charge": 42}' where id = 2`)
  expect(await audit.verify()).toMatchObject({ unbroken: false, seq: 1, because: 'diary_changed' })
})

test('a line that was written after a younger one waits for it: what is sealed has no gap', async () => {
  const now = 10_000_000
  await diary(now - 600_000)
  await diary(now - 1_000)
  await diary(now - 500_000)
  expect(await audit.seal(now)).toBe(true)
  expect(await audit.verify()).toMatchObject({ unbroken: true, sealed: 1 })
  expect(await audit.seal(now + 400_000)).toBe(true)
  expect(await audit.verify()).toMatchObject({ unbroken: true, sealed: 3 })
})

test('servers that seal at once seal everything once', async () => {
  for (let n = 0; n < 20; n++) await diary(n)
  const sealed = await Promise.all(Array.from({ length: 4 }, () => audit.seal(10_000_000)))
  expect(sealed.filter(Boolean)).toHaveLength(1)
  expect(await audit.verify()).toMatchObject({ unbroken: true, sealed: 20 })
})

test('the pages find by words, person, operation and day; a percent sign is a percent sign', async () => {
  await audit.write({ ...renamed(1), named: '100% Bar' }, by)
  await audit.write({ what: 'set_capture_mode', subject: 'shop' }, { ...by, staffName: 'Theo', at: 2_000 })
  const found = async (more: object) =>
    (await audit.page({ words: '', limit: 9, offset: 0, ...more })).rows.map(row => row.seq)
  expect(await found({ words: '0%' })).toEqual([1])
  expect(await found({ words: '_' })).toEqual([2, 1])
  expect(await found({ words: 'theo' })).toEqual([2])
  expect(await found({ what: 'rename_reader' })).toEqual([1])
  expect(await found({ staffId: shop.staffId, fromMs: 1_500 })).toEqual([2])
  expect(await found({ untilMs: 2_000 })).toEqual([1])
  expect((await audit.occurring()).whats).toEqual(['rename_reader', 'set_capture_mode'])
})

test('a consent is good once, for one thing, for one session, for a minute', async () => {
  const given = {
    hash: 'h1',
    permission: 'sale.refund',
    sessionHash: 's1',
    approverId: shop.staffId,
  } as const
  await audit.keepApproval({ ...given, expiresAt: 60_000 })
  const wanted = {
    hash: 'h1',
    permission: 'sale.refund',
    sessionHash: 's1',
    about: [],
    nowMs: 59_999,
  } as const
  expect(await audit.spendApproval({ ...wanted, permission: 'sale.void' })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, sessionHash: 's2' })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, nowMs: 60_000 })).toBeUndefined()
  const spent = await Promise.all([1, 2, 3].map(() => audit.spendApproval(wanted)))
  expect(spent.filter(Boolean)).toMatchObject([{ staffId: shop.staffId }])
})

test('a consent to one sale is none to another', async () => {
  const subject = idOf('sale', randomUUID())
  const given = {
    hash: 'h2',
    permission: 'sale.refund',
    sessionHash: 's1',
    approverId: shop.staffId,
  } as const
  await audit.keepApproval({ ...given, subject, expiresAt: 60_000 })
  const wanted = { hash: 'h2', permission: 'sale.refund', sessionHash: 's1', nowMs: 1 } as const
  expect(await audit.spendApproval({ ...wanted, about: [] })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, about: [idOf('sale', randomUUID())] })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, about: [subject] })).toMatchObject({ name: 'Mina' })
})

test('who consented is found like who did it, and is there to choose', async () => {
  const approver = { staffId: idOf('staff', randomUUID()), name: 'Maya' }
  await audit.write(renamed(1), { ...by, approver })
  await audit.write(renamed(2), by)
  const found = await audit.page({ words: '', staffId: approver.staffId, limit: 9, offset: 0 })
  expect([found.total, found.rows.map(row => row.seq)]).toEqual([1, [1]])
  expect((await audit.occurring()).people).toEqual([
    { staffId: approver.staffId, name: 'Maya' },
    { staffId: shop.staffId, name: 'Mina' },
  ])
})
