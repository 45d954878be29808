import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readEnv } from '#lib/server/env.ts'
import { wire } from '#lib/server/world.ts'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { memoryLog } from './memory-log.ts'
import { freshDatabase } from './test-database.ts'

const root = new URL('../..', import.meta.url).pathname
const origin = 'http://till.example'

type Route = (request: Request, asked: { params: Promise<object> }) => Promise<Response>

/** What is sent to a door, however odd. Everything but `path` may be left out. */
export type Sending = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

/**
 * The routes themselves with the real database, the simulator, and a log that is kept: for whatever may come to a door. The process has
 * one world, so one test file opens this once.
 */
export async function openDoors() {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, memory: true, seed: 'doors', authorizationMs: 0 })
  const clock = { offset: 0, now: () => Date.now() + clock.offset }
  const webhookSecret = `whsec_${randomBytes(12).toString('hex')}`
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: '/nowhere',
    APP_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(12).toString('hex')}`,
    STRIPE_API_BASE: simulator.origin,
    STRIPE_WEBHOOK_SECRETS: webhookSecret,
    TAPLINE_SIMULATOR_ORIGIN: simulator.origin,
    SET_UP_CODE: 'ABCD-2345',
  }
  // Doors ask `env()` for some of it.
  Object.assign(process.env, settings)
  const { log, lines } = memoryLog()
  const wired = wire(readEnv(settings), { log, clock })
  // Where `world()` looks: Next evaluates a module once per bundle, so the world lies there.
  Object.assign(globalThis, { taplineWired: wired })
  const routes = await allRoutes()

  /** As a browser on our own page would ask, unless told otherwise. `path` as in a URL, without `/api/`. */
  const knock = async (path: string, sending: Sending = {}): Promise<Response> => {
    const { method = 'POST', headers = {}, body } = sending
    const { route, params } = find(routes, path, method)
    const request = new Request(`${origin}/api/${path}`, {
      method,
      headers: { host: 'till.example', origin, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    })
    return route(request, { params: Promise.resolve(params) })
  }
  return {
    ...wired,
    clock,
    settings,
    webhookSecret,
    lines,
    knock,
    send: (path: string, value: unknown, headers: Readonly<Record<string, string>> = {}) =>
      knock(path, { headers, body: JSON.stringify(value) }),
    async close() {
      await wired.live.close()
      await wired.pool.end()
      await simulator.stop()
      await database.drop()
    },
  }
}

type Found = { readonly parts: readonly string[]; readonly method: string; readonly route: Route }

async function allRoutes(): Promise<readonly Found[]> {
  const files = readdirSync(`${root}app/api`, { recursive: true, encoding: 'utf8' })
  const found = await Promise.all(
    files
      .filter(file => file.endsWith('route.ts'))
      .map(async file => {
        const module: Record<string, Route> = await import(`${root}app/api/${file}`)
        const parts = file.split('/').slice(0, -1)
        return ['GET', 'POST'].flatMap(method => {
          const route = module[method]
          return route ? [{ parts, method, route }] : []
        })
      }),
  )
  return found.flat()
}

function find(routes: readonly Found[], path: string, method: string) {
  const asked = path.split('?')[0]?.split('/') ?? []
  const fits = ({ parts }: Found) =>
    parts.length === asked.length && parts.every((part, i) => part.startsWith('[') || part === asked[i])
  const found = routes
    .filter(one => one.method === method && fits(one))
    .sort((a, b) => a.parts.join().split('[').length - b.parts.join().split('[').length)[0]
  if (!found) throw new Error(`no ${method} /api/${path}`)
  const named = found.parts.flatMap((part, i) =>
    part.startsWith('[') ? [[part.slice(1, -1), asked[i]]] : [],
  )
  return { route: found.route, params: Object.fromEntries(named) }
}

/** The cookies an answer sets, as the browser would send them back. */
export const kept = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
