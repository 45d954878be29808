import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPool } from '#lib/adapters/database/connect.ts'
import { makeWebhookSecrets } from '#lib/adapters/database/webhook-secrets.ts'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import { type Desk, openDesk, openDoor } from '#lib/testing/stripe-desk.ts'
import { freshDatabase, type TestDatabase } from '#lib/testing/test-database.ts'
import { registerEndpoints } from './endpoints.ts'
import { knockReader } from './knock.ts'
import { secretRing } from './secret-ring.ts'

const log = { info() {}, warn() {}, error() {} }

let database: TestDatabase
let pool: pg.Pool
let secrets: WebhookSecrets
let desk: Desk
let door: Awaited<ReturnType<typeof openDoor>>

beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool(database.url, () => {})
  secrets = makeWebhookSecrets({ pool, secrets: makeSecrets(randomBytes(32).toString('base64')) })
})
beforeEach(async () => {
  desk = await openDesk()
  door = await openDoor()
  for (const { endpointId } of await secrets.kept()) await secrets.forget(endpointId)
})
afterEach(async () => {
  door.close()
  await desk.close()
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const keptIds = async () => (await secrets.kept()).map(one => one.endpointId)

const register = (origin = door.origin) =>
  registerEndpoints({ connection: desk.connection, secrets, log, clock: desk.clock, origin })

async function atStripe() {
  const reply = await desk.connection.request({ method: 'GET', path: '/v1/webhook_endpoints?limit=100' })
  if (reply.got !== 'answer') throw new Error(JSON.stringify(reply))
  // True because the simulator's answers are checked against Stripe's schema where it lives.
  const { data } = reply.body as {
    data: { id: string; url: string; enabled_events: string[]; api_version: string }[]
  }
  return data
}

const reading = () =>
  knockReader({ clock: desk.clock, ring: secretRing({ fromEnvironment: [], secrets, clock: desk.clock }) })

async function pay() {
  const uuid = crypto.randomUUID()
  const tenderId = idOf('tender', uuid)
  const create = desk.payments.write({
    step: 'create',
    amount: money(2340, 'usd'),
    saleId: idOf('sale', uuid),
    tenderId,
    shopId: idOf('shop', uuid),
    description: 'Sale 1',
    interac: false,
  })
  const made = await desk.payments.send(create, `tapline:${tenderId}:create:1`)
  const paymentIntent = (made.outcome === 'done' && made.answer.intent?.paymentIntent) || ''
  const process = desk.payments.write({ step: 'process', paymentIntent, readerId: desk.readerId })
  await desk.payments.send(process, `tapline:${tenderId}:process:1`)
  await desk.tap('4242424242424242')
  return { tenderId, paymentIntent }
}

test('both doors register themselves, the reader’s events at a door of their own', async () => {
  expect(await register()).toMatchObject({ done: true })
  const endpoints = await atStripe()
  expect(endpoints.map(one => one.url).sort()).toEqual([
    `${door.origin}/api/stripe/webhook`,
    `${door.origin}/api/stripe/webhook/terminal`,
  ])
  for (const { url, enabled_events, api_version } of endpoints) {
    expect(
      enabled_events.every(type => type.startsWith('terminal.reader.') === url.endsWith('/terminal')),
    ).toBe(true)
    expect(api_version).toBe('2026-10-28.endive')
  }
  expect((await secrets.kept()).map(one => one.secret)).toEqual([
    expect.stringMatching(/^whsec_/),
    expect.stringMatching(/^whsec_/),
  ])
})

test('a second start, or two at once, changes nothing', async () => {
  await Promise.all([register(), register()])
  const [before, secretsBefore] = [await atStripe(), await secrets.kept()]
  expect(before).toHaveLength(2)
  expect(await register()).toMatchObject({ done: true })
  expect(await atStripe()).toEqual(before)
  expect(await secrets.kept()).toEqual(secretsBefore)
})

test('on another port the same endpoints are led there', async () => {
  await register('http://127.0.0.1:3450')
  const ids = (await atStripe()).map(one => one.id).sort()
  expect(await register()).toMatchObject({ done: true })
  const moved = await atStripe()
  expect(moved.map(one => one.id).sort()).toEqual(ids)
  expect(moved.every(one => one.url.startsWith(`${door.origin}/`))).toBe(true)
})

test('an endpoint whose secret was lost, or that Stripe forgot, is made anew', async () => {
  await register()
  const [lost, forgotten] = await keptIds()
  await secrets.forget(lost ?? '')
  await desk.connection.request({ method: 'DELETE', path: `/v1/webhook_endpoints/${forgotten}` })
  expect(await register()).toMatchObject({ done: true })
  const ids = (await atStripe()).map(one => one.id)
  expect(ids).toHaveLength(2)
  expect(ids).not.toContain(lost)
  expect((await keptIds()).sort()).toEqual(ids.sort())
})

test('somebody else’s endpoint on the account is left alone', async () => {
  const theirs = { url: 'https://example.com/hook', enabled_events: ['*'] }
  await desk.connection.request({ method: 'POST', path: '/v1/webhook_endpoints', params: theirs })
  await register()
  await register()
  expect((await atStripe()).map(one => one.url)).toContain(theirs.url)
  expect(await atStripe()).toHaveLength(3)
})

test('with Stripe away it says so, and keeps nothing', async () => {
  await desk.control('POST', 'faults', { kind: 'cut_before', path: '/v1/webhook_endpoints', times: 0 })
  expect(await register()).toMatchObject({ done: false })
  expect(await keptIds()).toEqual([])
})

test('a tap knocks at both doors, and each knock says what it is worth', async () => {
  await register()
  const { tenderId, paymentIntent } = await pay()
  const read = reading()
  const knocks = async () =>
    Promise.all(door.heard.map(async one => ({ ...one, read: await read(one.raw, one.signature) })))
  const has = (type: string) => door.heard.some(one => one.raw.includes(`"${type}"`))
  await door.until(() => has('payment_intent.succeeded') && has('terminal.reader.action_succeeded'))

  const all = await knocks()
  expect(all.every(one => one.read.ok)).toBe(true)
  const of = (type: string) => all.find(one => one.read.ok && one.read.knock.type === type)
  expect(of('payment_intent.succeeded')).toMatchObject({
    path: '/api/stripe/webhook',
    read: {
      knock: {
        about: { kind: 'final', home: { tenderId }, intent: { paymentIntent, received: money(2340, 'usd') } },
      },
    },
  })
  expect(of('terminal.reader.action_succeeded')).toMatchObject({
    path: '/api/stripe/webhook/terminal',
    read: { knock: { about: { kind: 'look', readerId: desk.readerId, paymentIntent } } },
  })
})

test('a knock of one door does not open with another account’s secret', async () => {
  await register()
  await pay()
  await door.until(() => door.heard.length > 0)
  for (const one of await secrets.kept()) await secrets.keep({ ...one, secret: 'whsec_of_somebody_else' })
  const { raw, signature } = door.heard[0] ?? { raw: '', signature: null }
  expect(await reading()(raw, signature)).toEqual({ ok: false, because: 'wrong_signature' })
})
