import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ALL_PERMISSIONS,
  isPermission,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  type Verdict,
  verdictOf,
} from '#lib/domain/permissions.ts'
import { setUp } from '#lib/operations/set-up.ts'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'
import { freshDatabase } from '#lib/testing/test-database.ts'
import { type Needs, needsOf } from './guard.ts'
import { wired } from './world.ts'

const root = new URL('../..', import.meta.url).pathname
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const origin = 'http://till.example'

/** Pages that nobody has to be signed in for, and why. */
const OPEN_PAGES: Readonly<Record<string, string>> = {
  '/help/[code]': 'says what a word on the screen means',
  '/set-up': 'before there is anybody',
  '/sign-in': 'before anybody is known',
}

type Route = (request: Request, asked: { params: Promise<object> }) => Promise<Response>
type Found = { path: string; method: string; route: Route; needs: Needs }

async function allRoutes(): Promise<readonly Found[]> {
  const files = readdirSync(`${root}app/api`, { recursive: true, encoding: 'utf8' }).filter(file =>
    /(^|\/)route\.ts$/.test(file),
  )
  const found = await Promise.all(
    files.sort().map(async file => {
      const path = `/api/${file.replace(/\/route\.ts$/, '')}`
      const module: Record<string, Route> = await import(`${root}app/api/${file}`)
      return METHODS.flatMap(method => {
        const route = module[method]
        return route ? [{ path, method, route, needs: needsOf(route) ?? 'anybody' }] : []
      })
    }),
  )
  return found.flat()
}

/** Each page with the permission it asks for, as its source says. */
function allPages(): readonly { readonly path: string; readonly needs: string | undefined }[] {
  const files = readdirSync(`${root}app`, { recursive: true, encoding: 'utf8' }).filter(file =>
    /(^|\/)page\.tsx$/.test(file),
  )
  return files.sort().map(file => ({
    path: `/${file.replace(/\/?page\.tsx$/, '')}`,
    needs: /atTheTill\('([\w.]+)'\)/.exec(readFileSync(`${root}app/${file}`, 'utf8'))?.[1],
  }))
}

const ID = '00000000-0000-4000-8000-000000000000'
const PARTS = {
  saleId: `sale_${ID}`,
  staffId: `staff_${ID}`,
  registerId: `register_${ID}`,
  tenderId: `tender_${ID}`,
  readerId: 'tmr_1',
  locationId: 'tml_1',
  surpriseId: '1',
  unknown: ['nothing', 'here'],
}

/** What gets past reading, for routes that read before they know who asks. */
const VALID: Readonly<Record<string, unknown>> = {
  '/api/sales/[saleId]/refunds': {
    tenderId: `tender_${ID}`,
    refundId: `ref_${ID}`,
    amountMinor: 1,
    reason: 'duplicate',
  },
}

const routes = await allRoutes()
const pages = allPages()
const guarded = routes.filter((one): one is Found & { needs: Permission } => isPermission(one.needs))
const tokens = {} as Record<Role, string>
let close: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, memory: true, seed: 'roles', authorizationMs: 0 })
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: '/nowhere',
    APP_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_roles',
    STRIPE_API_BASE: simulator.origin,
    TAPLINE_SIMULATOR_ORIGIN: simulator.origin,
    LOG_LEVEL: 'silent',
  })
  const { world } = wired()
  const typed = {
    shopName: 'Fern & Field',
    country: 'US',
    place: '212 Orchard Street, Asheville',
    region: 'NC 28801',
    ownerName: 'Mina Okafor',
    pin: '2468',
    samples: false,
  }
  await setUp(world, typed, {}, { simulatedReader: true })
  for (const role of ROLES) tokens[role] = (await signedInAs(world, role)).token
  close = async () => {
    await wired().live.close()
    await wired().pool.end()
    await simulator.stop()
    await database.drop()
  }
})
afterAll(() => close())

