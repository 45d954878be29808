import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** Any number will do, as long as only migrations use it. */
const MIGRATION_LOCK = 7_331_000

const OLDEST_POSTGRES = 15

/**
 * Brings the database of DATABASE_URL up to date. Several servers may start at once: one migrates, the others wait and find it
 * done. Says what is wrong in one sentence and ends with 1, for the launcher to pass on.
 */
async function main(url: string | undefined): Promise<void> {
  if (!url) return refuse('DATABASE_URL is not set, so there is no database to migrate.')
  const client = new pg.Client({ connectionString: url })
  // A server that goes away mid-way also fails the query, and that is where it is reported.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    return refuse(`The database does not answer: ${wordsOf(error)}.`)
  }
  try {
    const major = await majorVersion(client)
    if (major < OLDEST_POSTGRES)
      return refuse(`Tapline needs PostgreSQL ${OLDEST_POSTGRES} or later; DATABASE_URL leads to ${major}.`)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') })
  } catch (error) {
    refuse(`The migrations did not apply: ${wordsOf(error)}.`)
  } finally {
    await client.end()
  }
}

async function majorVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
  return Math.trunc(Number(rows[0]?.server_version_num) / 10_000)
}

/** Drizzle says which statement failed and hides in `cause` what PostgreSQL said about it. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return (cause instanceof Error ? cause.message || cause.name : String(cause)).replace(/\.$/, '')
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

await main(process.env.DATABASE_URL)
