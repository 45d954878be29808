import { randomBytes } from 'node:crypto'
import dns from 'node:dns'
import type { Child } from '#lib/launcher/child.js'
import { runCommand } from '#lib/launcher/command.js'
import { startPostgres } from '#lib/launcher/embedded-postgres.js'
import { freePort } from '#lib/launcher/ports.js'
import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { readSettings } from '#lib/launcher/settings.js'
import { startTill, tillEnvironment } from '#lib/launcher/till.js'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { simulatorAs } from '#lib/testing/ask-simulator.ts'

/** What the internet calls the till. Only this process knows the name: it is here that the simulator asks where it leads. */
const PUBLIC_NAME = 'till.example'

export type SandboxTill = {
  readonly url: string
  /** The same till, as Stripe reaches it. */
  readonly publicUrl: string
  /** The simulated Stripe, asked as the till's account. */
  readonly stripe: ReturnType<typeof simulatorAs>
}

/**
 * A till with a key of Stripe that knows of no simulator beside it, so that its endpoints are made by hand. What answers as Stripe is a
 * simulator all the same. `live`: the key is a live one, and nothing is simulated for the till.
 */
export async function withSandboxTill(
  use: (till: SandboxTill) => Promise<void>,
  { live = false }: { readonly live?: boolean } = {},
): Promise<void> {
  await withScratchFolder(async folder => {
    const stops: (() => Promise<void>)[] = [withName(PUBLIC_NAME)]
    try {
      const simulator = await startSimulator({ port: 0, memory: true, allowLive: live })
      stops.push(simulator.stop)
      const database = await startPostgres({ folder, durable: false })
      stops.push(database.stop)
      const secretKey = `sk_${live ? 'live' : 'test'}_${randomBytes(12).toString('hex')}`
      const port = await freePort()
      const env = { PORT: String(port), STRIPE_SECRET_KEY: secretKey }
      const stripe = { secretKey, apiBase: simulator.origin, simulator: undefined, child: undefined }
      await start({ folder, databaseUrl: database.url, env, stripe }, child => stops.push(child.stop))
      await use({
        url: `http://localhost:${port}`,
        publicUrl: `http://${PUBLIC_NAME}:${port}`,
        stripe: simulatorAs(simulator.origin, secretKey),
      })
    } finally {
      for (const stop of stops.toReversed()) await stop()
    }
  })
}

type Wanted = {
  readonly folder: string
  readonly databaseUrl: string
  readonly env: Record<string, string>
  readonly stripe: Parameters<typeof tillEnvironment>[0]['stripe']
}

async function start({ folder, databaseUrl, env, stripe }: Wanted, onStarted: (child: Child) => void) {
  const { signal } = new AbortController()
  const migrate = ['--import', 'tsx', 'lib/adapters/database/migrate.ts']
  const { code, output } = await runCommand(process.execPath, migrate, {
    signal,
    env: { DATABASE_URL: databaseUrl },
  })
  if (code !== 0) throw new Error(output)
  const settings = readSettings(env)
  const appSecret = randomBytes(32).toString('base64')
  const told = tillEnvironment({ settings, dataDir: folder, databaseUrl, appSecret, stripe, dev: false })
  await startTill(settings, told, { dev: false, signal, onStarted })
}

/** A name server of the story's own: the name leads here, until what is returned is called. */
function withName(name: string): () => Promise<void> {
  const real = dns.lookup
  Reflect.set(dns, 'lookup', (host: string, ...rest: readonly unknown[]) =>
    Reflect.apply(real, dns, [host === name ? '127.0.0.1' : host, ...rest]),
  )
  return async () => void Reflect.set(dns, 'lookup', real)
}
