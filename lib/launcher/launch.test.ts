import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { readBackup } from '#lib/adapters/database/backup/read.ts'
import { build } from './build.js'
import { runningPostgres } from './postgres-running.js'
import { isAlive } from './processes.js'
import { blankSettings, startTestTill, type TestTill } from './test-till.js'

const folder = mkdtempSync(join(tmpdir(), 'tapline-launch-'))
const dataDir = join(folder, 'till')
// As root, the database runs under another account and has to walk through here.
chmodSync(folder, 0o711)

// Each of these starts the whole till, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

let till: TestTill
let cookies = ''

beforeAll(() => build(), 300_000)
afterEach(() => till.stop())
afterAll(async () => {
  await command('stop.js')
  rmSync(folder, { recursive: true })
})

async function start(): Promise<{ simulator: number; server: number }> {
  till = await startTestTill({ folder, signal: AbortSignal.timeout(60_000) })
  return children()
}

/** What the launcher started, as it wrote it down: the simulator, then the server. */
function children(): { simulator: number; server: number } {
  const written = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))
  return { simulator: written.children[0], server: written.children[1] }
}

const database = () => runningPostgres(join(dataDir, 'pg18'))?.pid

function expectNothingLeft(started: { simulator: number; server: number }) {
  expect([isAlive(started.simulator), isAlive(started.server), database()]).toEqual([false, false, undefined])
  expect(existsSync(join(dataDir, 'running.json'))).toBe(false)
}

/** `npm start`, `npm run stop` and `npm run backup`, as a person in another terminal gives them. */
async function command(script: 'start.js' | 'stop.js' | 'backup.js'): Promise<string> {
  const env = { ...process.env, ...blankSettings, DATA_DIR: dataDir }
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, script)], { env })
  return stdout.trim()
}

/** Opens the shop and keeps the cookies of its owner. */
async function setUp(): Promise<void> {
  const answer = await fetch(`${till.url}/api/set-up`, {
    method: 'POST',
    headers: { origin: till.url, 'content-type': 'application/json' },
    body: JSON.stringify({
      shopName: 'Fern & Field',
      country: 'US',
      place: '212 Orchard Street, Asheville',
      region: 'NC 28801',
      ownerName: 'Mina Okafor',
      pin: '2468',
      samples: false,
    }),
  })
  expect([answer.status, await answer.text()]).toEqual([200, '{}'])
  cookies = answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

const liveLine = () => fetch(`${till.url}/api/live`, { headers: { cookie: cookies } })

test('SIGTERM ends all of it, under an open event stream too', async () => {
  const started = await start()
  await setUp()
  const line = await liveLine()
  expect(line.status).toBe(200)

  process.kill(till.pid, 'SIGTERM')
  expect(await till.ended).toBe(0)
  // A server that hangs on to its streams is cut off after five seconds; this one let go by itself.
  expect(till.said()).not.toContain('Ended with requests still open.')
  await line.text().catch(() => 'cut off')
  expectNothingLeft(started)
})

test('a start beside a running one says so and where', async () => {
  await start()
  expect(await command('start.js')).toBe(
    `Tapline already runs at ${till.url} (process ${till.pid}). To end it: npm run stop`,
  )
  expect((await fetch(`${till.url}/api/health`)).status).toBe(200)
})

test.each(['server', 'simulator'] as const)('SIGTERM to the %s ends the rest with it', async name => {
  const started = await start()
  process.kill(started[name], 'SIGTERM')
  expect(await till.ended).toBe(0)
  expectNothingLeft(started)
})

test('a server that crashes is told as a crash', async () => {
  const started = await start()
  process.kill(started.server, 'SIGKILL')
  expect(await till.ended).toBe(1)
  expect(till.said()).toContain('The till ended unexpectedly (SIGKILL), so everything has been stopped.')
  expectNothingLeft(started)
})

test('npm run stop ends it from another terminal; stopped, it is still backed up, and stays stopped', async () => {
  const started = await start()
  expect(await command('stop.js')).toBe('Tapline has stopped.')
  expect(await till.ended).toBe(0)
  expectNothingLeft(started)
  expect(await command('stop.js')).toBe(`Tapline is not running (data folder ${dataDir}).`)

  const made = await command('backup.js')
  const file = join(dataDir, 'backups', readdirSync(join(dataDir, 'backups')).join())
  expect(made).toContain(`Backup made: ${file} (`)
  // Whole to its end, and the shop that was set up above is in it.
  expect(await rowsIn(file, 'shop')).toEqual([expect.stringContaining('Fern & Field')])
  expectNothingLeft(started)
})

async function rowsIn(file: string, table: string): Promise<readonly string[]> {
  const rows: string[] = []
  for await (const piece of readBackup(file))
    if (piece.kind === 'rows' && piece.table === table) rows.push(...piece.rows)
  return rows
}

test('after kill -9 only the database is left, and the next start adopts it with all that is in it', async () => {
  const started = await start()
  const left = database()
  process.kill(till.pid, 'SIGKILL')
  await till.ended
  await expect
    .poll(() => [isAlive(started.simulator), isAlive(started.server)], { timeout: 30_000 })
    .toEqual([false, false])
  expect(database()).toBe(left)

  await start()
  expect(database()).toBe(left)
  const line = await liveLine()
  // Still signed in: the shop that was set up above is there.
  expect(line.status).toBe(200)
  await line.body?.cancel()
})

test('SIGUSR2 starts the till again and leaves the rest alone', async () => {
  const before = await start()
  const isBack = till.readyAgain()
  process.kill(till.pid, 'SIGUSR2')
  await isBack
  const after = children()
  expect(after.simulator).toBe(before.simulator)
  expect(after.server).not.toBe(before.server)
  expect((await fetch(`${till.url}/api/health`)).status).toBe(200)
})
