import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '#lib/testing/test-database.ts'
import { openPool, run, statement } from './connect.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const migrate = (url: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'migrate.ts')], {
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  })

test('connections that the server ends neither end the process nor the pool', async () => {
  const lost: Error[] = []
  const pool = openPool(database.url, error => lost.push(error))
  const clients = await Promise.all([pool.connect(), pool.connect(), pool.connect()])
  const [borrowed, ...idle] = clients
  for (const client of idle) client.release()
  const ended = Promise.all(clients.map(client => new Promise<void>(resolve => client.once('end', resolve))))
  const killer = openPool(database.url, () => {})
  await killer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await ended
  borrowed?.release(true)
  expect(lost.length).toBeGreaterThanOrEqual(clients.length)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await Promise.all([pool.end(), killer.end()])
})

test('what is acknowledged is on disk, and nothing waits for ever', async () => {
  const pool = openPool(database.url, () => {})
  const settings = ['synchronous_commit', 'statement_timeout', 'lock_timeout', 'jit']
  const shown = await Promise.all(
    settings.map(name => run<object>(pool, statement('show', `show ${name}`), [])),
  )
  expect(shown.flat()).toEqual([
    { synchronous_commit: 'on' },
    { statement_timeout: '30s' },
    { lock_timeout: '10s' },
    { jit: 'off' },
  ])
  await pool.end()
})

test('two texts never share a prepared name, one text always has the same', () => {
  expect(statement('x', 'select 1').name).not.toBe(statement('x', 'select 2').name)
  expect(statement('x', 'select 1')).toEqual(statement('x', 'select 1'))
})

test('migrating again changes nothing, and without a database it says so in one sentence', () => {
  expect(migrate(database.url)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  const nowhere = migrate('postgresql://nobody@127.0.0.1:1/none')
  expect(nowhere.status).toBe(1)
  expect(nowhere.stderr).toMatch(/^The database does not answer: .*\.\n$/)
  expect(migrate('').stderr).toBe('DATABASE_URL is not set, so there is no database to migrate.\n')
})
