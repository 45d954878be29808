import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from './plain-error.js'
import { freePort } from './ports.js'

/** Empty counts as not set, and keeps out what a developer's shell or `.env` says: tests never meet a real key or database. */
export const blankSettings = Object.fromEntries(
  [
    'HOST',
    'DATA_DIR',
    'STRIPE_SECRET_KEY',
    'STRIPE_API_BASE',
    'STRIPE_WEBHOOK_SECRETS',
    'APP_SECRET',
    'DATABASE_URL',
  ].map(name => [name, '']),
)

/**
 * @typedef {object} TestTill
 * @property {number} pid the launcher's; SIGUSR2 to it starts the till again
 * @property {string} url
 * @property {string} simulator
 * @property {string} dataDir
 * @property {string} databaseUrl
 * @property {number} readyMs how long it took to be ready
 * @property {Promise<number | null>} ended the launcher's exit code
 * @property {() => string} said what it printed, at least the end of it
 * @property {() => Promise<void>} readyAgain waits until the till has been started again
 * @property {() => Promise<void>} stop
 */

/**
 * The production till, started the way `npm start` starts it, on free ports and with a data folder of its own.
 * @param {{ folder: string, signal: AbortSignal, env?: Record<string, string> }} options
 * @returns {Promise<TestTill>}
 */
export async function startTestTill({ folder, signal, env = {} }) {
  const began = performance.now()
  const dataDir = join(folder, 'till')
  const ports = { PORT: String(await freePort()), STRIPE_SIMULATOR_PORT: String(await freePort()) }
  const launcher = fork(fileURLToPath(new URL('./start.js', import.meta.url)), [], {
    env: { ...process.env, ...blankSettings, ...ports, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C is for us; the till is stopped when we have finished with it.
    detached: true,
  })
  const said = hear(launcher)
  /** @type {Promise<number | null>} */
  const ended = new Promise(resolve => launcher.once('exit', resolve))
  const message = await Promise.race([once(launcher, 'message', { signal }), ended.then(() => undefined)])
  if (!message) throw new PlainError(`The till to be tested did not start:\n${said()}`)
  const { url, databaseUrl, simulatorOrigin } = message[0]
  return {
    pid: launcher.pid ?? 0,
    url,
    simulator: simulatorOrigin,
    dataDir,
    databaseUrl,
    readyMs: performance.now() - began,
    ended,
    said,
    readyAgain: async () => void (await once(launcher, 'message', { signal })),
    async stop() {
      launcher.kill('SIGTERM')
      await ended
    },
  }
}

/** @param {import('node:child_process').ChildProcess} launcher */
function hear(launcher) {
  let said = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    said = (said + chunk).slice(-2_000_000)
  }
  launcher.stdout?.on('data', keep)
  launcher.stderr?.on('data', keep)
  return () => said
}
