import { randomInt } from 'node:crypto'
import { originOf } from './address.js'
import { nextProgram, startChild } from './child.js'
import { PlainError } from './plain-error.js'
import { wait } from './processes.js'
import { say } from './project.js'

/**
 * @import { Settings } from './settings.js'
 * @import { StripeSide } from './stripe-side.js'
 * @import { Child, OnStarted } from './child.js'
 */

/**
 * Everything the till's process is told. `lib/server/env.ts` reads it.
 * @param {{ settings: Settings, dataDir: string, databaseUrl: string, appSecret: string, stripe: StripeSide, dev: boolean }} options
 * @returns {Record<string, string | undefined>}
 */
export function tillEnvironment({ settings, dataDir, databaseUrl, appSecret, stripe, dev }) {
  return {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: settings.host,
    PORT: String(settings.port),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    APP_SECRET: appSecret,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_API_BASE: stripe.apiBase ?? '',
    STRIPE_WEBHOOK_SECRETS: settings.stripeWebhookSecrets,
    TAPLINE_SIMULATOR_ORIGIN: stripe.simulator ?? '',
    SET_UP_CODE: setUpCode(),
    TAPLINE_LAUNCHED: '1',
  }
}

/** Read aloud across a shop: no letter that sounds or looks like another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function setUpCode() {
  const half = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${half()}-${half()}`
}

/**
 * Starts the till and waits until it says that all its parts are up.
 * @param {Settings} settings
 * @param {Record<string, string | undefined>} env
 * @param {{ dev: boolean, signal: AbortSignal, onStarted: OnStarted }} options
 */
export async function startTill(settings, env, { dev, signal, onStarted }) {
  const program = [nextProgram, dev ? 'dev' : 'start', '-H', settings.host, '-p', String(settings.port)]
  const till = startChild(program, { onStarted, env, stdout: dev ? 'inherit' : 'pipe' })
  till.process.stdout?.on('data', passOn)
  await untilReady(`${originOf(settings.host, settings.port)}/api/health`, till, signal)
  return till
}

/** Next greets with its own address and version before ours; the till's log goes through. @param {Buffer} chunk */
function passOn(chunk) {
  const lines = chunk.toString().split('\n')
  process.stdout.write(
    lines.filter(line => !/^\s*(▲|✓|- (Local|Network|Environments|Experiments))/.test(line)).join('\n'),
  )
}

/** A till whose Stripe cannot be reached still takes cash, so after this long it is opened with a word about what is down. */
const PATIENCE_MS = 20_000

/**
 * @param {string} url
 * @param {Child} till
 * @param {AbortSignal} signal
 */
async function untilReady(url, till, signal) {
  let isGone = false
  till.ended.then(() => (isGone = true))
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    signal.throwIfAborted()
    if (isGone) throw new PlainError('The till did not start.')
    const { ok, down } = await health(url)
    if (ok) return
    if (Date.now() > deadline && down) return say(`Not everything is up: ${down}.`)
    await wait(40)
  }
}

/**
 * @param {string} url
 * @returns {Promise<{ ok: boolean, down?: string }>} `down` once the till answers at all
 */
async function health(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    if (answer.ok) return { ok: true }
    const parts = Object.entries(await answer.json())
    return { ok: false, down: parts.flatMap(([part, state]) => (state === 'up' ? [] : [part])).join(', ') }
  } catch {
    return { ok: false }
  }
}
