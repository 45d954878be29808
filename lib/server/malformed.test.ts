import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { allRoutes, type Found } from '#lib/testing/permissions/routes.ts'
import { closeRoutesTill, openRoutesTill } from '#lib/testing/routes-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'

/** Every door that writes, knocked at with what no page of ours ever sends. */
const origin = 'http://till.example'
const routes = (await allRoutes()).filter(({ method }) => method !== 'GET')
const ID = '00000000-0000-4000-8000-000000000000'
const PARTS = {
  saleId: `sale_${ID}`,
  staffId: `staff_${ID}`,
  registerId: `register_${ID}`,
  tenderId: `tender_${ID}`,
  productId: `product_${ID}`,
  readerId: 'tmr_1',
  locationId: 'tml_1',
  surpriseId: '1',
  fileId: 'file_1',
}
let till: StoryTill
const register = idOf('register', randomUUID())

beforeAll(async () => {
  till = await openRoutesTill()
  await till.pool.query('insert into register (id, name) values ($1, $2)', [register, 'Terrace'])
})
afterAll(() => closeRoutesTill(till))

const DEEP = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
const SQL = "'); drop table sale; --"

const BODIES: Readonly<Record<string, string>> = {
  truncated: '{"name":"Ferns',
  'a list': '[]',
  'a text': '"name"',
  nothing: '',
  'deeply nested': DEEP,
  'nested where a word belongs': `{"name":${DEEP},"press":${DEEP},"change":${DEEP}}`,
  'of other types': '{"name":7,"press":[],"change":true,"id":{},"edits":"x","pin":1e999,"version":-0.5}',
  'another prototype': '{"__proto__":{"name":"x"},"constructor":1}',
  'signs that cannot be kept': '{"name":"a\\u0000b","label":"\\ud800","press":"\\u202e"}',
  SQL: JSON.stringify({ name: SQL, press: SQL, label: SQL, id: SQL, code: SQL, staffId: SQL, wish: SQL }),
}

async function knocked({ path, method, route }: Found, token: string, body: string, params: object) {
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      host: 'till.example',
      origin,
      'content-type': 'application/json',
      cookie: `tapline_session=${token}`,
      'x-forwarded-for': randomUUID(),
    },
    body,
  })
  const response = await route(request, { params: Promise.resolve(params) })
  await response.body?.cancel()
  return response.status
}

/** Signed in anew for each door: some of them sign out. */
async function token(): Promise<string> {
  const { token, session } = await signedInAs(till.world, 'owner')
  await till.pool.query('update session set register_id = $1 where hash = $2', [register, session.hash])
  return token
}

describe('whatever is sent, no door breaks', () => {
  test.each(routes)('$method $path', async found => {
    const mine = await token()
    for (const [what, body] of Object.entries(BODIES))
      expect(await knocked(found, mine, body, PARTS), what).toBeLessThan(500)
    const odd = Object.fromEntries(Object.keys(PARTS).map(part => [part, SQL]))
    expect(await knocked(found, await token(), '{}', odd), 'odd ids').toBeLessThan(500)
  })

  test('and nothing was lost', async () => {
    expect((await till.pool.query('select count(*)::int as n from sale')).rows).toEqual([{ n: 0 }])
    expect((await till.pool.query('select from product')).rowCount).toBeGreaterThan(5)
  })
})
