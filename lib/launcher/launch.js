import { build } from './build.js'
import { claimDataFolder, extendClaim, releaseClaim } from './claim.js'
import { defaultDataFolder, openDataFolder } from './data-folder.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'
import { refuseTakenPort } from './ports.js'
import { say } from './project.js'
import { environment, readSettings } from './settings.js'
import { openShop } from './shop.js'
import { refuseUnreachable } from './unprivileged.js'

/**
 * @import { Settings } from './settings.js'
 * @import { Child } from './child.js'
 * @import { Claim } from './claim.js'
 */

/**
 * From whatever lies in the folder to a till that answers and, when asked to end, back to nothing running.
 * @param {{ dev: boolean }} options `dev` is hot reload instead of a build
 * @returns {Promise<number>} the exit code
 */
export async function launch({ dev }) {
  Object.assign(process.env, environment())
  const settings = readSettings(process.env)
  const dataDir = settings.dataDir ?? defaultDataFolder()
  openDataFolder(dataDir)
  if (!settings.databaseUrl) refuseUnreachable(dataDir)
  const other = await claimDataFolder(dataDir)
  if (other) return sayWhoRuns(other)

  const signal = awaitEnding()
  const household = keepHousehold(dataDir)
  try {
    await prepare(settings, dev, signal)
    return await openShop({ settings, dataDir, dev, signal, household })
  } catch (error) {
    if (signal.aborted) return 0
    throw error
  } finally {
    await household.stop()
    releaseClaim(dataDir)
    if (signal.aborted) say('Tapline has stopped.')
  }
}

/** @param {Claim} other */
function sayWhoRuns({ pid, url }) {
  const where = url ? `already runs at ${url}` : 'is already starting here'
  say(`Tapline ${where} (process ${pid}). To end it: npm run stop`)
  return 0
}

/**
 * @param {Settings} settings
 * @param {boolean} dev
 * @param {AbortSignal} signal
 */
async function prepare(settings, dev, signal) {
  await refuseTakenPort('PORT', settings.host, settings.port)
  const simulates = !settings.stripeSecretKey && !settings.stripeApiBase
  if (simulates) await refuseTakenPort('STRIPE_SIMULATOR_PORT', '127.0.0.1', settings.simulatorPort)
  await install(signal)
  if (!dev) await build(signal)
}

/**
 * @typedef {object} Household Everything that was started, ended in the opposite order: the till before what the till needs.
 * @property {(child: Child) => void} keep
 * @property {(stop: () => Promise<void>) => void} stopLater for what is not a child of ours
 * @property {(url: string) => void} openAt
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} dataDir
 * @returns {Household}
 */
function keepHousehold(dataDir) {
  /** @type {(() => Promise<void>)[]} */
  const stops = []
  const children = new Set()
  /** @type {string | undefined} */
  let url
  const write = () => extendClaim(dataDir, { url, children: [...children] })
  return {
    keep(child) {
      stops.push(child.stop)
      children.add(child.pid)
      child.ended.then(() => children.delete(child.pid))
      write()
    },
    stopLater: stop => void stops.push(stop),
    openAt(where) {
      url = where
      write()
    },
    async stop() {
      for (const stop of stops.toReversed()) await stop()
    },
  }
}
