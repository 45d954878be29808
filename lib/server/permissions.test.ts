import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import {
  ALL_PERMISSIONS,
  isForLater,
  isPermission,
  type Permission,
  ROLES,
  type Role,
  type Verdict,
  verdictOf,
} from '#lib/domain/permissions.ts'
import { enginesAtRest } from '#lib/operations/advance-tender.ts'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { DECIDED_INSIDE, type Inside } from '#lib/testing/permissions/decided-inside.ts'
import { permissionsPage } from '#lib/testing/permissions/page.ts'
import { allPages, OPEN_PAGES } from '#lib/testing/permissions/pages.ts'
import { allRoutes, type Found, METHODS } from '#lib/testing/permissions/routes.ts'
import { closeRoutesTill, openRoutesTill } from '#lib/testing/routes-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'
import { wired } from './world.ts'

const root = new URL('../..', import.meta.url).pathname
const origin = 'http://till.example'

const ID = '00000000-0000-4000-8000-000000000000'
const PARTS = {
  saleId: `sale_${ID}`,
  staffId: `staff_${ID}`,
  registerId: `register_${ID}`,
  tenderId: `tender_${ID}`,
  readerId: 'tmr_1',
  locationId: 'tml_1',
  surpriseId: '1',
  fileId: 'file_1',
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
let till: StoryTill

beforeAll(async () => {
  till = await openRoutesTill()
  const terrace = idOf('register', randomUUID())
  await till.pool.query('insert into register (id, name) values ($1, $2)', [terrace, 'Terrace'])
  for (const role of ROLES) {
    const { token, session } = await signedInAs(till.world, role)
    await till.pool.query('update session set register_id = $1 where hash = $2', [terrace, session.hash])
    tokens[role] = token
  }
})
afterAll(() => closeRoutesTill(till))

type Met = { readonly params?: object; readonly body?: object }

/** What the server says to somebody of this role: the verdict, and what it was refused for. */
async function told(
  { path, method, route }: Found,
  role: Role,
  { params = PARTS, body = VALID[path] ?? {} }: Met = {},
): Promise<Verdict | string> {
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      host: 'till.example',
      origin,
      'content-type': 'application/json',
      cookie: `tapline_session=${tokens[role]}`,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
  const response = await route(request, { params: Promise.resolve(params) })
  if (response.status === 401) return 'signed out'
  if (response.status !== 403) {
    await response.body?.cancel()
    return 'yes'
  }
  const { refusal } = await response.json()
  if (refusal.kind !== 'not_allowed') return 'yes'
  return refusal.approvable ? 'approval' : 'no'
}

/** Every role in turn, those who may least first: what they are refused changes nothing for the others. */
async function toldAll(found: Found, met?: Met): Promise<Record<Role, string>> {
  const said = {} as Record<Role, string>
  for (const role of [...ROLES].reverse()) said[role] = await told(found, role, met)
  return said
}

const wantedOf = (permission: Permission) =>
  Object.fromEntries(ROLES.map(role => [role, verdictOf(role, permission)]))

const heard = new Map<unknown, Readonly<Record<Role, string>>>()

describe('every route, as everybody meets it', () => {
  test.each(guarded)('$method $path', async one => {
    const said = await toldAll(one)
    expect(said).toEqual(wantedOf(one.needs))
    heard.set(one, said)
  })
})

/** A sale of the first register whose money is held, whose card was read, or that waits for one. The next customer may be served there. */
async function charged(mood: 'held' | 'collected' | 'waiting'): Promise<SaleId> {
  await enginesAtRest(wired().world)
  await till.pool.query('update shop set capture_mode = $1', [mood === 'held' ? 'manual' : 'automatic'])
  await till.pool.query('update register set two_steps = $1', [mood === 'collected'])
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  if (mood !== 'waiting') await till.reader.tap('visa')
  await till.untilMood(saleId, mood)
  await till.pool.query('update register set current_sale_id = null')
  return saleId
}

const SUBJECTS: Readonly<Record<Inside['about'], () => Promise<object>>> = {
  'held sale': async () => ({ saleId: await charged('held') }),
  'sale elsewhere': async () => ({ saleId: await charged('waiting') }),
  'card read elsewhere': async () => ({ saleId: await charged('collected') }),
  owner: async () => ({ staffId: (await signedInAs(till.world, 'owner')).staffId }),
}

describe('what is decided inside a route, as everybody meets it', () => {
  test.each(DECIDED_INSIDE)('$path $when', async one => {
    const found = routes.find(({ path, method }) => path === one.path && method === one.method)
    if (!found) throw new Error(`no ${one.path}`)
    const said = await toldAll(found, { params: await SUBJECTS[one.about](), body: one.body })
    expect(said).toEqual(wantedOf(one.needs))
    heard.set(one, said)
  })
})

test('no operation asks for a permission that the matrix does not name with its route', () => {
  const folder = `${root}lib/operations/`
  const asked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /^[^.]+\.ts$/.test(file))
    .flatMap(file => [...readFileSync(folder + file, 'utf8').matchAll(/'([a-z_]+\.[a-z_]+)'/g)])
    .map(([, word]) => word ?? '')
    .filter(isPermission)
  const named = [...DECIDED_INSIDE, ...routes.filter(({ path }) => path.endsWith('/refunds'))]
  expect([...new Set(asked)].sort()).toEqual([...new Set(named.map(({ needs }) => needs))].sort())
})

test('only what is kept for a later version is asked for by nothing', () => {
  const asked = new Set<string | undefined>(
    [...routes, ...DECIDED_INSIDE, ...pages].map(({ needs }) => needs),
  )
  expect(ALL_PERMISSIONS.filter(one => !asked.has(one))).toEqual(ALL_PERMISSIONS.filter(isForLater))
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
  const nobody = { owner: '?', manager: '?', lead: '?', cashier: '?' }
  const named = <T extends { method: string; path: string }>(one: T) => ({
    ...one,
    what: `${one.method} ${one.path}`,
    said: heard.get(one) ?? nobody,
  })
  const page = permissionsPage({
    routes: guarded.map(named),
    inside: DECIDED_INSIDE.map(named),
    open: routes.filter(({ needs }) => !isPermission(needs)).map(named),
  })
  await expect(page).toMatchFileSnapshot('../testing/PERMISSIONS.md')
})
