import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import type { Watch } from '#lib/ports/watch.ts'
import type { End, Header } from './format.ts'

const ROWS_AT_ONCE = 500
/** Of rows with bytes in them: a picture's text is twice as long as the picture. */
const LARGE_ROWS_AT_ONCE = 1

/** What a file is called until it is whole ends so. */
export const UNFINISHED = '.part'

/** Text that reads back as what it was, whatever the server's own settings are; and no statement is too long for this. */
export const EXACT_TEXT = `set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set statement_timeout = 0; set search_path = public`

/**
 * Writes everything in the database, as it was at one moment, into a file that appears in one piece. Nobody is held up meanwhile. The
 * client is in another state afterwards: close it. `watch` hears of rows; stopped, it throws, and no file is left.
 */
export async function dumpTo(
  client: pg.ClientBase,
  file: string,
  madeAt: number,
  watch?: Watch,
): Promise<End> {
  watch?.signal.throwIfAborted()
  const unfinished = `${file}${UNFINISHED}`
  const out = writer(unfinished)
  try {
    await client.query(EXACT_TEXT)
    await client.query('begin isolation level repeatable read read only')
    const end = await dump(client, out, madeAt, watch)
    await client.query('commit')
    await out.end()
    await onDisk(unfinished)
    watch?.signal.throwIfAborted()
    await rename(unfinished, file)
    return end
  } catch (error) {
    await out.giveUp()
    await rm(unfinished, { force: true })
    throw error
  }
}

type Out = ReturnType<typeof writer>

async function dump(client: pg.ClientBase, out: Out, madeAt: number, watch?: Watch): Promise<End> {
  const header = await headerOf(client, madeAt)
  await out.line(header)
  const counts: Record<string, number> = {}
  let before = 0
  const told = (rows: number) => {
    watch?.signal.throwIfAborted()
    watch?.told(before + rows)
  }
  const large = await tablesWithBytes(client)
  for (const { name } of header.tables) {
    await out.line({ table: name })
    const count = await dumpRows(client, out, { name, isLarge: large.has(name) }, told)
    counts[name] = count
    before += count
  }
  const end: End = {
    end: true,
    counts,
    sequences: await sequencesOf(client),
    audit: await auditHead(client),
    sha256: out.digest(),
  }
  await out.line(end)
  return end
}

async function headerOf(client: pg.ClientBase, madeAt: number): Promise<Header> {
  const { rows: server } = await client.query<{ version: string }>('select version()')
  const { rows: applied } = await client.query<{ created_at: string }>(
    'select created_at from drizzle.__drizzle_migrations order by created_at',
  )
  return {
    format: 'tapline-backup',
    version: 1,
    madeAt,
    postgres: server[0]?.version ?? '',
    migrations: applied.map(row => Number(row.created_at)),
    tables: await tablesOf(client),
  }
}

/** Every table of ours, with its columns in the order in which a row's text has them. */
export async function tablesOf(client: pg.ClientBase): Promise<Header['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`,
  )
  return rows
}

async function tablesWithBytes(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea'`,
  )
  return new Set(rows.map(({ name }) => name))
}

async function dumpRows(
  client: pg.ClientBase,
  out: Out,
  { name, isLarge }: { readonly name: string; readonly isLarge: boolean },
  told: (rows: number) => void,
): Promise<number> {
  await client.query(`declare rows no scroll cursor for select t::text as row from ${inPublic(name)} t`)
  const atOnce = isLarge ? LARGE_ROWS_AT_ONCE : ROWS_AT_ONCE
  let count = 0
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${atOnce} from rows`)
    if (rows.length === 0) break
    await out.line(rows.map(({ row }) => row))
    count += rows.length
    told(count)
  }
  await client.query('close rows')
  return count
}

async function sequencesOf(client: pg.ClientBase): Promise<End['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}

export async function auditHead(client: pg.ClientBase): Promise<End['audit']> {
  const { rows } = await client.query<{ seq: string; hash: string }>(
    'select seq, hash from audit order by seq desc limit 1',
  )
  const [head] = rows
  return head ? { seq: Number(head.seq), hash: head.hash } : null
}

/** `public."a ""name"""`, as SQL wants it: PostgreSQL's own tables are found before ours where no schema is named. */
export const inPublic = (name: string): string => `public."${name.replaceAll('"', '""')}"`

/** Lines through gzip into a new file that only its owner may read. Waits for the disk, so that memory stays small. */
function writer(file: string) {
  const gzip = createGzip({ level: 5 })
  const to = createWriteStream(file, { mode: 0o600, flags: 'w' })
  const hash: Hash = createHash('sha256')
  let failed: unknown
  const fail = (error: unknown) => {
    failed ??= error
    gzip.destroy()
  }
  gzip.on('error', fail)
  to.on('error', fail)
  gzip.pipe(to)
  return {
    async line(value: unknown) {
      if (failed) throw failed
      const text = `${JSON.stringify(value)}\n`
      hash.update(text)
      if (gzip.write(text)) return
      await Promise.race([once(gzip, 'drain'), once(to, 'close')])
      if (failed) throw failed
    },
    digest: () => hash.copy().digest('hex'),
    async end() {
      gzip.end()
      await finished(to)
      if (failed) throw failed
    },
    /** Once it is done the file is closed, and nothing makes it anew. */
    async giveUp() {
      gzip.destroy()
      to.destroy()
      await finished(to).catch(() => undefined)
    },
  }
}

async function onDisk(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
