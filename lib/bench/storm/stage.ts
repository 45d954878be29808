import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { DOORS } from '#lib/adapters/stripe/endpoints.ts'
import { runCommand } from '#lib/launcher/command.js'
import { startPostgres } from '#lib/launcher/embedded-postgres.js'
import { blankSettings } from '#lib/launcher/test-till.js'
import type { StormOptions } from './options.ts'
import { endProgram, freePort, startProgram } from './processes.ts'
import { type SimulatedStripe, simulatedStripe } from './simulated.ts'
import { openTillServer, type TillServer } from './till-server.ts'

/** Everything that runs: the database, the simulator, and the till's servers, which are not started yet. */
export type Stage = {
  readonly databaseUrl: string
  readonly pool: pg.Pool
  readonly stripe: SimulatedStripe
  readonly servers: readonly [TillServer, ...TillServer[]]
  /** What no log may hold, by name. */
  readonly secrets: Readonly<Record<string, string>>
  /** Process numbers, for the figures. */
  readonly pids: { readonly simulator: number; readonly database: number }
  close(): Promise<void>
}

/** How long the simulated bank takes over a card. */
const AUTHORIZATION_MS = 5
const APP_SECRET = randomBytes(32).toString('base64')

export async function openStage(options: StormOptions): Promise<Stage> {
  const { folder } = options
  mkdirSync(folder, { recursive: true })
  // As root, PostgreSQL runs under another account and has to walk through here.
  chmodSync(folder, 0o755)
  const database = await openDatabase(options)
  const simulatorPort = await freePort()
  const flags = [
    '--memory',
    '--port',
    simulatorPort,
    '--seed',
    options.seed,
    '--authorization-ms',
    AUTHORIZATION_MS,
  ]
  const simulator = startProgram(
    ['--import', 'tsx', 'lib/stripe-simulator/main.ts', ...flags.map(String)],
    process.env,
    join(folder, 'simulator.log'),
  )
  const [ready] = await Promise.race([
    once(simulator, 'message'),
    once(simulator, 'exit').then(() => [undefined]),
  ])
  if (!ready) throw new Error(`The simulator did not start; see ${folder}/simulator.log.`)
  const stripe = simulatedStripe(`http://127.0.0.1:${simulatorPort}`)
  const secrets = options.servers === 2 ? await registerDoors(stripe, await twoPorts()) : undefined
  const ports = secrets?.ports ?? [await freePort()]
  const servers = ports.map((port, at) =>
    openTillServer({
      port,
      log: join(folder, `till-${at + 1}.log`),
      env: {
        ...tillEnvironment(database.url, stripe.origin, folder, secrets?.secrets),
        LOG_LEVEL: options.logLevel ?? 'error',
      },
    }),
  )
  const [first, ...more] = servers
  if (!first) throw new Error('A till has a server.')
  const pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => {})
  return {
    databaseUrl: database.url,
    pool,
    stripe,
    servers: [first, ...more],
    secrets: { APP_SECRET },
    pids: { simulator: simulator.pid ?? 0, database: database.pid },
    async close() {
      await pool.end()
      for (const server of servers) await server.stop()
      await endProgram(simulator, 'SIGTERM')
      await database.stop()
    },
  }
}

/** For the audit: the moment each row was committed. */
const TOLD = { track_commit_timestamp: 'on' }

/** The one that comes with the till; or a PostgreSQL server of its own over TCP, with a database of its own in it. */
async function openDatabase({
  folder,
  postgres,
}: StormOptions): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  if (!postgres) {
    const server = await startPostgres({ folder, settings: TOLD })
    await migrate(server.url)
    return server
  }
  const port = await freePort()
  const settings = { ...TOLD, listen_addresses: '127.0.0.1', port: String(port) }
  const server = await startPostgres({ folder, settings })
  const url = `postgresql://tapline@127.0.0.1:${port}/shop`
  const client = new pg.Client({ connectionString: url.replace('/shop', '/postgres') })
  await client.connect()
  await client.query('create database shop')
  await client.end()
  await migrate(url)
  return { ...server, url }
}

async function migrate(url: string): Promise<void> {
  const program = ['--import', 'tsx', 'lib/adapters/database/migrate.ts']
  const { code, output } = await runCommand(process.execPath, program, { env: { DATABASE_URL: url } })
  if (code !== 0) throw new Error(`The migrations do not apply: ${output}`)
}

const twoPorts = async (): Promise<readonly [number, number]> => [await freePort(), await freePort()]

/**
 * With two servers the doors are registered by hand and their secrets handed to both, as a shop behind a proxy does. Readers' events
 * knock at the first, payments' at both at once: the inbox has to keep them apart.
 */
async function registerDoors(stripe: SimulatedStripe, ports: readonly [number, number]) {
  const [one, two] = ports
  const doors = [
    [one, DOORS.terminal],
    [one, DOORS.payments],
    [two, DOORS.payments],
  ] as const
  const secrets: string[] = []
  for (const [port, { path, events }] of doors) {
    const listed = Object.fromEntries(events.map((event, at) => [`enabled_events[${at}]`, event]))
    const url = `http://127.0.0.1:${port}${path}`
    const made = await stripe.post('/v1/webhook_endpoints', {
      url,
      ...listed,
      api_version: '2026-10-28.endive',
    })
    secrets.push(made.secret ?? '')
  }
  return { ports, secrets }
}

/** As the launcher tells it, with short waiting times. */
function tillEnvironment(
  databaseUrl: string,
  simulator: string,
  folder: string,
  secrets: readonly string[] | undefined,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...blankSettings,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    APP_SECRET,
    STRIPE_SECRET_KEY: 'sk_test_simulator',
    STRIPE_API_BASE: simulator,
    STRIPE_WEBHOOK_SECRETS: secrets?.join() ?? '',
    // Where it is set, the server registers its doors itself.
    TAPLINE_SIMULATOR_ORIGIN: secrets ? '' : simulator,
    WATCH_AFTER_MS: '1000',
    RECONCILE_EVERY_MS: '200',
  }
}
