import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { freshDatabase } from '#lib/testing/test-database.ts'
import { needsOf, open } from './guard.ts'
import { wired } from './world.ts'

const root = new URL('../..', import.meta.url).pathname
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The only ones that answer before anybody is known. */
const OPEN = [
  'health',
  'registers/bind',
  'set-up',
  'sign-in',
  'sign-out',
  'stripe/webhook',
  'stripe/webhook/terminal',
]

type Route = (request: Request, asked: { params: Promise<object> }) => Promise<Response>
type Found = { path: string; method: string; route: Route }

const PARTS = { saleId: 'sale_00000000-0000-4000-8000-000000000000', readerId: 'tmr_1' }

async function allRoutes(): Promise<readonly Found[]> {
  const files = readdirSync(`${root}app/api`, { recursive: true, encoding: 'utf8' }).filter(file =>
    /(^|\/)route\.ts$/.test(file),
  )
  const found = await Promise.all(
    files.map(async file => {
      const path = file.replace(/\/route\.ts$/, '')
      const module: Record<string, Route> = await import(`${root}app/api/${file}`)
      return METHODS.flatMap(method => {
        const route = module[method]
        return route ? [{ path, method, route }] : []
      })
    }),
  )
  return found.flat()
}

const origin = 'http://till.example'

/** As a browser on our own page would ask; another origin when told so. */
function ask(
  { path, method, route }: Found,
  headers: Record<string, string> = {},
  body?: unknown,
  parts: Readonly<Record<string, string>> = {},
) {
  const request = new Request(`${origin}/api/${path}`, {
    method,
    headers: { host: 'till.example', origin, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return route(request, { params: Promise.resolve({ ...PARTS, ...parts }) })
}

const routes = await allRoutes()
const find = (path: string, method = 'GET') => {
  const found = routes.find(one => one.path === path && one.method === method)
  if (!found) throw new Error(`no ${method} /api/${path}`)
  return found
}
const listed = routes.map(one => [one.method, one.path, one] as const)

let close: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, memory: true, seed: 'routes', authorizationMs: 0 })
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: '/nowhere',
    APP_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_routes',
    STRIPE_API_BASE: simulator.origin,
    TAPLINE_SIMULATOR_ORIGIN: simulator.origin,
    LOG_LEVEL: 'silent',
  })
  close = async () => {
    await wired().live.close()
    await wired().pool.end()
    await simulator.stop()
    await database.drop()
  }
})
afterAll(() => close())

describe('refused by default', () => {
  test.each(listed)('%s /api/%s went through a guard', (_method, _path, { route }) => {
    expect(needsOf(route)).toBeDefined()
  })

  test('a handler that went through none would be found', () => {
    expect(needsOf(async () => new Response())).toBeUndefined()
  })

  test.each(listed.filter(([, path]) => !OPEN.includes(path)))(
    '%s /api/%s answers nobody without a session',
    async (_method, _path, found) => {
      for (const cookie of ['', 'tapline_session=', 'tapline_session=forged']) {
        const response = await ask(found, { cookie }, found.method === 'GET' ? undefined : VALID[found.path])
        expect(response.status).toBe(401)
        expect(await response.json()).toEqual({ refusal: { kind: 'signed_out' } })
      }
    },
  )

  test.each(listed.filter(([method, path]) => method !== 'GET' && !path.startsWith('stripe/')))(
    '%s /api/%s is no other page’s to ask',
    async (_method, _path, found) => {
      for (const foreign of ['http://evil.example', 'http://till.example.evil', 'null', '']) {
        const response = await ask(found, { origin: foreign }, {})
        expect(response.status).toBe(403)
        expect(await response.json()).toEqual({ refusal: { kind: 'foreign_origin' } })
      }
    },
  )
})

test('what broke is told to the log, not to the browser', async () => {
  const route = open<object>(() => {
    throw new Error('password of the database')
  })
  const response = await ask({ path: 'health', method: 'GET', route })
  expect([response.status, await response.text()]).toEqual([500, '{"error":"broken"}'])
})

/** Bodies that get past reading, for routes that read before their one load. */
const tenderId = 'tender_00000000-0000-4000-8000-000000000000'
const VALID: Readonly<Record<string, unknown>> = {
  'sales/[saleId]/edits': {
    edits: [{ type: 'remove', lineId: 'line_00000000-0000-4000-8000-000000000000' }],
  },
  'sales/[saleId]/charge': { press: '00000000-0000-4000-8000-000000000000', tenderId, shownMinor: 1 },
  'sales/[saleId]/cash': { tenderId, handedMinor: 1, shownMinor: 1 },
  'sales/[saleId]/payment': { wish: 'cancel' },
  'sales/[saleId]/refunds': {
    tenderId,
    refundId: 'ref_00000000-0000-4000-8000-000000000000',
    amountMinor: 1,
    reason: 'duplicate',
  },
  'test-cards': { number: '4242424242424242' },
}

const typed = {
  shopName: 'Fern & Field',
  country: 'US',
  place: '212 Orchard Street, Asheville',
  region: 'NC 28801',
  ownerName: 'Mina Okafor',
  pin: '2468',
  samples: true,
}

/** The cookies an answer sets, as the browser would send them back. */
const kept = (response: Response) =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')

