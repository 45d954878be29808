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
 * @property {string} databaseUrl
 * @property {number} pid the launcher's; SIGUSR2 to it starts the till again
 * @property {Record<string, string>} env where the till and its simulator answer, for whoever tests them
 * @property {number} readyMs how long it took to be ready
 * @property {() => Promise<void>} stop
 */

/**
 * The production till, started the way `npm start` starts it, on free ports and with a data folder of its own.
 * @param {{ folder: string, signal: AbortSignal, env?: Record<string, string> }} options
 * @returns {Promise<TestTill>}
 */
export async function startTestTill({ folder, signal, env = {} }) {
  const began = performance.now()
  const own = {
    PORT: String(await freePort()),
    STRIPE_SIMULATOR_PORT: String(await freePort()),
    DATA_DIR: join(folder, 'till'),
  }
  const launcher = fork(fileURLToPath(new URL('./start.js', import.meta.url)), [], {
    env: { ...process.env, ...blankSettings, ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C is for us; the till is stopped when we have finished with it.
    detached: true,
  })
  let printed = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    printed = (printed + chunk).slice(-20_000)
  }
  launcher.stdout?.on('data', keep)
  launcher.stderr?.on('data', keep)
  const ended = once(launcher, 'exit')
  const message = await Promise.race([once(launcher, 'message', { signal }), ended.then(() => undefined)])
  if (!message) throw new PlainError(`The till to be tested did not start:\n${printed}`)
  const { url, databaseUrl, simulatorOrigin } = message[0]
  return {
    databaseUrl,
    pid: launcher.pid ?? 0,
    env: { BASE_URL: url, SIMULATOR_ORIGIN: simulatorOrigin },
    readyMs: performance.now() - began,
    async stop() {
      if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill('SIGTERM')
      await ended
    },
  }
}
