import { join } from 'node:path'
import { liveClaim } from './claim.js'
import { defaultDataFolder } from './data-folder.js'
import { PlainError } from './plain-error.js'
import { runningPostgres, stopPostgres } from './postgres-running.js'
import { errorCode, isAlive, wait } from './processes.js'
import { say } from './project.js'
import { environment, readSettings } from './settings.js'

/** The till, the simulator and the database each take a few seconds at most. */
const STOP_WITHIN_MS = 30_000

/**
 * Ends the till of this data folder, and the database as well when a launcher that was killed has left it running.
 * @returns {Promise<number>} the exit code
 */
export async function stop() {
  const dataDir = readSettings(environment()).dataDir ?? defaultDataFolder()
  const claim = liveClaim(dataDir)
  const database = join(dataDir, 'pg18')
  if (!claim && !runningPostgres(database)) {
    say(`Tapline is not running (data folder ${dataDir}).`)
    return 0
  }
  if (claim) await end(claim.pid)
  await stopPostgres(database)
  say('Tapline has stopped.')
  return 0
}

/** @param {number} pid */
async function end(pid) {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if (errorCode(error) === 'EPERM')
      throw new PlainError(`Tapline runs as another user (process ${pid}): stop it as that user, or as root.`)
  }
  const deadline = Date.now() + STOP_WITHIN_MS
  while (isAlive(pid)) {
    if (Date.now() > deadline)
      throw new PlainError(`Tapline (process ${pid}) does not stop; kill -9 ${pid} ends it.`)
    await wait(50)
  }
}
