import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import type { Audit, AuditBy } from '#lib/ports/audit.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeAudit } from './audit.ts'
import { verifyAudit } from './audit-verify.ts'

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

test('an entry that was kept elsewhere shows that all was written anew, or cut off', async () => {
  for (const n of [1, 2, 3]) await audit.write(renamed(n), by)
  const kept = await verifyAudit(shop.pool)
  if (!kept.unbroken) throw new Error(kept.because)
  const asKept = () => verifyAudit(shop.pool, { kept: { seq: kept.entries, hash: kept.head } })
  await audit.write(renamed(4), by)
  expect(await asKept()).toMatchObject({ unbroken: true, entries: 4 })

  await tamper('delete from audit where seq >= 3')
  expect(await asKept()).toEqual({ unbroken: false, seq: 3, because: 'missing' })
  for (const n of [5, 6]) await audit.write(renamed(n), by)
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 4 })
  expect(await asKept()).toMatchObject({ unbroken: false, seq: 3, because: 'not_as_kept' })
})

test('seventeen who check at once do not take all connections: one walks, the others are told', async () => {
  await shop.pool.query(
    `insert into audit (at, what, subject, staff_name) select n, 'rename_reader', 'tmr_1', 'Mina' from generate_series(1, 2500) n`,
  )
  const checks = Array.from({ length: 17 }, () => audit.verify())
  await audit.write(renamed(1), by)
  const found = await Promise.all(checks)
  expect(found.filter(one => one === 'too_busy')).toHaveLength(16)
  expect(found.filter(one => one !== 'too_busy')).toMatchObject([{ unbroken: true }])
  expect(await audit.verify()).toMatchObject({ unbroken: true, entries: 2_501 })
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

/** A seal as somebody with the database's password would put it in: the trigger itself makes it a link. */
const forgeSeal = (seal: object) =>
  shop.pool.query(
    `insert into audit (at, what, subject, staff_name, after) values (1, 'seal_journal', 'journal', 'Tapline', $1)`,
    [JSON.stringify(seal)],
  )

test('a forged seal over what is to come, or that leaves something out, is found', async () => {
  const now = 10_000_000
  await diary(now - 600_000)
  expect(await audit.seal(now)).toBe(true)
  const nothing = createHash('sha256').digest('hex')
  await forgeSeal({ from: 2, to: 9_000_000_000, count: 0, sha256: nothing })
  expect(await audit.verify()).toMatchObject({ unbroken: false, seq: 2, because: 'diary_changed' })
})

test('a seal that does not begin where the last one ended is found', async () => {
  const now = 10_000_000
  for (const at of [1, 2, 3]) await diary(at)
  const { rows } = await shop.pool.query(
    `select encode(sha256(convert_to(json_build_array(id, sale_id, tender_id, staff_id, kind, at, data)::text || chr(10), 'UTF8')), 'hex') as sha256
     from journal where id = 3`,
  )
  await forgeSeal({ from: 3, to: 3, count: 1, sha256: rows[0].sha256 })
  expect(await audit.verify()).toMatchObject({ unbroken: false, seq: 1, because: 'seal_gap' })
  expect(await audit.seal(now)).toBe(false)
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
    subject: 'tender_1 100',
  } as const
  await audit.keepApproval({ ...given, expiresAt: 60_000 })
  const wanted = {
    hash: 'h1',
    permission: 'sale.refund',
    sessionHash: 's1',
    about: 'tender_1 100',
    nowMs: 59_999,
  } as const
  expect(await audit.spendApproval({ ...wanted, permission: 'sale.void' })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, sessionHash: 's2' })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, nowMs: 60_000 })).toBeUndefined()
  const spent = await Promise.all([1, 2, 3].map(() => audit.spendApproval(wanted)))
  expect(spent.filter(Boolean)).toMatchObject([{ staffId: shop.staffId }])
})

test('a consent to one amount is none to another, and one to nothing in particular is none at all', async () => {
  const subject = 'tender_1 100'
  const given = {
    hash: 'h2',
    permission: 'sale.refund',
    sessionHash: 's1',
    approverId: shop.staffId,
  } as const
  await audit.keepApproval({ ...given, subject, expiresAt: 60_000 })
  const wanted = { hash: 'h2', permission: 'sale.refund', sessionHash: 's1', nowMs: 1 } as const
  for (const about of ['tender_1 200', 'tender_2 100', ''])
    expect(await audit.spendApproval({ ...wanted, about })).toBeUndefined()
  expect(await audit.spendApproval({ ...wanted, about: subject })).toMatchObject({ name: 'Mina' })
  await shop.pool.query(`update approval set subject = null, used_at = null where hash = 'h2'`)
  expect(await audit.spendApproval({ ...wanted, about: subject })).toBeUndefined()
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
