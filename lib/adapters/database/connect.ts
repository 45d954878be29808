import { createHash } from 'node:crypto'
import pg from 'pg'

/** Durable when acknowledged; no plan is worth compiling here; nothing may hang on a lock for ever. */
const SETTINGS = ['synchronous_commit=on', 'jit=off', 'statement_timeout=30s', 'lock_timeout=10s']

/**
 * The connections of one process; none is opened before the first query. Without the two listeners a database that goes away would
 * end the process: `pg` emits `error` on idle clients and on those that are out.
 */
export function openPool(url: string, onError: (error: Error) => void, max = 16): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'tapline',
    connectionTimeoutMillis: 10_000,
    // Between two customers a connection would be closed, and the next sale would pay for a new one and for every plan on it: 10 ms.
    idleTimeoutMillis: 0,
    options: SETTINGS.map(setting => `-c ${setting}`).join(' '),
  })
  pool.on('connect', client => {
    client.on('error', onError)
  })
  // The pool repeats what its idle clients have just said themselves.
  pool.on('error', () => {})
  return pool
}

/** A fixed text that PostgreSQL plans once per connection. */
export type Statement = { readonly name: string; readonly text: string }

/** The text's hash is part of the name, because a connection refuses one name for two texts. */
export function statement(label: string, text: string): Statement {
  return { name: `${label}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`, text }
}

/** `Row` is what the statement's own select list says; nobody else can know it. */
export async function run<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return (await pool.query<Row>({ name, text, values: [...values] })).rows
}
