import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { blankSettings } from '#lib/launcher/test-till.js'

/** The till as `npm start` starts it, on free ports and with a data folder of its own. */
export type TillProcess = {
  readonly url: string
  readonly simulator: string
  /** Ends all of it cleanly, and starts it again on the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '..')
const LAUNCHER = join(ROOT, 'lib/launcher/start.js')

/** Waiting times are settings, set low here: stories wait for what is to be seen, never for time. */
const PACE = { WATCH_AFTER_MS: '600', RECONCILE_EVERY_MS: '200' }

export async function startTill(): Promise<TillProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tapline-e2e-'))
  // Started by root, PostgreSQL runs as somebody else, who must be able to enter.
  await chmod(dataDir, 0o755)
  const [port, simulatorPort] = await Promise.all([freePort(), freePort()])
  const env = {
    ...process.env,
    // What a developer has set for a till of their own, in the shell or in .env, must not reach this one.
    ...blankSettings,
    ...PACE,
    PORT: String(port),
    STRIPE_SIMULATOR_PORT: String(simulatorPort),
    DATA_DIR: dataDir,
  }
  let child = await launch(env)
  return {
    url: `http://localhost:${port}`,
    simulator: `http://127.0.0.1:${simulatorPort}`,
    async restart() {
      await end(child)
      child = await launch(env)
    },
    async stop() {
      await end(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function launch(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [LAUNCHER], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const health = `http://127.0.0.1:${env.PORT}/api/health`
  const until = Date.now() + 180_000
  while (!(await answers(health))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`The till did not start:\n${said}`)
    await new Promise(done => setTimeout(done, 100))
  }
  return child
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => done(port))
    })
  })
}
