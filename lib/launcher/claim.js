import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, errorCode, isAlive, wait } from './processes.js'

/**
 * @typedef {object} Claim The launcher that has a data folder to itself, as it wrote itself down there.
 * @property {number} pid
 * @property {number[]} children what it started and what must be gone before another may start
 * @property {string | undefined} [url] where the till answers, once it does
 */

/** @param {string} dataDir */
const fileIn = dataDir => join(dataDir, 'running.json')

/**
 * Takes a data folder for this process. When a launcher that is alive has it, that one's claim is answered and nothing is taken.
 * @param {string} dataDir
 * @returns {Promise<Claim | undefined>}
 */
export async function claimDataFolder(dataDir) {
  for (;;) {
    const mine = `${fileIn(dataDir)}.${process.pid}`
    writeFileSync(mine, JSON.stringify({ pid: process.pid, children: [] }))
    try {
      // A link, unlike a rename, fails when the name is taken: of two starts at once only one gets it.
      linkSync(mine, fileIn(dataDir))
      return undefined
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    } finally {
      rmSync(mine, { force: true })
    }
    const other = liveClaim(dataDir)
    if (other) return other
    await clearAbandoned(dataDir)
  }
}

/**
 * The claim of a launcher that is alive, or undefined.
 * @param {string} dataDir
 */
export function liveClaim(dataDir) {
  const claim = read(fileIn(dataDir))
  return claim && isAlive(claim.pid) && looksLike(claim.pid, /launcher.(start|restore)\.js/)
    ? claim
    : undefined
}

/**
 * @param {string} dataDir
 * @param {Omit<Claim, 'pid'>} more
 */
export function extendClaim(dataDir, more) {
  const next = `${fileIn(dataDir)}.${process.pid}`
  writeFileSync(next, JSON.stringify({ pid: process.pid, ...more }))
  renameSync(next, fileIn(dataDir))
}

/** @param {string} dataDir */
export function releaseClaim(dataDir) {
  if (read(fileIn(dataDir))?.pid === process.pid) rmSync(fileIn(dataDir), { force: true })
}

/**
 * Its launcher was killed. What it had started leaves by itself within a moment; what hangs is helped along.
 * @param {string} dataDir
 */
async function clearAbandoned(dataDir) {
  const aside = `${fileIn(dataDir)}.abandoned-${process.pid}`
  try {
    renameSync(fileIn(dataDir), aside)
  } catch {
    return
  }
  const claim = read(aside)
  rmSync(aside, { force: true })
  for (const pid of claim?.children ?? []) await awaitLeaving(pid)
}

const LEAVE_WITHIN_MS = 6_000

/** @param {number} pid */
async function awaitLeaving(pid) {
  const deadline = Date.now() + LEAVE_WITHIN_MS
  while (isAlive(pid) && looksLike(pid, /next|stripe-simulator/)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await wait(50)
  }
}

/**
 * @param {number} pid
 * @param {RegExp} command
 */
function looksLike(pid, command) {
  const found = commandOf(pid)
  return found === '' || command.test(found)
}

/**
 * @param {string} file
 * @returns {Claim | undefined}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
