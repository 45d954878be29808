import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeWebhookSecrets } from '#lib/adapters/database/webhook-secrets.ts'
import { DOORS } from '#lib/adapters/stripe/endpoints.ts'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { healthDay } from '#lib/queries/health-day.ts'
import { stripeSettings } from '#lib/queries/stripe-settings.ts'
import { answering } from '#lib/testing/answering.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { byOf } from './allowed.ts'
import { makeConnector } from './connect-at-start.ts'
import { sampleHealth } from './sample-health.ts'

let till: StoryTill
let asked: string[] = []
beforeEach(async () => {
  till = await openTill({
    wrap: (world, connection) => {
      connection.onAsk(({ method, path }) => asked.push(`${method} ${path}`))
      return world
    },
  })
})
afterEach(() => till?.close())

const thisTill: RequestListener = ({ url = '' }, response) =>
  response.end(till.world.tokens.proofOf(new URL(url, 'http://till').searchParams.get('nonce') ?? ''))

async function keepAddress(origin: string) {
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  await till.world.settings.keepPublicUrl(origin, byOf(session, till.clock.now()))
}

const store = () => makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
const atStripe = async () => (await till.stripe.webhookEndpoints.list()).data
const idsAtStripe = async () => (await atStripe()).map(({ id }) => id).toSorted()

/** Endpoints of a version from before, at an address; those that the till has made go. */
async function olderEndpoints(origin: string) {
  for (const { id } of await atStripe()) await till.stripe.webhookEndpoints.del(id)
  for (const { endpointId } of await store().kept()) await store().forget(endpointId)
  const made = []
  for (const door of ['terminal', 'payments'] as const) {
    const { id, secret = '' } = await till.stripe.webhookEndpoints.create({
      url: `${origin}${DOORS[door].path}`,
      enabled_events: ['payment_intent.succeeded', 'refund.failed'],
      api_version: '2024-06-20',
    })
    made.push({ endpointId: id, door, secret })
  }
  return made
}

/** From a second on, twice as long each time, and never two servers in step. */
function expectLongerEachTime(waits: readonly (number | undefined)[]) {
  for (const [n, ms = 0] of waits.entries()) {
    expect(ms).toBeGreaterThanOrEqual(900 * 2 ** n)
    expect(ms).toBeLessThanOrEqual(1_100 * 2 ** n)
  }
}

const audited = async () =>
  (
    await till.pool.query(
      `select what, subject, staff_id, staff_name, request_id from audit where what like '%_webhook_endpoint' order by seq`,
    )
  ).rows

test('a copy of the shop that starts on another machine leaves the webhooks of the till that sells alone, and says why', async () => {
  let live: RequestListener = (_, response) => response.end('what only the other till can say')
  await answering(
    (request, response) => live(request, response),
    async origin => {
      await keepAddress(origin)
      await olderEndpoints(origin)
      const before = await atStripe()
      const connect = makeConnector(till.world, undefined)
      const waits = [await connect(), await connect()]
      // Nor while that till is away for a moment.
      const other = live
      live = (_, response) => response.destroy()
      waits.push(await connect())
      live = other
      waits.push(await connect())
      expect(await atStripe()).toEqual(before)
      expectLongerEachTime(waits)
      await sampleHealth(till.world, { kept: [] })
      const webhooks = async () => (await healthDay(till.world)).parts.find(({ part }) => part === 'webhooks')
      const why = { kind: 'somebody_else_answers', url: origin }
      expect(await webhooks()).toMatchObject({ state: 'down', why })
      const settings = () => stripeSettings(till.world, { mode: 'test', fromEnvironment: 0 })
      expect((await settings()).mismatches).toContainEqual(why)

      // The address leads here again.
      live = thisTill
      expect(await connect()).toBeUndefined()
      expect((await webhooks())?.why).toBeUndefined()
      expect((await settings()).mismatches).not.toContainEqual(why)
      const made = await idsAtStripe()
      const byItself = {
        staff_id: null,
        staff_name: 'Tapline',
        request_id: expect.stringMatching(/^req_/),
      }
      const entries = await audited()
      for (const entry of entries) expect(entry).toMatchObject(byItself)
      const subjects = (what: string) => entries.filter(one => one.what === what).map(one => one.subject)
      expect(subjects('make_webhook_endpoint').toSorted()).toEqual(made)
      expect(subjects('remove_webhook_endpoint').toSorted()).toEqual(before.map(({ id }) => id).toSorted())
    },
  )
})

test('where Stripe lets nobody through it is tried again ever later, and with the simulator nobody is asked who answers', async () => {
  const origin = new URL((await atStripe())[0]?.url ?? '').origin
  await till.mood('cut_before', { path: '/v1/webhook_endpoints', times: 0 })
  const connect = makeConnector(till.world, origin)
  const waits = [await connect(), await connect(), await connect(), await connect()]
  expectLongerEachTime(waits)
  await till.calm()
  expect(await connect()).toBeUndefined()
})

test('a new pinned version: the new endpoints stand before the old ones go, the old secrets are heard out, and what waited is fetched', async () => {
  await answering(thisTill, async origin => {
    await keepAddress(origin)
    const old = await olderEndpoints(origin)
    for (const one of old) await store().keep(one)
    // Nothing of this payment reaches the till before its endpoints go.
    await till.mood('webhook_dropped', { times: 0 })
    const saleId = await till.sell()
    await till.charge(saleId)
    await till.untilMood(saleId, 'waiting')
    await till.reader.tap('visa')
    await till.until(async () => expect(await till.intents('succeeded')).toHaveLength(1))

    asked = []
    expect(await makeConnector(till.world, undefined)()).toBeUndefined()
    const writes = asked.filter(one => /^(POST|DELETE) .*webhook_endpoints/.test(one))
    const door = (n: number) => [
      'POST /v1/webhook_endpoints',
      `DELETE /v1/webhook_endpoints/${old[n]?.endpointId}`,
    ]
    expect(writes).toEqual([...door(0), ...door(1)])
    const known = await store().accepted(till.clock.now() - 3_600_000)
    for (const { secret } of old)
      expect(known).toContainEqual(expect.objectContaining({ secret, retiredAt: expect.any(Number) }))
    const listed = await till.world.wiring.eventsSince(0, 'all')
    const ours = listed.ok ? listed.value.knocks.filter(({ about }) => about.kind !== 'nothing') : []
    expect(ours.length).toBeGreaterThan(0)
    expect(await till.world.knocks.unseen(ours.map(({ eventId }) => eventId))).toEqual([])
    await till.untilPaid(saleId)
  })
})

test('answers that are lost again and again leave no row of endpoints at Stripe, which allows only a few', async () => {
  const origin = new URL((await atStripe())[0]?.url ?? '').origin
  for (const { id } of await atStripe()) await till.stripe.webhookEndpoints.del(id)
  await till.mood('cut_after', { method: 'POST', path: '/v1/webhook_endpoints', times: 0 })
  const connect = makeConnector(till.world, origin)
  for (let n = 0; n < 5; n++) expect(await connect()).toBeGreaterThan(0)
  expect((await atStripe()).length).toBeLessThanOrEqual(4)
  await till.calm()
  expect(await connect()).toBeUndefined()
  expect(await idsAtStripe()).toEqual((await store().kept()).map(({ endpointId }) => endpointId).toSorted())
})
