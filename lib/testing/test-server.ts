import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '#lib/launcher/embedded-postgres.js'
import { isAlive } from '#lib/launcher/processes.js'

/** Everything a test creates carries the number of the process that made it, so that a later run can tell what was abandoned. */
export const testDatabasePrefix = 'test_'

/** One server for every run and every checkout of this user. It skips fsync: what a test wrote may die with the machine. */
export async function startTestServer(): Promise<string> {
  const folder = join(tmpdir(), `tapline-test-${process.getuid?.() ?? 'user'}`)
  const server = await startPostgres({ folder, durable: false, settings: { max_connections: '400' } })
  return server.url
}

/** Runs one thing on the server's own database, where databases are made and dropped. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Any number will do, as long as only this lock uses it. */
const SWEEP_LOCK = 7_331_002

/** Drops the databases of test processes that were killed before they could. One run at a time sweeps; others go ahead. */
export async function sweepAbandoned(url: string): Promise<void> {
  await onServer(url, async client => {
    const lock = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [
      SWEEP_LOCK,
    ])
    if (!lock.rows[0]?.ours) return
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where starts_with(datname, $1)`,
      [testDatabasePrefix],
    )
    for (const { datname } of rows) {
      if (!isAlive(Number(datname.split('_')[1])))
        await client.query(`drop database if exists "${datname}" (force)`)
    }
  })
}