/** What the server says to somebody of this role: the verdict, and what it was refused for. */
async function told({ path, method, route }: Found, role: Role): Promise<Verdict | string> {
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      host: 'till.example',
      origin,
      'content-type': 'application/json',
      cookie: `tapline_session=${tokens[role]}`,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(VALID[path] ?? {}) }),
  })
  const response = await route(request, { params: Promise.resolve(PARTS) })
  if (response.status === 401) return 'signed out'
  if (response.status !== 403) {
    await response.body?.cancel()
    return 'yes'
  }
  const { refusal } = await response.json()
  if (refusal.kind !== 'not_allowed') return 'yes'
  return refusal.approvable ? 'approval' : 'no'
}

const heard = new Map<string, Readonly<Record<Role, string>>>()

describe('every route, as everybody meets it', () => {
  test.each(guarded.map(one => [one.method, one.path, one] as const))('%s %s', async (method, path, one) => {
    const said: Record<string, string> = {}
    for (const role of ROLES) said[role] = await told(one, role)
    const wanted = Object.fromEntries(ROLES.map(role => [role, verdictOf(role, one.needs)]))
    expect(said).toEqual(wanted)
    heard.set(`${method} ${path}`, said as Record<Role, string>)
  })
})

test('every page asks for a permission that there is, or is known to be open', () => {
  const unguarded = pages.filter(({ needs }) => needs === undefined).map(({ path }) => path)
  expect(unguarded).toEqual(Object.keys(OPEN_PAGES).sort())
  for (const { needs } of pages) if (needs !== undefined) expect(isPermission(needs), needs).toBe(true)
})

test('what there is no route for is refused, and without a session not even that is told', async () => {
  const unknown = routes.filter(({ path }) => path === '/api/[...unknown]')
  expect(unknown.map(({ method }) => method)).toEqual([...METHODS])
  for (const { route, method } of unknown) {
    const request = (cookie: string) =>
      new Request(`${origin}/api/nothing/here`, { method, headers: { host: 'till.example', origin, cookie } })
    const params = Promise.resolve(PARTS)
    expect((await route(request(''), { params })).status).toBe(401)
    expect((await route(request(`tapline_session=${tokens.owner}`), { params })).status).toBe(404)
  }
})

/** `-u` writes it anew; what has changed in it is for people to read. */
test('the matrix is printed as it is', async () => {
  await expect(printed()).toMatchFileSnapshot('../testing/PERMISSIONS.md')
})

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const head = (cells: readonly string[]) => [line(cells), line(cells.map(() => '---'))]

function printed(): string {
  const matrix = ALL_PERMISSIONS.map(permission =>
    line([
      `\`${permission}\``,
      PERMISSIONS[permission].words,
      ...ROLES.map(role => verdictOf(role, permission)),
    ]),
  )
  const asked = guarded.map(({ method, path, needs }) => {
    const said = heard.get(`${method} ${path}`)
    return line([`${method} ${path}`, `\`${needs}\``, ...ROLES.map(role => said?.[role] ?? '?')])
  })
  const open = routes
    .filter(({ needs }) => !isPermission(needs))
    .map(({ method, path, needs }) => line([`${method} ${path}`, needs]))
  const seen = pages.map(({ path, needs }) =>
    line([path, needs === undefined ? (OPEN_PAGES[path] ?? '?') : `\`${needs}\``]),
  )
  return [
    '# Who may do what',
    '',
    'Printed by `lib/server/permissions.test.ts`, never by hand. `approval`: with the consent of somebody who may, by PIN or badge, this once.',
    '',
    ...head(['permission', 'what', ...ROLES]),
    ...matrix,
    '',
    '## What the server said to each of them',
    '',
    ...head(['route', 'asks for', ...ROLES]),
    ...asked,
    '',
    'Open to whoever asks, or to Stripe’s signature alone:',
    '',
    ...head(['route', 'for']),
    ...open,
    '',
    '## Pages',
    '',
    ...head(['page', 'asks for']),
    ...seen,
    '',
  ].join('\n')
}
