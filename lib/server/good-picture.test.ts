import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { allRoutes } from '#lib/testing/permissions/routes.ts'
import { pngOf } from '#lib/testing/png.ts'
import { closeRoutesTill, openRoutesTill } from '#lib/testing/routes-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'

const origin = 'http://till.example'
const picture = pngOf(64, 48)
const version = createHash('sha256').update(picture).digest('hex').slice(0, 16)

const routes = (await allRoutes()).filter(({ path }) => path === '/api/goods/[productId]/picture')
let till: StoryTill
let productId: ProductId
const tokens = new Map<string, string>()

beforeAll(async () => {
  till = await openRoutesTill()
  for (const role of ['manager', 'cashier'] as const)
    tokens.set(role, (await signedInAs(till.world, role)).token)
  const { rows } = await till.pool.query<{ id: ProductId }>('select id from product order by position')
  if (!rows[0]) throw new Error('no goods')
  productId = rows[0].id
})
afterAll(() => closeRoutesTill(till))

async function ask(method: 'GET' | 'POST' | 'DELETE', role: Role | 'nobody', query = '', body?: Uint8Array) {
  const found = routes.find(one => one.method === method)
  if (!found) throw new Error(`no ${method}`)
  const request = new Request(`${origin}/api/goods/${productId}/picture${query}`, {
    method,
    headers: {
      host: 'till.example',
      origin,
      cookie: `tapline_session=${tokens.get(role) ?? ''}`,
      // What it says it is counts for nothing.
      'content-type': 'image/webp',
    },
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
  return found.route(request, { params: Promise.resolve({ productId }) })
}

test('a manager sets it, a cashier sees it and keeps it for ever, nobody else does; it is what its bytes say', async () => {
  expect((await ask('POST', 'cashier', '', picture)).status).toBe(403)
  expect((await ask('POST', 'nobody', '', picture)).status).toBe(401)
  const set = await ask('POST', 'manager', '', picture)
  expect(await set.json()).toMatchObject({ good: { id: productId, picture: version } })

  const seen = await ask('GET', 'cashier', `?v=${version}`)
  expect(seen.status).toBe(200)
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(Buffer.from(await seen.arrayBuffer()).equals(picture)).toBe(true)
  expect((await ask('GET', 'nobody', `?v=${version}`)).status).toBe(401)

  for (const other of ['', '?v=0123456789abcdef', '?v=%25', `?v=${version.toUpperCase()}x`]) {
    const missing = await ask('GET', 'cashier', other)
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store'])
  }

  expect((await ask('DELETE', 'cashier', `?seen=${version}`)).status).toBe(403)
  expect((await ask('DELETE', 'manager')).status).toBe(409)
  const gone = await ask('DELETE', 'manager', `?seen=${version}`)
  expect(await gone.json()).toMatchObject({ good: { picture: null } })
  expect((await ask('GET', 'cashier', `?v=${version}`)).status).toBe(404)
})

test('what is too large is refused in words before it is read to its end', async () => {
  const answer = await ask('POST', 'manager', '', new Uint8Array(5 * 1024 * 1024))
  expect(answer.status).toBe(400)
  expect(JSON.stringify(await answer.json())).toContain('The picture is too large.')
})
