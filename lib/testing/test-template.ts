import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onServer } from './test-server.ts'

const root = join(import.meta.dirname, '../..')
const migrate = 'lib/adapters/database/migrate.ts'
const migrations = 'lib/adapters/database/migrations'

/** Any number will do, as long as only this lock uses it. */
const TEMPLATE_LOCK = 7_331_001

/**
 * The name of a database with all migrations applied, made when the migrations have changed since the last run. Copying it takes
 * 21 ms, migrating afresh would take a test file half a second. Several runs at once: the first one makes it, the others wait.
 */
export async function ensureTemplate(url: string): Promise<string> {
  const name = `tapline_template_${hashOfMigrations()}`
  await onServer(url, async client => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    const unfinished = `${name}_unfinished`
    await client.query(`drop database if exists ${unfinished} (force)`)
    await client.query(`create database ${unfinished}`)
    applyMigrations(urlOf(url, unfinished))
    await client.query(`alter database ${unfinished} rename to ${name}`)
  })
  return name
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

function applyMigrations(url: string) {
  if (!existsSync(join(root, migrate))) return
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', 'tsx', migrate], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The migrations do not apply to an empty database:\n${stdout}${stderr}`)
}

function hashOfMigrations() {
  const hash = createHash('sha256')
  for (const file of migrationFiles()) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

function migrationFiles() {
  const scripts = existsSync(join(root, migrate)) ? [migrate] : []
  if (!existsSync(join(root, migrations))) return scripts
  const entries = readdirSync(join(root, migrations), { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
  return [...scripts, ...files.sort()]
}
