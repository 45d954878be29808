import { readFileSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, isAlive, wait } from './processes.js'

/**
 * The PostgreSQL that serves a data folder, or undefined. A pid file left behind by a power cut names a number that may by now be
 * somebody's editor; PostgreSQL itself would then refuse to start, so such a file is cleared away here.
 * @param {string} data
 * @returns {{ pid: number, socketFolder: string, ready: boolean } | undefined}
 */
export function runningPostgres(data) {
  const file = join(data, 'postmaster.pid')
  const [pid = '', , , , socketFolder = '', , , status = ''] = linesOf(file)
  if (!pid) return undefined
  if (!isAlive(Number(pid))) return undefined
  if (isSomethingElse(Number(pid))) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid: Number(pid), socketFolder: socketFolder.trim(), ready: status.trim() === 'ready' }
}

/**
 * Ends the server that serves a data folder, sessions included, after it has written everything down. Nothing happens when none runs.
 * @param {string} data
 */
export async function stopPostgres(data) {
  const running = runningPostgres(data)
  if (!running) return
  process.kill(running.pid, 'SIGINT')
  while (isAlive(running.pid)) await wait(10)
  try {
    rmdirSync(running.socketFolder)
  } catch {
    // Not empty: another start has just begun to use it.
  }
}

/** @param {number} pid */
function isSomethingElse(pid) {
  const command = commandOf(pid)
  return command !== '' && !command.includes('postgres')
}

/** @param {string} file */
function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
