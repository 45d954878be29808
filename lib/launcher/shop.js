import { once } from 'node:events'
import { isLoopback, originOf } from './address.js'
import { appSecretIn } from './app-secret.js'
import { runCommand } from './command.js'
import { startPostgres } from './embedded-postgres.js'
import { PlainError } from './plain-error.js'
import { say } from './project.js'
import { openStripeSide } from './stripe-side.js'
import { startTill, tillEnvironment } from './till.js'

/**
 * @import { Settings } from './settings.js'
 * @import { Child } from './child.js'
 * @import { Household } from './launch.js'
 * @import { StripeSide } from './stripe-side.js'
 */

/**
 * Database, Stripe's side, till, and then the long wait for the end. Everything started is left to the household to stop.
 * @param {{ settings: Settings, dataDir: string, dev: boolean, signal: AbortSignal, household: Household }} shop
 * @returns {Promise<number>} the exit code
 */
export async function openShop({ settings, dataDir, dev, signal, household }) {
  say('Starting…')
  // Without a listener this signal would end us.
  process.on('SIGUSR2', () => {})
  const appSecret = settings.appSecret ?? appSecretIn(dataDir)
  const databaseUrl = settings.databaseUrl ?? (await startEmbedded(dataDir, household))
  signal.throwIfAborted()
  const [stripe] = await Promise.all([
    openStripeSide(settings, dataDir, household.keep),
    migrate(databaseUrl, signal),
  ])
  const env = tillEnvironment({ settings, dataDir, databaseUrl, appSecret, stripe, dev })
  const url = originOf(settings.host, settings.port)
  for (let restarts = 0; ; restarts++) {
    signal.throwIfAborted()
    const till = await startTill(settings, env, { dev, signal, onStarted: household.keep })
    household.openAt(url)
    if (restarts > 0) say('The till has been started again.')
    else sayWhereToGo({ url, env, dataDir })
    process.send?.({ ready: true, url, databaseUrl, simulatorOrigin: stripe.apiBase })

    if ((await whatHappens(till, stripe, signal)) === 'end') return 0
    await till.stop()
  }
}

/**
 * @param {string} databaseUrl
 * @param {AbortSignal} signal
 */
async function migrate(databaseUrl, signal) {
  const program = ['--import', 'tsx', 'lib/adapters/database/migrate.ts']
  const { code, output } = await runCommand(process.execPath, program, {
    signal,
    env: { DATABASE_URL: databaseUrl },
  })
  if (code !== 0) throw new PlainError(output.trim() || 'The database could not be brought up to date.')
}

/**
 * @param {string} dataDir
 * @param {Household} household
 */
async function startEmbedded(dataDir, household) {
  const database = await startPostgres({ folder: dataDir })
  household.stopLater(database.stop)
  return database.url
}

/**
 * @param {{ url: string, env: Record<string, string | undefined>, dataDir: string }} shop
 */
function sayWhereToGo({ url, env, dataDir }) {
  say(`\nTapline is ready: ${url}`)
  if (env.TAPLINE_SIMULATOR_ORIGIN)
    say(`The card reader is simulated: ${env.TAPLINE_SIMULATOR_ORIGIN}/simulator/readers`)
  const from = isLoopback(env.HOST ?? '') ? ', from anywhere but this machine' : ''
  say(`Set-up code, asked for while there is no shop yet${from}: ${env.SET_UP_CODE}`)
  say(`Data is kept in ${dataDir}`)
  say('To end it: Ctrl-C here, or npm run stop\n')
}

/**
 * Waits until we are asked to end, or asked by SIGUSR2 to start the till again (a new build, a test of what a restart does).
 * Whoever ends the till or the simulator ends the rest with it; a crash of either is told as one.
 * @param {Child} till
 * @param {StripeSide} stripe
 * @param {AbortSignal} signal
 * @returns {Promise<'end' | 'restart'>}
 */
async function whatHappens(till, stripe, signal) {
  const done = new AbortController()
  try {
    const what = await Promise.race([
      once(signal, 'abort', { signal: done.signal }).then(() => 'end'),
      once(process, 'SIGUSR2', { signal: done.signal }).then(() => 'restart'),
      till.ended.then(end => ({ name: 'The till', ...end })),
      stripe.child ? stripe.child.ended.then(end => ({ name: 'The Stripe simulator', ...end })) : NEVER,
    ])
    if (typeof what === 'object') tellEnd(what)
    return what === 'restart' ? 'restart' : 'end'
  } finally {
    done.abort()
  }
}

/** @type {Promise<never>} */
const NEVER = new Promise(() => {})

/** @param {{ name: string, code: number | null, signal: NodeJS.Signals | null }} end */
function tellEnd({ name, code, signal }) {
  const wasAsked = [0, 130, 143].includes(code ?? -1) || signal === 'SIGTERM' || signal === 'SIGINT'
  const how = signal ?? `exit code ${code}`
  if (!wasAsked) throw new PlainError(`${name} ended unexpectedly (${how}), so everything has been stopped.`)
  say(`${name} was ended, and the rest with it.`)
}
