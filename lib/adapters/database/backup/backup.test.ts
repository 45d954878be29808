import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { onServer } from '#lib/testing/test-server.ts'
import { urlOf } from '#lib/testing/test-template.ts'
import { verifyAudit } from '../audit-verify.ts'
import { makeCatalogue } from '../catalogue.ts'
import { openPool } from '../connect.ts'
import { loadInto } from './load.ts'
import { checkBackup } from './read.ts'
import { makeBackups } from './store.ts'

let till: StoryTill
let dataDir: string
let file: string

const NASTY = `a "quoted" \\ name, with (brackets), a\nline break, one of a word processor\u2028, ünïcode 🌿 and <script>alert(1)</script>`

const PICTURES = 25
const EVERY_BYTE = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256))

beforeAll(async () => {
  till = await openTill()
  dataDir = await mkdtemp(join(tmpdir(), 'tapline-backup-'))
  for (const handed of [5_000, 10_000]) await till.cash(await till.sell('Flat white', 2), handed)
  const saleId = await till.sell('Cortado')
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await till.until(async () => {
    const { rows } = await till.pool.query(`select from sale where state::text like '%chargeId%'`)
    expect(rows).toHaveLength(1)
  })
  await till.rest()
  await till.pool.query('update shop set receipt_footer = $1', [NASTY])
  await till.pool.query(
    `insert into product_picture (product_id, hash, type, bytes)
     select id, md5(id), 'png', decode(md5(id), 'hex') from product limit $1`,
    [PICTURES],
  )
  await till.pool.query(
    `insert into splash_picture (file_id, type, bytes, kept_at) values ('file_counter', 'png', $1, 1), ('file_window', 'gif', $2, 2)`,
    [EVERY_BYTE, randomBytes(900_000)],
  )
  const who = await anybody()
  const by = { staffId: who.staffId, staffName: NASTY, registerId: null, at: till.clock.now() }
  await till.world.shops.setCaptureMode('automatic', by)
  const made = await backups().make()
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  file = join(dataDir, 'backups', made.value.name)
})
afterAll(async () => {
  await till?.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function anybody() {
  const who = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!who) throw new Error('nobody is signed in')
  return who
}

const backups = () => makeBackups({ pool: till.pool, dataDir, clock: till.clock, log: till.world.log })

/** A database with nothing in it, not even tables. */
async function inEmpty<T>(use: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const name = `restored_${Math.random().toString(36).slice(2)}`
  const server = urlOf(till.databaseUrl, 'postgres')
  await onServer(server, client => client.query(`create database ${name}`))
  const pool = openPool(urlOf(till.databaseUrl, name), () => {}, 2)
  try {
    return await use(pool)
  } finally {
    await pool.end()
    await onServer(server, client => client.query(`drop database ${name} (force)`))
  }
}

const restored = (from = file) =>
  inEmpty(async pool => {
    const client = await pool.connect()
    try {
      return await loadInto(client, from)
    } finally {
      client.release(true)
    }
  })

const lines = async () =>
  gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')

async function written(name: string, text: string): Promise<string> {
  const path = join(dataDir, name)
  await writeFile(path, gzipSync(text))
  return path
}

test('what is restored is what was backed up, row by row, and goes on where it stopped', async () => {
  await inEmpty(async pool => {
    const client = await pool.connect()
    await loadInto(client, file)
    client.release(true)
    const tables = [
      'shop',
      'sale',
      'tender',
      'sale_line',
      'journal',
      'audit',
      'product',
      'product_picture',
      'splash_picture',
      'call',
      'stripe_event',
    ]
    for (const table of tables) {
      const all = `select t::text as row from ${table} t order by 1`
      const [before, after] = await Promise.all([till.pool.query(all), pool.query(all)])
      expect(before.rows.length, table).toBeGreaterThan(0)
      // That it was restored is written behind it.
      const then = after.rows.filter(({ row }) => !row.includes('restore_backup'))
      expect(then, table).toEqual(before.rows)
    }
    const { rows: pictures } = await pool.query(
      `select bytes from splash_picture where file_id = 'file_counter'`,
    )
    expect(pictures[0]?.bytes.equals(EVERY_BYTE)).toBe(true)
    expect((await pool.query('select receipt_footer from shop')).rows).toEqual([{ receipt_footer: NASTY }])
    expect(await verifyAudit(pool)).toMatchObject({ unbroken: true })
    // Rules and counters stand: the journal refuses changes, and new rows get new numbers.
    await expect(pool.query('delete from journal')).rejects.toThrow('only added to')
    const highest = Number((await pool.query('select max(id) from signal')).rows[0].max)
    const { rows } = await pool.query(
      `insert into signal (key, version, at) values ('/x', 0, 0) returning id`,
    )
    expect(Number(rows[0].id)).toBeGreaterThan(highest)
    await expect(pool.query(`insert into tender select * from tender limit 1`)).rejects.toThrow()
  })
})

test('a restore signs nobody in: no session, no consent and no code of an old day counts; registers stay', async () => {
  const of = async (pool: pg.Pool, table: string) => (await pool.query(`select from ${table}`)).rowCount
  const now = till.clock.now()
  const [by, registerId] = [await anybody(), (await till.world.shops.registers())[0]?.id]
  await till.pool.query(
    'insert into register_code (code_hash, register_id, expires_at) values ($1, $2, $3)',
    ['code', registerId, now + 600_000],
  )
  const consent = { hash: 'consent', permission: 'sale.refund', subject: 'tender_1 100' } as const
  await till.world.audit.keepApproval({
    ...consent,
    sessionHash: till.sessionHash,
    approverId: by.staffId,
    expiresAt: now + 60_000,
  })
  const made = await backups().make()
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  await inEmpty(async pool => {
    const client = await pool.connect()
    await loadInto(client, join(dataDir, 'backups', made.value.name))
    client.release(true)
    for (const table of ['session', 'approval', 'register_code']) {
      expect(await of(till.pool, table), table).toBeGreaterThan(0)
      expect(await of(pool, table), table).toBe(0)
    }
    for (const table of ['staff', 'register', 'register_browser'])
      expect(await of(pool, table), table).toBe(await of(till.pool, table))
  })
  await rm(join(dataDir, 'backups', made.value.name))
})

test('pictures of goods lie in it one by one, so that however many there are they fit in memory', async () => {
  const all = await lines()
  const from = all.indexOf(JSON.stringify({ table: 'product_picture' }))
  const pieces = all.slice(
    from + 1,
    all.findIndex((line, at) => at > from && line.startsWith('{')),
  )
  expect(pieces.map(line => JSON.parse(line).length)).toEqual(Array(25).fill(1))
})

test('a tablet that slept through a restore is told everything anew, whatever it had heard of goods since the backup', async () => {
  const change = 'update category set name = name'
  for (let i = 0; i < 3; i++) await till.pool.query(change)
  const slept = Number(await till.world.catalogue.version())
  await inEmpty(async pool => {
    const client = await pool.connect()
    await loadInto(client, file)
    client.release(true)
    const catalogue = makeCatalogue({ pool })
    expect(await catalogue.since(slept)).toBeUndefined()
    const now = await catalogue.version()
    for (let i = 0; i < 5; i++) await pool.query(change)
    expect(await catalogue.since(slept)).toBeUndefined()
    expect(await catalogue.since(Number(now))).toMatchObject({ products: [], gone: [] })
    // From there on it counts as ever, one change after the other.
    const { rows } = await pool.query(
      'update product set price = price + 1 where parent_id is null returning id',
    )
    const changed = await catalogue.since(Number(await catalogue.version()) - 1)
    expect(changed?.products).toHaveLength(rows.length)
    await pool.query('select the_goods_changed_in_bulk()')
    await pool.query(
      `insert into signal (key, version, at) select '/api/catalogue', version, 0 from catalogue_version`,
    )
    expect(await catalogue.since(Number(now))).toBeUndefined()
  })
})

test('who restores a backup, or makes one at the machine, is written down', async () => {
  const last = `select what, subject, staff_name, after from audit order by seq desc limit 1`
  const { header, end } = await checkBackup(file)
  await inEmpty(async pool => {
    const client = await pool.connect()
    await loadInto(client, file)
    client.release(true)
    expect((await pool.query(last)).rows).toEqual([
      {
        what: 'restore_backup',
        subject: basename(file),
        staff_name: 'Somebody at the machine',
        after: {
          madeAt: new Date(header.madeAt).toISOString(),
          entries: end.audit?.seq,
          head: end.audit?.hash,
        },
      },
    ])
    expect(await verifyAudit(pool)).toMatchObject({ unbroken: true, entries: (end.audit?.seq ?? 0) + 1 })

    const copy = join(dataDir, 'by-hand')
    const program = ['--import', 'tsx', join(import.meta.dirname, 'make-backup.ts'), copy]
    const env = { ...process.env, DATABASE_URL: urlOf(till.databaseUrl, await nameOf(pool)) }
    const { status, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect((await pool.query(last)).rows).toMatchObject([
      { what: 'make_backup', subject: 'by-hand', staff_name: 'Somebody at the machine' },
    ])
    await expectRestoredByHand(copy, pool)
  })
})

/** What the command made, put by the other command into a database with nothing in it. */
const expectRestoredByHand = (copy: string, from: pg.Pool): Promise<void> =>
  inEmpty(async pool => {
    const program = ['--import', 'tsx', join(import.meta.dirname, 'load-backup.ts'), copy]
    const env = { ...process.env, DATABASE_URL: urlOf(till.databaseUrl, await nameOf(pool)) }
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Verified: \d+ rows in \d+ tables, the audit unbroken up to entry \d+\.$/m)
    for (const table of [
      'shop',
      'staff',
      'sale',
      'sale_line',
      'tender',
      'call',
      'journal',
      'product',
      'signal',
    ]) {
      const all = `select t::text as row from ${table} t order by 1`
      const [before, after] = await Promise.all([from.query(all), pool.query(all)])
      expect(after.rows.length, table).toBeGreaterThan(0)
      expect(after.rows, table).toEqual(before.rows)
    }
    const restores = `select subject from audit where what = 'restore_backup' order by seq`
    expect((await pool.query(restores)).rows.at(-1)).toEqual({ subject: 'by-hand' })
  })

const nameOf = async (pool: pg.Pool): Promise<string> =>
  (await pool.query('select current_database() as name')).rows[0].name

test('a backup is listed with its size and age, read by its name alone, and only its owner may read it', async () => {
  const [only] = await backups().list()
  expect(only).toMatchObject({ bytes: (await stat(file)).size })
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(await backups().read('../app-secret')).toBeUndefined()
  const found = await backups().read(only?.name ?? '')
  expect(found?.bytes).toBe(only?.bytes)
  expect(Buffer.from(await new Response(found?.stream).arrayBuffer())).toEqual(await readFile(file))
})

test('sales go on while a backup is made, and it holds one moment of them', async () => {
  const selling = (async () => {
    for (let i = 0; i < 10; i++) await till.cash(await till.sell(), 5_000)
  })()
  const made = await backups().make()
  await selling
  if (!made.ok) throw new Error('not made')
  const { rows } = await restored(join(dataDir, 'backups', made.value.name))
  expect(rows).toBeGreaterThan(0)
})

test('what a backup left behind that died half-way goes with the next one, and nothing else does', async () => {
  const folder = join(dataDir, 'backups')
  for (const name of ['2020-01-01T00-00-00Z.tapline-backup.part', 'holiday.part', 'notes'])
    await writeFile(join(folder, name), 'half')
  expect(await backups().make()).toMatchObject({ ok: true })
  const left = (await readdir(folder)).filter(name => !name.endsWith('.tapline-backup'))
  expect(left.toSorted()).toEqual(['holiday.part', 'notes'])
  for (const name of left) await rm(join(folder, name))
})

test('while one is made at the machine the till makes none, and the other way round', async () => {
  const other = await till.pool.connect()
  await other.query('select pg_advisory_lock(7331010)')
  const program = ['--import', 'tsx', join(import.meta.dirname, 'make-backup.ts')]
  const env = { ...process.env, DATABASE_URL: till.databaseUrl, DATA_DIR: dataDir }
  const { status, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8' })
  other.release(true)
  expect([status, stderr]).toEqual([1, 'No backup was made: Another one is being made right now.\n'])
})

test('two at once: one is made, the other is told', async () => {
  const both = await Promise.all([backups().make(), backups().make()])
  expect(both.filter(one => one.ok).length).toBeGreaterThanOrEqual(1)
  for (const one of both) if (!one.ok) expect(one.refusal.kind).toBe('too_busy')
  expect((await readdir(join(dataDir, 'backups'))).filter(name => name.endsWith('.part'))).toEqual([])
})

test('half a file, a changed one, a foreign one and one from the future are refused, with nothing restored', async () => {
  const half = join(dataDir, 'half')
  await writeFile(half, await readFile(file))
  await truncate(half, Math.floor((await stat(file)).size / 2))
  await expect(restored(half)).rejects.toThrow('cut off')

  const all = await lines()
  await expect(restored(await written('no-end', `${all.slice(0, -1).join('\n')}\n`))).rejects.toThrow(
    'cut off',
  )
  const swapped = all.map(line => line.replace('Mina Okafor', 'Mina Onafor')).join('\n')
  await expect(restored(await written('changed', `${swapped}\n`))).rejects.toThrow('changed')
  await expect(restored(await written('foreign', 'id,name\n1,Ada\n'))).rejects.toThrow()
  const [header = ''] = all
  const later = header.replace('"migrations":[', '"migrations":[4102444800000,')
  const future = await forged('later', line => (line === header ? later : line))
  await expect(restored(future)).rejects.toThrow('later version')
  const plain = join(dataDir, 'plain')
  await writeFile(plain, 'not even gzip')
  await expect(restored(plain)).rejects.toThrow('no backup of Tapline')
  await expect(restored(join(dataDir, 'nowhere'))).rejects.toThrow('no such file')
  expect((await checkBackup(file)).end.counts.sale).toBeGreaterThan(0)
})

/** The file with its lines changed, and an end that fits them. */
async function forged(name: string, change: (line: string) => string | readonly string[]): Promise<string> {
  const all = await lines()
  const body = all.slice(0, -1).flatMap(change)
  const sha256 = createHash('sha256')
    .update(body.map(line => `${line}\n`).join(''))
    .digest('hex')
  const end = JSON.stringify({ ...JSON.parse(all.at(-1) ?? ''), sha256 })
  return written(name, `${[...body, end].join('\n')}\n`)
}

test('rows for PostgreSQL’s own tables are refused before anything is written', async () => {
  const own = (line: string) =>
    line === '{"table":"audit"}' ? ['{"table":"pg_proc"}', '["(1,evil)"]', line] : line
  await expect(restored(await forged('pg-proc', own))).rejects.toThrow('changed')
})

test('a backup that is stopped half-way leaves no file, and the next one works at once', async () => {
  const folder = join(dataDir, 'backups')
  const before = await readdir(folder)
  till.clock.offset += 5_000
  const stop = new AbortController()
  let inFile: readonly string[] = []
  const told = () => {
    inFile = readdirSync(folder)
    stop.abort()
  }
  const stopped = await backups().make({ told, signal: stop.signal })
  expect(stopped).toEqual({ ok: false, refusal: { kind: 'backup_failed', because: 'stopped' } })
  expect(inFile.filter(name => name.endsWith('.part'))).toHaveLength(1)
  expect(await readdir(folder)).toEqual(before)

  const rows: number[] = []
  const signal = new AbortController().signal
  const made = await backups().make({ told: done => void rows.push(done), signal })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const found = await restored(join(folder, made.value.name))
  expect(rows.at(-1)).toBe(found.rows)
  expect(rows).toEqual(rows.toSorted((a, b) => a - b))
})

test('a backup that is stopped before it begins is none', async () => {
  const folder = join(dataDir, 'backups')
  const before = await readdir(folder)
  const seen = { told: () => {}, signal: AbortSignal.abort() }
  expect(await backups().make(seen)).toMatchObject({ refusal: { because: 'stopped' } })
  expect(await readdir(folder)).toEqual(before)
})

test('a database that is in use is not restored into', async () => {
  const client = await till.pool.connect()
  await expect(loadInto(client, file)).rejects.toThrow('not empty')
  client.release()
})

test('where no folder can be made it says so', async () => {
  const nowhere = makeBackups({
    pool: till.pool,
    dataDir: '/proc/nowhere',
    clock: till.clock,
    log: till.world.log,
  })
  expect(await nowhere.make()).toEqual({
    ok: false,
    refusal: { kind: 'backup_failed', because: 'no_folder' },
  })
  expect(await nowhere.list()).toEqual([])
})
