import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { z } from 'zod'
import type { AuditEntry } from '#lib/ports/audit.ts'
import { atTheMachine } from '../at-the-machine.ts'
import { appendAudit } from '../audit.ts'
import { auditHead, EXACT_TEXT, inPublic, tablesOf } from './dump.ts'
import type { End, Header } from './format.ts'
import { BadBackup, checkBackup, readBackup } from './read.ts'

const MIGRATIONS = join(import.meta.dirname, '../migrations')
const Journal = z.looseObject({ entries: z.array(z.looseObject({ when: z.number() })) })

export type Loaded = { readonly header: Header; readonly end: End; readonly rows: number }

/**
 * Puts a backup into an empty database: the tables as they were on that day, every row as it was, no trigger running; then the migrations
 * since. Nobody is signed in by it. What lies there is compared with what the backup says, row counts and the head of the audit; then the audit goes on with who
 * restored what. Throws a BadBackup with a sentence.
 */
export async function loadInto(client: pg.PoolClient, file: string): Promise<Loaded> {
  const { header, end } = await checkBackup(file)
  await refuseUsed(client)
  await migrateTo(client, header)
  await client.query(EXACT_TEXT)
  await refuseOtherColumns(client, header)
  await client.query('begin')
  // Neither triggers nor foreign keys: rows come table by table, and what triggers once wrote comes with them.
  await client.query('set local session_replication_role = replica')
  for (const { name } of header.tables) await client.query(`delete from ${inPublic(name)}`)
  let rows = 0
  for await (const piece of readBackup(file)) if (piece.kind === 'rows') rows += await put(client, piece)
  for (const { name, last } of end.sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [inPublic(name), last])
  await compare(client, end)
  await client.query('commit')
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: MIGRATIONS })
  await client.query(CATALOGUE_ANEW)
  await client.query(NOBODY_IN)
  await appendAudit(db, restoring(file, header, end), await atTheMachine(db))
  return { header, end, rows }
}

/**
 * Tablets have goods of versions that are given out a second time from here on. By the clock's milliseconds the next one is beyond any that
 * a till has ever counted to, and the floor with it: whoever is older reads everything.
 */
const CATALOGUE_ANEW = `update catalogue_version set version = anew.version, head = anew.version, floor = anew.version
  from (select greatest(version + 1, floor(extract(epoch from clock_timestamp()) * 1000)::bigint) as version from catalogue_version) anew`

/**
 * Whoever was signed out since is not let in again by an old day: everyone types their PIN, consents and codes for registers are asked for
 * anew. Who works here, and which browser is which register, is as it was; whoever restores is told so.
 */
const NOBODY_IN = `with sessions as (delete from session), consents as (delete from approval) delete from register_code`

/** What came before was written on another day, perhaps on another machine; sales made since are not in it. */
const restoring = (file: string, { madeAt }: Header, { audit }: End): AuditEntry => ({
  what: 'restore_backup',
  subject: basename(file),
  after: { madeAt: new Date(madeAt).toISOString(), entries: audit?.seq ?? 0, head: audit?.hash },
})

async function refuseUsed(client: pg.PoolClient): Promise<void> {
  const tables = await tablesOf(client)
  if (tables.length > 0) throw new BadBackup('The database to restore into is not empty.')
}

/** The migrations the backup knew. One that we do not know was made by a later version of the till. */
async function migrateTo(client: pg.PoolClient, header: Header): Promise<void> {
  const file = join(MIGRATIONS, 'meta/_journal.json')
  const journal = Journal.parse(JSON.parse(await readFile(file, 'utf8')))
  const known = new Set(journal.entries.map(entry => entry.when))
  if (header.migrations.some(when => !known.has(when)))
    throw new BadBackup('It was made by a later version of Tapline: update this one first.')
  const applied = new Set(header.migrations)
  const folder = await mkdtemp(join(tmpdir(), 'tapline-migrations-'))
  try {
    await cp(MIGRATIONS, folder, { recursive: true })
    const entries = journal.entries.filter(entry => applied.has(entry.when))
    await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A row's text names no columns: their order must be the same. */
async function refuseOtherColumns(client: pg.PoolClient, header: Header): Promise<void> {
  const here = await tablesOf(client)
  if (JSON.stringify(here) !== JSON.stringify(header.tables))
    throw new BadBackup('Its tables are not those that this version of Tapline makes.')
}

type Rows = { readonly table: string; readonly rows: readonly string[] }

/** `offset 0` keeps PostgreSQL from reading each row once per column. */
async function put(client: pg.PoolClient, { table, rows }: Rows): Promise<number> {
  const name = inPublic(table)
  const { rowCount } = await client.query(
    `insert into ${name} overriding system value
     select (one.row).* from (select text::${name} as row from unnest($1::text[]) as text offset 0) one`,
    [rows],
  )
  return rowCount ?? 0
}

/** What is in the tables now is what was in them then. */
async function compare(client: pg.PoolClient, end: End): Promise<void> {
  for (const [table, count] of Object.entries(end.counts)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${inPublic(table)}`)
    if (Number(rows[0]?.count) !== count)
      throw new BadBackup(`${table} has ${rows[0]?.count} rows and should have ${count}.`)
  }
  if (JSON.stringify(await auditHead(client)) !== JSON.stringify(end.audit))
    throw new BadBackup('The head of the audit is not what it was.')
}
