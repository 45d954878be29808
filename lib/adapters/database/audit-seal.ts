import { createHash } from 'node:crypto'
import type pg from 'pg'

/** One server seals at a time. */
const SEAL_LOCK = 7_331_012
/** No call of ours lasts longer than eighty seconds, no statement half a minute, and servers' clocks differ by seconds. */
const SETTLED_AFTER_MS = 300_000
/** So that one seal is made again in a moment when the chain is walked. */
const MOST_IN_A_SEAL = 20_000

/** Diary entries as the text that is hashed. */
const ENTRIES = `select id::float8 as id, json_build_array(id, sale_id, tender_id, staff_id, kind, at, data)::text as text from journal`

/**
 * Up to the first that has not settled: numbers are given when a line is written, `at` is when what it tells of began, so the two orders
 * differ, and a seal is over numbers without a gap.
 */
const SETTLED = `${ENTRIES} where id > $1 and at < $2
  and id < coalesce((select min(id) from journal where id > $1 and at >= $2), 9223372036854775807)
  order by id limit ${MOST_IN_A_SEAL}`

const LAST = `select coalesce(max((after->>'to')::bigint), 0)::float8 as last from audit where what = 'seal_journal'`

const INSERT = `insert into audit (at, what, subject, staff_name, after) values ($1, 'seal_journal', 'journal', 'Tapline', $2)`

export type Seal = {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly sha256: string
}

type Entry = { readonly id: number; readonly text: string }

/** In one transaction: what came since the last seal, its hash, the link in the chain. */
export async function sealJournal(pool: pg.Pool, nowMs: number): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [SEAL_LOCK])
    const { rows: last } = await client.query<{ last: number }>(LAST)
    const since = last[0]?.last ?? 0
    const { rows } = await client.query<Entry>(SETTLED, [since, nowMs - SETTLED_AFTER_MS])
    const newest = rows.at(-1)
    if (newest) {
      const seal: Seal = { from: since + 1, to: newest.id, count: rows.length, sha256: hashOf(rows) }
      await client.query(INSERT, [nowMs, JSON.stringify(seal)])
    }
    await client.query('commit')
    return newest !== undefined
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Whether the diary is what it was when the seal was made, up to the very entry that it ends with: a seal over what is to come is none. */
export async function isSealWhole(client: pg.ClientBase, seal: Seal): Promise<boolean> {
  const within = [seal.from, seal.to]
  const { rows } = await client.query<Entry>(`${ENTRIES} where id between $1 and $2 order by id`, within)
  return rows.length === seal.count && rows.at(-1)?.id === seal.to && hashOf(rows) === seal.sha256
}

function hashOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256')
  for (const { text } of entries) hash.update(text).update('\n')
  return hash.digest('hex')
}
