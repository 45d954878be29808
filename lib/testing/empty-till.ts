import { randomBytes } from 'node:crypto'
import Stripe from 'stripe'
import { readEnv } from '#lib/server/env.ts'
import { type Wired, wire } from '#lib/server/world.ts'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { controlOf } from './ask-simulator.ts'
import { freshDatabase } from './test-database.ts'
import { onServer } from './test-server.ts'

/** A till before its shop: the real database, the simulator over HTTP, and a clock that the story turns. */
export async function openEmptyTill() {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, memory: true, seed: 'empty', authorizationMs: 0 })
  const secretKey = `sk_test_${randomBytes(12).toString('hex')}`
  const clock = { ms: 1_800_000_000_000, now: () => clock.ms }
  const env = readEnv({
    DATABASE_URL: database.url,
    DATA_DIR: '/nowhere',
    APP_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_API_BASE: simulator.origin,
    LOG_LEVEL: 'silent',
  })
  const servers: Wired[] = []
  const server = () => {
    const wired = wire(env, { clock })
    servers.push(wired)
    return wired.world
  }
  const { port } = simulator
  const control = controlOf(simulator.origin, secretKey)
  const stripe = new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })

  return {
    clock,
    stripe,
    /** Another server process on the same database. */
    server,
    world: server(),
    /** Arms one of the simulator's faults, once. */
    fault: (kind: string, options: object) => control('POST', 'faults', { kind, ...options }),
    /** How many there are of each, here and at Stripe. */
    async count() {
      const of = (table: string) =>
        onServer(database.url, async client => (await client.query(`select from ${table}`)).rowCount)
      const [shops, registers, people, readersHere, locations, readers] = await Promise.all([
        of('shop'),
        of('register'),
        of('staff'),
        of('reader'),
        stripe.terminal.locations.list(),
        stripe.terminal.readers.list(),
      ])
      return {
        shops,
        registers,
        people,
        readersHere,
        locations: locations.data.length,
        readers: readers.data.length,
      }
    },
    async close() {
      for (const { live, pool } of servers) {
        await live.close()
        await pool.end()
      }
      await simulator.stop()
      await database.drop()
    },
  }
}

export type EmptyTill = Awaited<ReturnType<typeof openEmptyTill>>
