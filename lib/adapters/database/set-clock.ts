import type pg from 'pg'
import type { Clock } from '#lib/ports/world.ts'
import { run, statement } from './connect.ts'

const NOW = statement('database_now', 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms')

/** Sets a clock that listens by the database's. Rejects when the database does not answer. */
export async function setClock(pool: pg.Pool, clock: Clock): Promise<void> {
  if (!clock.heard) return
  const askedAt = clock.now()
  const [row] = await run<{ ms: number }>(pool, NOW, [])
  if (row) clock.heard(row.ms, askedAt, clock.now())
}
