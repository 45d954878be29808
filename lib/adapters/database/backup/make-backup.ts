import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { atTheMachine } from '../at-the-machine.ts'
import { appendAudit } from '../audit.ts'
import { dumpTo } from './dump.ts'
import { isAlone, nameAt, removeUnfinished } from './store.ts'

/**
 * Copies the database of DATABASE_URL into a file, the one that is named or a new one among the data folder's backups, and writes into the
 * audit that somebody did: it holds everything of the shop.
 */
async function main(url: string | undefined, dataDir: string | undefined, wanted: string | undefined) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A server that goes away mid-way also fails the query, and that is where it is reported.
  client.on('error', () => {})
  try {
    await client.connect()
    if (!(await isAlone(client))) throw new Error('Another one is being made right now.')
    const db = drizzle(client)
    const by = await atTheMachine(db)
    const file = resolve(wanted ?? join(dataDir ?? '.', 'backups', nameAt(by.at)))
    if (!wanted) {
      await mkdir(dirname(file), { mode: 0o700 }).catch(() => undefined)
      await removeUnfinished(dirname(file))
    }
    const { counts } = await dumpTo(client, file, by.at)
    const { size } = await stat(file)
    await appendAudit(db, { what: 'make_backup', subject: basename(file), after: { bytes: size } }, by)
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
    say(`Backup made: ${file} (${rows} rows in ${Object.keys(counts).length} tables).`)
    say('It holds everything of the shop but the key in app-secret. Keep a copy of that file beside it, and')
    say(
      'both where only you can read them: without it no badge opens the till, and webhooks are connected anew.',
    )
  } catch (error) {
    process.stderr.write(`No backup was made: ${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  } finally {
    await client.end().catch(() => undefined)
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

await main(process.env.DATABASE_URL, process.env.DATA_DIR, process.argv[2])
