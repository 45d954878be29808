import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isLoopback } from './address.js'
import { startChild } from './child.js'
import { PlainError } from './plain-error.js'
import { wait } from './processes.js'
import { isLiveKey } from './settings.js'

/**
 * @import { Settings } from './settings.js'
 * @import { Child, OnStarted } from './child.js'
 */

/**
 * @typedef {object} StripeSide Whom the till speaks to as Stripe.
 * @property {string} secretKey
 * @property {string | undefined} apiBase undefined: Stripe itself
 * @property {string | undefined} simulator the simulator's origin as a browser here reaches it
 * @property {Child | undefined} child the simulator, when it is ours to stop
 */

/**
 * Stripe itself with a key and no address; the simulator at an address, when one is given; else a simulator of our own.
 * @param {Settings} settings
 * @param {string} dataDir
 * @param {OnStarted} onStarted
 * @returns {Promise<StripeSide>}
 */
export async function openStripeSide(settings, dataDir, onStarted) {
  const secretKey = settings.stripeSecretKey ?? 'sk_test_simulator'
  if (settings.stripeApiBase) {
    await checkSimulator(settings.stripeApiBase, secretKey)
    return { secretKey, apiBase: settings.stripeApiBase, simulator: settings.stripeApiBase, child: undefined }
  }
  if (settings.stripeSecretKey)
    return { secretKey, apiBase: undefined, simulator: undefined, child: undefined }
  const child = await startSimulator(settings.simulatorPort, join(dataDir, 'stripe-simulator'), onStarted)
  const simulator = `http://localhost:${settings.simulatorPort}`
  return { secretKey, apiBase: `http://127.0.0.1:${settings.simulatorPort}`, simulator, child }
}

/**
 * @param {number} port
 * @param {string} folder
 * @param {OnStarted} onStarted
 */
async function startSimulator(port, folder, onStarted) {
  // It holds signing secrets.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const program = [
    '--import',
    'tsx',
    'lib/stripe-simulator/main.ts',
    '--port',
    String(port),
    '--data',
    folder,
  ]
  const child = startChild(program, { onStarted, stdout: 'ignore' })
  const ready = new Promise(resolve => child.process.once('message', () => resolve(true)))
  const ended = child.ended.then(() => false)
  if (await Promise.race([ready, ended])) return child
  throw new PlainError('The Stripe simulator did not start.')
}

const ANSWER_WITHIN_MS = 5_000

/**
 * A simulator somebody else started. Asked before any key is shown to it: a live key goes only to one on this machine that was
 * told to take it.
 * @param {string} origin
 * @param {string} secretKey
 */
async function checkSimulator(origin, secretKey) {
  const health = await healthOf(origin)
  if (!health?.ok)
    throw new PlainError(`No Stripe simulator answers at ${origin}: start it, or unset STRIPE_API_BASE.`)
  if (!isLiveKey(secretKey)) return
  if (isLoopback(new URL(origin).hostname) && health.allow_live === true) return
  throw new PlainError(
    `The simulator at ${origin} was not started with --allow-live, so it is not given a live key.`,
  )
}

/**
 * @param {string} origin
 * @returns {Promise<{ ok?: unknown, allow_live?: unknown } | undefined>}
 */
async function healthOf(origin) {
  const deadline = Date.now() + ANSWER_WITHIN_MS
  do {
    try {
      const answer = await fetch(`${origin}/_simulator/health`, {
        signal: AbortSignal.timeout(2_000),
        redirect: 'error',
      })
      // Whatever answers, only an object with these two fields is believed.
      return /** @type {{ ok?: unknown, allow_live?: unknown }} */ (await answer.json())
    } catch {
      await wait(100)
    }
  } while (Date.now() < deadline)
  return undefined
}
