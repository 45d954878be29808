import type pg from 'pg'
import { z } from 'zod'
import type { Signal } from '#lib/ports/live.ts'

/** The channel of `NOTIFY`. Its payloads are arrays of signals. */
export const CHANNEL = 'tapline'

/** Anything that runs a query: a pool, or a client of its own. */
export type Database = Pick<pg.Pool, 'query'>

const Signals = z.array(z.object({ id: z.number(), key: z.string(), version: z.number() }))

/** A payload we cannot read is none of ours; the table has what it meant to say. */
export function signalsIn(payload: string | undefined): readonly Signal[] {
  try {
    return Signals.parse(JSON.parse(payload ?? ''))
  } catch {
    return []
  }
}

/** Ids are whole numbers far below what a double holds, which `pg` cannot know of a bigint. */
const row = z.object({ id: z.coerce.number(), key: z.string(), version: z.coerce.number() })

/** Signals with a greater id, oldest first. */
export async function signalsAfter(
  database: Database,
  id: number,
  limit: number,
): Promise<readonly Signal[]> {
  const { rows } = await database.query(
    'select id, key, version from signal where id > $1 order by id limit $2',
    [id, limit],
  )
  return rows.map(one => row.parse(one))
}

const Edges = z.object({ oldest: z.coerce.number(), newest: z.coerce.number() })

/** The smallest and the greatest id there is; both zero in an empty table. */
export async function edgesOf(
  database: Database,
): Promise<{ readonly oldest: number; readonly newest: number }> {
  const { rows } = await database.query(
    'select coalesce(min(id), 0) as oldest, coalesce(max(id), 0) as newest from signal',
  )
  return Edges.parse(rows[0])
}

/** Drops what nobody will resume from any more. Returns how many. */
export async function pruneSignals(database: Database, beforeMs: number): Promise<number> {
  const { rowCount } = await database.query('delete from signal where at < $1', [beforeMs])
  return rowCount ?? 0
}