test('from the empty till to the register, and out again', async () => {
  expect(await (await ask(find('health'))).json()).toEqual({ till: 'up', database: 'up', stripe: 'up' })
  expect(await (await ask(find('set-up'))).json()).toMatchObject({ codeNeeded: true })
  expect((await ask(find('set-up', 'POST'), {}, typed)).status).toBe(401)
  const here = { host: 'localhost:3000', origin: 'http://localhost:3000', 'x-forwarded-for': '127.0.0.1' }
  expect(await (await ask(find('set-up'), here)).json()).toEqual({
    state: 'empty',
    codeNeeded: false,
    mode: 'simulator',
  })
  expect((await ask(find('sign-in'))).status).toBe(409)

  const refused = await ask(find('set-up', 'POST'), here, { ...typed, region: 'NC 2880' })
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ refusal: { problems: [{ field: 'region' }] } })

  const opened = await ask(find('set-up', 'POST'), here, typed)
  expect(opened.status).toBe(200)
  expect(opened.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^tapline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^tapline_register=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/),
  ])
  const cookie = kept(opened)
  ownBrowser = cookie.split('; ').find(one => one.startsWith('tapline_register=')) ?? ''
  expect((await ask(find('set-up', 'POST'), {}, typed)).status).toBe(409)

  const register = await (await ask(find('registers/current'), { cookie })).json()
  expect(register).toMatchObject({
    shop: { name: 'Fern & Field', currency: 'usd', taxIncluded: false },
    register: { name: 'Register 1' },
    reader: { label: 'Counter' },
    staff: { name: 'Mina Okafor', role: 'owner' },
    currentSaleId: null,
    mode: 'simulator',
    testCards: false,
  })
  expect(register.simulatorReaderUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/simulator\/readers\/tmr_\w+$/)
  expect(await (await ask(find('status'), { cookie })).json()).toMatchObject({
    till: 'good',
    stripe: 'good',
    reader: 'good',
  })

  const out = await ask(find('sign-out', 'POST'), { cookie }, {})
  expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^tapline_session=; .*Max-Age=0$/)])
  expect((await ask(find('registers/current'), { cookie })).status).toBe(401)
})

/** A browser that was nobody's, now the first register: by a code that whoever is signed in asks for. */
async function boundBy(cookie: string, origin: string): Promise<string> {
  const { registers } = await (await ask(find('registers'), { cookie })).json()
  const parts = { registerId: registers[0].id }
  const shown = await ask(find('registers/[registerId]/code', 'POST'), { cookie }, {}, parts)
  const { code } = await shown.json()
  return kept(await ask(find('registers/bind', 'POST'), { origin }, { code }))
}

/** Whoever has set the shop up comes back to the browser they used. */
async function signedInAgain(): Promise<string> {
  const { staff } = await (await ask(find('sign-in'), { cookie: ownBrowser })).json()
  const body = { staffId: staff[0].id, pin: '2468' }
  return kept(await ask(find('sign-in', 'POST'), { cookie: ownBrowser }, body))
}

let ownBrowser = ''

test('a code makes a browser a register; only then is it told names; https makes the cookies Secure', async () => {
  const stranger = await (await ask(find('sign-in'))).json()
  expect(stranger).toEqual({ shopName: 'Fern & Field', register: null, staff: [] })
  const origin = 'https://till.example'
  const bound = await boundBy(await signedInAgain(), origin)
  expect(bound).toMatch(/^tapline_register=/)
  const choices = await (await ask(find('sign-in'), { cookie: bound })).json()
  expect(choices).toMatchObject({ register: { name: 'Register 1' }, staff: [{ name: 'Mina Okafor' }] })
  const body = { staffId: choices.staff[0].id, pin: '2468' }

  expect(await (await ask(find('sign-in', 'POST'), {}, body)).json()).toEqual({
    refusal: { kind: 'no_register' },
  })
  const wrong = await ask(find('sign-in', 'POST'), { cookie: bound }, { ...body, pin: '9999' })
  expect(wrong.status).toBe(401)
  expect(await wrong.json()).toEqual({ refusal: { kind: 'wrong_pin', waitMs: 0 } })

  const done = await ask(find('sign-in', 'POST'), { origin, cookie: bound }, body)
  expect(done.headers.getSetCookie()).toEqual([expect.stringMatching(/^tapline_session=.*; Secure$/)])
  expect((await ask(find('registers/current'), { cookie: kept(done) })).status).toBe(200)
})

test('the catalogue comes in columns, and not again while it is the same', async () => {
  const cookie = await signedInAgain()

  const plain = await ask(find('catalogue'), { cookie })
  const goods = await plain.json()
  expect(goods.categories).toHaveLength(8)
  expect(goods.name).toHaveLength(goods.priceMinor.length)

  // Next compresses, and drops the header of whoever did it before: packed twice is rubbish in the browser.
  const packed = await ask(find('catalogue'), { cookie, 'accept-encoding': 'br, gzip' })
  expect(packed.headers.get('content-encoding')).toBeNull()
  expect(await packed.json()).toEqual(goods)

  const etag = packed.headers.get('etag') ?? ''
  const again = await ask(find('catalogue'), { cookie, 'if-none-match': etag })
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
})
