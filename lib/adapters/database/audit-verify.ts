import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { AuditLink, AuditVerdict, KeptEntry } from '#lib/ports/audit.ts'
import type { Watch } from '#lib/ports/watch.ts'
import { LINK } from './audit-page.ts'
import { isSealWhole, type Seal } from './audit-seal.ts'

const AT_ONCE = 2_000

/** The text is made again from what the columns say now, in the words of the trigger, but not by it: a trigger can be replaced. */
const BATCH = `select ${LINK}, prev, json_build_array(seq, at, what, subject, named, staff_id, staff_name, approver_id, approver_name,
    register_id, reader_id, request_id, before, after)::text as text
  from audit where audit.seq > $1 order by audit.seq limit ${AT_ONCE}`

const Sealed = z.object({ from: z.number(), to: z.number(), count: z.number(), sha256: z.string() })

type Connects = Pick<pg.Pool, 'connect'>

type Row = AuditLink & { readonly prev: string; readonly text: string }

const NOTHING_BEFORE = '0'.repeat(64)

type Walking = { readonly watch?: Watch | undefined; readonly kept?: KeptEntry | undefined }

/**
 * Walks the chain from its first link in one state of the database, and makes every seal over the sales' diaries again. Whoever has the
 * database's password can write all of it anew, links and seals included; `kept`, an entry that was written down elsewhere, shows that.
 */
export function verifyAudit(pool: Connects, walking?: Walking & { watch?: never }): Promise<AuditVerdict>
export function verifyAudit(pool: Connects, walking?: Walking): Promise<AuditVerdict | 'stopped'>
export async function verifyAudit(pool: Connects, walking: Walking = {}): Promise<AuditVerdict | 'stopped'> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await walk(client, walking)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function walk(client: pg.ClientBase, { watch, kept }: Walking): Promise<AuditVerdict | 'stopped'> {
  const entries = watch ? await newestIn(client) : 0
  let last = { seq: 0, hash: NOTHING_BEFORE }
  let sealed = { entries: 0, to: 0 }
  for (;;) {
    const { rows } = await client.query<Row>(BATCH, [last.seq])
    for (const row of rows) {
      if (watch?.signal.aborted) return 'stopped'
      const seal = row.what === 'seal_journal' ? sealIn(row) : undefined
      const because =
        brokenAt(row, last, kept) ?? (seal ? await brokenSeal(client, seal, sealed.to) : undefined)
      if (because === 'missing') return { unbroken: false, seq: last.seq + 1, because }
      if (because) return { unbroken: false, seq: row.seq, because, entry: entryOf(row) }
      if (seal) sealed = { entries: sealed.entries + seal.count, to: seal.to }
      last = row
    }
    watch?.told(last.seq, entries)
    if (rows.length < AT_ONCE) return ended(last, sealed.entries, kept)
  }
}

/** A chain that ends before the entry that was kept has lost it. */
const ended = (last: KeptEntry, sealed: number, kept: KeptEntry | undefined): AuditVerdict =>
  kept && kept.seq > last.seq
    ? { unbroken: false, seq: last.seq + 1, because: 'missing' }
    : { unbroken: true, entries: last.seq, head: last.hash, sealed }

async function newestIn(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::float8 as seq from audit',
  )
  return rows[0]?.seq ?? 0
}

function brokenAt(row: Row, last: KeptEntry, kept: KeptEntry | undefined) {
  if (row.seq !== last.seq + 1) return 'missing'
  if (row.prev !== last.hash) return 'unlinked'
  if (hashOf(row) !== row.hash) return 'changed'
  return kept?.seq === row.seq && kept.hash !== row.hash ? 'not_as_kept' : undefined
}

/** What is no seal seals nothing, and the walk says so. */
const sealIn = ({ after }: Row): Seal =>
  Sealed.safeParse(after).data ?? { from: Number.NaN, to: Number.NaN, count: 0, sha256: '' }

async function brokenSeal(client: pg.ClientBase, seal: Seal, sealedTo: number) {
  if (seal.from !== sealedTo + 1) return 'seal_gap'
  return (await isSealWhole(client, seal)) ? undefined : 'diary_changed'
}

const hashOf = ({ prev, text }: Row): string =>
  createHash('sha256')
    .update(prev + text)
    .digest('hex')

const entryOf = ({ prev: _, text: __, ...entry }: Row): AuditLink => entry
