import type pg from 'pg'
import { run, statement } from './connect.ts'

const NEXT_DUE = statement(
  'next_due',
  'select min(next_look_at)::float8 as at from tender where next_look_at is not null',
)

/** When the next tender wants to be looked at, in milliseconds; undefined when none does. */
export async function nextDueAt(pool: pg.Pool): Promise<number | undefined> {
  const [row] = await run<{ at: number | null }>(pool, NEXT_DUE, [])
  return row?.at ?? undefined
}
