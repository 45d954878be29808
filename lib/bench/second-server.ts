import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Server = { readonly origin: string; readonly pid: number; stop(): Promise<void> }

/** Another server process of the same build on the same PostgreSQL. Stripe does not know it, and it needs nothing of Stripe's. */
export async function secondServer({ BENCH_DATABASE_URL, SIMULATOR_ORIGIN }: Settings): Promise<Server> {
  const port = await freePort()
  const program = join(ROOT, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [program, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: BENCH_DATABASE_URL,
      DATA_DIR: tmpdir(),
      APP_SECRET: randomBytes(32).toString('base64'),
      STRIPE_SECRET_KEY: 'sk_test_simulator',
      STRIPE_API_BASE: SIMULATOR_ORIGIN,
      STRIPE_WEBHOOK_SECRETS: '',
    },
  })
  const origin = `http://127.0.0.1:${port}`
  await answers(`${origin}/api/health`, child)
  return { origin, pid: child.pid ?? 0, stop: () => stop(child) }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const ok = await fetch(url).then(
      response => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise(later => setTimeout(later, 50))
  }
  throw new Error('the second server did not start')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
