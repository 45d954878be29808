import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './test-database.ts'
import { onServer } from './test-server.ts'

test('two databases of one test file know nothing of each other', async () => {
  const [first, second] = await Promise.all([freshDatabase(), freshDatabase()])
  await onServer(first.url, client => client.query('create table counter (n int)'))

  const seen = await onServer(second.url, client => client.query("select to_regclass('counter') as found"))
  expect(seen.rows).toEqual([{ found: null }])

  await Promise.all([first.drop(), second.drop()])
})

test('a dropped database is gone, even under an open connection', async () => {
  const database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  // The server ends this connection, which is the point.
  client.on('error', () => {})
  await client.connect()

  await database.drop()
  await expect(onServer(database.url, other => other.query('select 1'))).rejects.toThrow(/does not exist/)
  await client.end()
})

test('the database is a PostgreSQL we support', async () => {
  const database = await freshDatabase()
  const { rows } = await onServer(database.url, client =>
    client.query<{ server_version_num: string }>('show server_version_num'),
  )
  expect(Number(rows[0]?.server_version_num)).toBeGreaterThanOrEqual(150_000)
  await database.drop()
})
