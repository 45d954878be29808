import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { undoHalfRestore } from './half-restore.js'
import { PlainError } from './plain-error.js'
import { postgresBinaries } from './postgres-binaries.js'
import { createCluster, serverEnvironment } from './postgres-cluster.js'
import { runningPostgres, stopPostgres } from './postgres-running.js'
import { isAlive, wait } from './processes.js'
import { refuseUnreachable, unprivilegedAccount } from './unprivileged.js'

/** @import { Account } from './unprivileged.js' */

/** A crash leaves a log to be replayed before the server is ready; on a slow disk that takes a while. */
const START_TIMEOUT_MS = 120_000

/** Durability stays at PostgreSQL's own careful defaults: a sale that was acknowledged survives a power cut. */
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '128MB',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * A real PostgreSQL for one data folder, on a unix socket, with nothing to download. A server that already runs there is
 * adopted, so a second process shares it and a start after a crash finds it. It is detached: it outlives us until `stop`.
 *
 * Authentication is by trust; the guard is the socket's folder, which only its owner may enter.
 * @param {{ folder: string, settings?: Record<string, string>, durable?: boolean }} options
 *   `folder` is made when missing; its data folder inside carries the major version, which it is tied to.
 *   `durable: false` is for tests, whose data may die with the machine.
 * @returns {Promise<{ url: string, pid: number, adopted: boolean, stop: () => Promise<void> }>}
 */
export async function startPostgres({ folder, settings = {}, durable = true }) {
  const home = resolve(folder)
  const account = unprivilegedAccount()
  makeHome(home)
  undoHalfRestore(home)
  const data = join(home, 'pg18')
  const adoptable = runningPostgres(data)
  if (!adoptable) {
    const binaries = postgresBinaries(account, home)
    if (!existsSync(join(data, 'PG_VERSION'))) await createCluster({ binaries, data, account, durable })
    await launch({ binaries, data, account, settings: durable ? settings : { ...UNDURABLE, ...settings } })
  }
  const { pid, socketFolder } = await ready(data)
  const url = `postgresql://tapline@localhost/postgres?host=${encodeURIComponent(socketFolder)}`
  return { url, pid, adopted: adoptable !== undefined, stop: () => stopPostgres(data) }
}

const UNDURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** @param {string} home */
function makeHome(home) {
  if (!existsSync(home)) {
    mkdirSync(home, { recursive: true })
    chmodSync(home, 0o711)
  }
  refuseUnreachable(home)
}

/**
 * @param {{ binaries: string, data: string, account: Account | undefined, settings: Record<string, string> }} options
 */
async function launch({ binaries, data, account, settings }) {
  const socketFolder = makeSocketFolder(data, account)
  const all = { ...SETTINGS, unix_socket_directories: socketFolder, ...settings }
  const log = openSync(logFile(data), 'a', 0o600)
  const server = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...account, cwd: '/', detached: true, stdio: ['ignore', log, log], env: serverEnvironment() },
  )
  closeSync(log)
  server.unref()
  await new Promise((resolve, reject) => {
    server.once('spawn', resolve)
    server.once('error', reject)
  })
  // A server that loses the race against another start ends by itself; the one that won is then found by its pid file.
  while (!runningPostgres(data) && server.exitCode === null && server.signalCode === null) await wait(10)
}

/**
 * A socket's path must stay under 104 bytes, which a folder deep in somebody's home may not, so it lives in the temporary folder.
 * Its name can be foreseen there, hence the look at whose it is.
 * @param {string} data
 * @param {Account | undefined} account
 */
function makeSocketFolder(data, account) {
  const name = createHash('sha256').update(data).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `tapline-${name}`)
  const owner = account?.uid ?? process.getuid?.()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const made = found.uid === process.getuid?.()
  if (!found.isDirectory() || (!made && found.uid !== owner)) {
    throw new PlainError(
      `${folder} belongs to somebody else: remove it, or set TMPDIR to a folder of your own.`,
    )
  }
  if (account) chownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  return folder
}

/** @param {string} data */
async function ready(data) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const running = runningPostgres(data)
    if (!running || !isAlive(running.pid)) break
    if (running.ready) return running
    await wait(10)
  }
  throw new PlainError(`The database in ${data} did not start: ${lastComplaint(data)}`)
}

/** @param {string} data */
function lastComplaint(data) {
  const lines = readFileSync(logFile(data), 'utf8').trim().split('\n')
  return lines.findLast(line => /FATAL|PANIC|error while loading/.test(line)) ?? `see ${logFile(data)}`
}

/** @param {string} data */
const logFile = data => join(dirname(data), 'postgres.log')
