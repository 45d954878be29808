import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeAudit } from './audit.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
  const audit = makeAudit({ pool: shop.pool, announce: () => {} })
  const by = { staffId: shop.staffId, staffName: 'Mina', registerId: null, at: 1_000 }
  for (const n of [1, 2, 3, 4]) await audit.write({ what: 'rename_reader', subject: `tmr_${n}` }, by)
})
afterAll(() => shop?.close())

/** The program as the command runs it: in a process of its own, with the database in its environment. */
function verify(kept?: string) {
  const program = ['--import', 'tsx', join(import.meta.dirname, 'verify-audit.ts')]
  const env = { ...process.env, DATABASE_URL: shop.url }
  const args = kept === undefined ? program : [...program, kept]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** As somebody with the database's own password could: the triggers are switched off first. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const client = await shop.pool.connect()
  await client.query("set session_replication_role = 'replica'")
  for (const sql of statements) await client.query(sql)
  await client.query("set session_replication_role = 'origin'")
  client.release()
}

/** Everything from an entry on is hashed anew, as somebody who knows how the chain is made would do it. */
const relinked = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => i + from).map(
    seq => `update audit a set prev = b.hash, hash = encode(sha256(convert_to(b.hash || json_build_array(a.seq, a.at, a.what, a.subject,
      a.named, a.staff_id, a.staff_name, a.approver_id, a.approver_name, a.register_id, a.reader_id, a.request_id, a.before,
      a.after)::text, 'UTF8')), 'hex') from audit b where a.seq = ${seq} and b.seq = ${seq - 1}`,
  )

const renamed = (seq: number, name: string) => `update audit set staff_name = '${name}' where seq = ${seq}`

test('the command prints a head, names the first entry that is broken and ends with 1', async () => {
  const whole = verify()
  expect(whole).toMatchObject({ status: 0, stderr: '' })
  expect(whole.stdout).toContain('The audit is unbroken: 4 entries')
  const head = /^Head: (4:[0-9a-f]{64})$/m.exec(whole.stdout)?.[1] ?? ''
  expect(verify(head)).toMatchObject({ status: 0, stderr: '' })
  expect(verify(` ${head}\n`), 'as it is pasted').toMatchObject({ status: 0 })

  await tamper(renamed(3, 'Theo'))
  const broken = verify()
  expect(broken).toMatchObject({ status: 1, stderr: '' })
  expect(broken.stdout).toBe(
    'The audit is broken. The first link that does not hold: entry 3 (rename_reader tmr_3, Theo) is not what was written.\n',
  )

  await tamper(...relinked(3, 3))
  expect(verify().stdout).toContain(
    'entry 4 (rename_reader tmr_4, Mina) does not follow the entry before it.',
  )

  await tamper(...relinked(4, 4))
  expect(verify(), 'a walk alone does not show it').toMatchObject({ status: 0 })
  const kept = verify(head)
  expect(kept).toMatchObject({ status: 1, stderr: '' })
  expect(kept.stdout).toContain(
    'entry 4 (rename_reader tmr_4, Mina) fits those around it and is not the one you kept',
  )

  await tamper('delete from audit where seq = 2')
  expect(verify()).toMatchObject({ status: 1 })
  expect(verify().stdout).toBe(
    'The audit is broken. The first link that does not hold: entry 2 is missing.\n',
  )
})

test.each(['4', '4:abc', `x:${'0'.repeat(64)}`, `4:${'0'.repeat(65)}`])(
  'what is no head is refused before anything is read: %s',
  kept => {
    const { status, stdout, stderr } = verify(kept)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('a head is given as it was printed')
  },
)

test('a database that is not there is told, and is no unbroken chain', () => {
  const program = ['--import', 'tsx', join(import.meta.dirname, 'verify-audit.ts')]
  const env = { ...process.env, DATABASE_URL: `${shop.url}_nowhere` }
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('The audit could not be read')
})
