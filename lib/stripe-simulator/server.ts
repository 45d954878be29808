import { randomInt } from 'node:crypto'
import { type HttpBindings, serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Settings } from './account.ts'
import { Accounts } from './accounts.ts'
import { answerApi, type Http, type World } from './api.ts'
import { answerControl } from './control.ts'
import { readerPage } from './reader-page/serve.ts'
import { Router } from './route.ts'
import { accountRoutes } from './routes/account.ts'
import { bookRoutes } from './routes/books.ts'
import { chargeRoutes } from './routes/charges.ts'
import { configurationRoutes } from './routes/configurations.ts'
import { customerRoutes } from './routes/customers.ts'
import { eventRoutes } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { paymentIntentRoutes } from './routes/payment-intents.ts'
import { paymentMethodRoutes } from './routes/payment-methods.ts'
import { readerCommandRoutes } from './routes/reader-commands.ts'
import { refundRoutes } from './routes/refunds.ts'
import { setupIntentRoutes } from './routes/setup-intents.ts'
import { terminalRoutes } from './routes/terminal.ts'
import { webhookEndpointRoutes } from './routes/webhook-endpoints.ts'
import { memoryDisk, openDisk } from './store.ts'

export type Options = Partial<Settings> & {
  /** 0 takes a free one. */
  port: number
  /** Folder of the state; without it, or with `memory`, everything is forgotten on exit. */
  data?: string | undefined
  memory?: boolean
  allowLive?: boolean
}

export type Simulator = { origin: string; port: number; stop(): Promise<void> }

export const routes = [
  ...terminalRoutes,
  ...readerCommandRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...configurationRoutes,
  ...setupIntentRoutes,
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...fileRoutes,
  ...bookRoutes,
  ...accountRoutes,
]

/** Node's own five seconds are shorter than what clients keep a line for: one that asks as it closes would be cut off. */
const KEEP_MS = 65_000

/** Starts Stripe on the loopback interface. Rejects when the port is taken or the folder is in use. */
export async function startSimulator(options: Options): Promise<Simulator> {
  const disk = options.data && !options.memory ? await openDisk(options.data) : memoryDisk()
  const accounts = new Accounts(settingsOf(options), disk)
  await accounts.load()
  const world: World = { accounts, router: new Router(routes), allowLive: options.allowLive ?? false }
  const { port, close } = await listen(world, options.port).catch(async error => {
    await disk.close()
    throw error
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      await close()
      accounts.stop()
      await disk.close()
    },
  }
}

function settingsOf(options: Options): Settings {
  return {
    seed: options.seed ?? String(randomInt(1_000_000)),
    authorizationMs: options.authorizationMs ?? 250,
    readerMs: options.readerMs ?? 0,
    rateLimit: options.rateLimit ?? false,
  }
}

function listen(world: World, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.all('/v1/*', http => answerApi(world, http))
  app.all('/_simulator/*', (http): Promise<Response> => {
    if (isFromHere(http)) return answerControl(world, http)
    return Promise.resolve(new Response('Only from this machine.\n', { status: 403 }))
  })
  app.route('/', readerPage)
  return new Promise((resolve, reject) => {
    const serverOptions = { keepAliveTimeout: KEEP_MS }
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port, serverOptions }, info => {
      const close = () =>
        new Promise<void>(done => {
          server.close(() => done())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ port: info.port, close })
    })
    server.once('error', reject)
  })
}

const here = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A page of some other site, open in this machine's browser, must not reset the simulator behind its owner's back. */
function isFromHere(http: Http): boolean {
  const origin = http.req.header('origin')
  return origin === undefined || (URL.canParse(origin) && here.has(new URL(origin).hostname))
}
