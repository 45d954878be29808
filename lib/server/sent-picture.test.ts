import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { allRoutes } from '#lib/testing/permissions/routes.ts'
import { closeRoutesTill, openRoutesTill } from '#lib/testing/routes-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'

const origin = 'http://till.example'
const FILE = 'file_1SentFromHere'
const bytes = Buffer.from('<script>alert(1)</script>')

const [found] = (await allRoutes()).filter(({ path }) => path === '/api/pictures/[fileId]')
let till: StoryTill
const tokens = new Map<string, string>()

beforeAll(async () => {
  till = await openRoutesTill()
  for (const role of ['lead', 'cashier'] as const)
    tokens.set(role, (await signedInAs(till.world, role)).token)
  await till.world.readers.keepPicture(FILE, { type: 'jpeg', bytes }, till.clock.now())
})
afterAll(() => closeRoutesTill(till))

async function ask(who: 'lead' | 'cashier' | 'nobody', fileId: string): Promise<Response> {
  if (!found) throw new Error('there is no such route')
  const request = new Request(`${origin}/api/pictures/${fileId}`, {
    headers: { host: 'till.example', cookie: `tapline_session=${tokens.get(who) ?? ''}` },
  })
  return found.route(request, { params: Promise.resolve({ fileId }) })
}

test('who may see locations sees a picture that was sent from here, and a browser runs nothing that is in it', async () => {
  const seen = await ask('lead', FILE)
  expect(seen.status).toBe(200)
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(Buffer.from(await seen.arrayBuffer()).equals(bytes)).toBe(true)
})

test('nobody else sees it, and what is not here is not found and asked for again', async () => {
  expect((await ask('nobody', FILE)).status).toBe(401)
  expect((await ask('cashier', FILE)).status).toBe(403)
  for (const other of ['file_1Another', 'tml_1', `${FILE}/../${FILE}`]) {
    const missing = await ask('lead', other)
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store'])
  }
})
