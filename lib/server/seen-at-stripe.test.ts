import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { allRoutes } from '#lib/testing/permissions/routes.ts'
import { closeRoutesTill, openRoutesTill } from '#lib/testing/routes-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'
import { seeAtStripe } from './seen-at-stripe.ts'
import { seenAtStripe, wired } from './world.ts'

const origin = 'http://till.example'
const routes = await allRoutes()
let till: StoryTill
let lead: string
let manager: string
let asked = 0

beforeAll(async () => {
  till = await openRoutesTill()
  lead = (await signedInAs(till.world, 'lead')).token
  manager = (await signedInAs(till.world, 'manager')).token
  wired().connection.onAsk(() => {
    asked++
  })
})
afterAll(() => closeRoutesTill(till))

async function ask(
  method: 'GET' | 'POST',
  path: string,
  more: { by?: string; params?: object; body?: object } = {},
) {
  const found = routes.find(one => one.path === path && one.method === method)
  if (!found) throw new Error(`no ${method} ${path}`)
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      host: 'till.example',
      origin,
      'content-type': 'application/json',
      cookie: `tapline_session=${more.by ?? lead}`,
    },
    ...(more.body ? { body: JSON.stringify(more.body) } : {}),
  })
  return found.route(request, { params: Promise.resolve(more.params ?? {}) })
}

async function costOf(times: number, one: () => Promise<Response>): Promise<number> {
  seenAtStripe().forget()
  const before = asked
  for (let n = 0; n < times; n++) expect((await one()).status).toBe(200)
  return asked - before
}

const createAtStripe = (name: string) =>
  till.stripe.terminal.locations.create({
    display_name: name,
    address: { country: 'US', line1: '2 Pier Road', city: 'Portland', state: 'ME', postal_code: '04101' },
  })

test.each(['/api/locations', '/api/locations/[locationId]', '/api/settings/stripe'])(
  'a tab that asks %s again and again leaves Stripe to the cards',
  async path => {
    const { id: locationId } = await createAtStripe('Pier')
    const one = () => ask('GET', path, { params: { locationId } })
    await one()
    const cost = await costOf(1, one)
    expect(cost).toBeGreaterThan(0)
    // A slow machine may take more than a second over it.
    expect(await costOf(40, one)).toBeLessThan(10 * cost)
  },
)

test('what somebody has just written, done or not, is read anew at once', async () => {
  const names = async () => {
    const { locations } = await (await ask('GET', '/api/locations')).json()
    return locations.map(({ name }: { name: string }) => name)
  }
  await names()
  await createAtStripe('By the Dashboard')
  const vague = { press: randomUUID(), typed: {} }
  expect((await ask('POST', '/api/locations', { by: manager, body: vague })).status).toBe(400)
  expect(await names()).toContain('By the Dashboard')
})

test('what another server has written is read anew once it is heard of', async () => {
  const { world, stripe } = till
  // A second never passes here.
  const seen = seeAtStripe({ ...world, clock: { now: () => 0 } })
  const names = async () => {
    const now = await seen.locations()
    return now.state === 'there' ? now.locations.map(({ name }) => name) : []
  }
  const before = await names()
  const { id } = await createAtStripe('Unheard of')
  expect(await names()).toEqual(before)
  expect(await seen.location(id)).toMatchObject({ location: { typed: { name: 'Unheard of' } } })
  await stripe.terminal.locations.update(id, { display_name: 'Renamed' })
  expect(await seen.location(id)).toMatchObject({ location: { typed: { name: 'Unheard of' } } })
  const by = { staffId: null, staffName: 'Another server', registerId: null, at: 0 }
  await world.audit.write({ what: 'change_location', subject: id }, by, ['locations'])
  expect(await names()).toContain('Renamed')
  expect(await seen.location(id)).toMatchObject({ location: { typed: { name: 'Renamed' } } })
})
