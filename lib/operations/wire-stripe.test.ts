import type { RequestListener } from 'node:http'
import Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeWebhookSecrets } from '#lib/adapters/database/webhook-secrets.ts'
import { connect } from '#lib/adapters/stripe/connection.ts'
import { stripeWiring } from '#lib/adapters/stripe/wiring.ts'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { stripeSettings } from '#lib/queries/stripe-settings.ts'
import { answering } from '#lib/testing/answering.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { receiveKnock } from './receive-knock.ts'
import { replayEvents } from './replay-events.ts'
import { connectWebhooks, replayWebhooks, rollWebhook } from './wire-stripe.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(() => till.calm())
afterAll(() => till?.close())

const settings = () => stripeSettings(till.world, { mode: 'simulator', fromEnvironment: 0 })

async function who() {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return found
}

async function addressOf(door: 'payments' | 'terminal'): Promise<string> {
  const found = await till.world.wiring.endpoints()
  const url = found.ok && found.value.find(one => one.door === door)?.url
  if (!url) throw new Error(`no endpoint at the door for ${door}`)
  return url
}

async function payByCard() {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
}

/** Events at Stripe that our doors listen to and that never came here. */
async function neverCame(): Promise<readonly string[]> {
  const listed = await till.world.wiring.eventsSince(0, 'all')
  if (!listed.ok) throw new Error(listed.problem.message)
  const ours = listed.value.knocks.filter(knock => knock.about.kind !== 'nothing')
  expect(ours.length).toBeGreaterThan(0)
  return till.world.knocks.unseen(ours.map(knock => knock.eventId))
}

test('the page tells whose account it is, and never the key', async () => {
  const answer = await settings()
  expect(answer).toMatchObject({
    key: { kind: 'secret', live: false, last4: till.secretKey.slice(-4) },
    account: { country: 'US', currency: 'usd', chargesEnabled: true },
    mismatches: [],
    webhooks: {
      known: true,
      doors: [{ endpoint: { status: 'enabled' } }, { endpoint: { status: 'enabled' } }],
    },
  })
  expect(Math.abs(answer.skewMs ?? Number.NaN)).toBeLessThan(2_000)
  expect(answer.permissions.every(probe => probe.may === 'yes')).toBe(true)
  expect(JSON.stringify(answer)).not.toContain(till.secretKey)
  expect(JSON.stringify(answer)).not.toContain('whsec_')
})

test('what does not fit is named: another country, a clock that runs, an endpoint of another version', async () => {
  await till.control('POST', 'account', { country: 'DE', charges_enabled: false })
  const kinds = async () => (await settings()).mismatches.map(one => one.kind)
  expect(await kinds()).toEqual(['charges_disabled', 'account_country', 'currency_not_taken'])
  await till.control('POST', 'account', {})
  till.clock.offset += 45_000
  expect((await settings()).mismatches).toMatchObject([{ kind: 'clock_skew' }])
  expect((await settings()).skewMs).toBeGreaterThan(43_000)
  till.clock.offset -= 45_000
  const [door] = (await settings()).webhooks.doors
  await till.stripe.webhookEndpoints.update(door?.endpoint?.id ?? '', { disabled: true })
  expect(await kinds()).toEqual(['endpoint_disabled'])
  await till.stripe.webhookEndpoints.update(door?.endpoint?.id ?? '', { disabled: false })
})

test('a restricted key is tried without changing anything, and what it lacks is named', async () => {
  const secretKey = till.secretKey.replace('sk_', 'rk_')
  await till.control('POST', 'keys', {
    key: secretKey,
    permissions: {
      account: 'read',
      terminal_readers: 'write',
      terminal_locations: 'read',
      payment_intents: 'read',
    },
  })
  const base = `http://127.0.0.1:${Number(new URL((await settings()).elsewhere ?? '').port)}`
  const account = { secretKey, base }
  const { clock, log, tokens } = till.world
  const secrets = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const wiring = stripeWiring({ account, connection: connect(account), secrets, tokens, clock, log })
  expect(wiring.key).toMatchObject({ kind: 'restricted', last4: secretKey.slice(-4) })
  const before = (await till.stripe.events.list({ limit: 1 })).data[0]?.id
  const told = Object.fromEntries(
    (await wiring.probes()).map(probe => [probe.what, probe.lacks ?? probe.may]),
  )
  expect(told).toEqual({
    account: 'yes',
    readers: 'yes',
    locations: 'yes',
    configurations: 'rak_terminal_configuration_read',
    payments: 'yes',
    refunds: 'rak_refund_read',
    events: 'rak_event_read',
    endpoints: 'rak_webhook_endpoint_read',
    take_payments: 'rak_payment_intent_write',
    drive_readers: 'yes',
    give_refunds: 'rak_refund_write',
    make_endpoints: 'rak_webhook_endpoint_write',
  })
  expect((await till.stripe.events.list({ limit: 1 })).data[0]?.id).toBe(before)
})

test('a secret is rolled under traffic, and no event is lost', async () => {
  const before = (await settings()).webhooks.doors.map(one => one.endpoint?.id)
  let rolling = true
  const traffic = (async () => {
    // On the counter's one reader, one payment after another, for as long as it takes and once after.
    while (rolling) await payByCard()
    await payByCard()
  })()
  await till.until(async () => expect((await till.intents('succeeded')).length).toBeGreaterThan(0))
  expect(await rollWebhook(till.world, 'payments', await who())).toMatchObject({ ok: true })
  expect(await rollWebhook(till.world, 'terminal', await who())).toMatchObject({ ok: true })
  rolling = false
  await traffic
  const after = (await settings()).webhooks.doors.map(one => one.endpoint?.id)
  for (const id of after) expect(before).not.toContain(id)
  expect((await till.stripe.webhookEndpoints.list()).data).toHaveLength(2)
  await till.until(async () => expect(await neverCame()).toEqual([]))
  const { rows } = await till.pool.query(
    `select what, after, request_id from audit where what like '%roll_webhook_secret' order by seq`,
  )
  const request_id = expect.stringMatching(/^req_/)
  expect(rows).toMatchObject([
    { what: 'begin_roll_webhook_secret', after: { door: 'payments' } },
    { what: 'roll_webhook_secret', after: { door: 'payments' }, request_id },
    { what: 'begin_roll_webhook_secret', after: { door: 'terminal' } },
    { what: 'roll_webhook_secret', after: { door: 'terminal' }, request_id },
  ])
})

test('who rolled a secret is in the audit, even where Stripe’s answer is lost', async () => {
  await till.mood('cut_after', { method: 'POST', path: '/v1/webhook_endpoints' })
  expect(await rollWebhook(till.world, 'payments', await who())).toMatchObject({ ok: false })
  const { rows } = await till.pool.query(
    'select what, staff_name, after from audit order by seq desc limit 1',
  )
  expect(rows).toEqual([
    { what: 'begin_roll_webhook_secret', staff_name: 'Mina Okafor', after: { door: 'payments' } },
  ])
  // What was made unheard has an address of ours, and goes with the next start.
  expect(await till.world.wiring.connect(new URL(await addressOf('payments')).origin)).toMatchObject({
    done: true,
  })
})

test('the old secret is heard for a day, for what was on its way, and not longer', async () => {
  const store = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const old = (await store.kept()).find(one => one.door === 'payments')
  await rollWebhook(till.world, 'payments', await who())
  const [event] = (await till.stripe.events.list({ type: 'payment_intent.succeeded', limit: 1 })).data
  const raw = JSON.stringify(event)
  const signed = () =>
    Stripe.webhooks.generateTestHeaderString({
      payload: raw,
      secret: old?.secret ?? '',
      timestamp: Math.floor(till.clock.now() / 1000),
    })
  expect(await till.world.readKnock(raw, signed())).toMatchObject({ ok: true })
  const offset = till.clock.offset
  till.clock.offset += 24 * 3_600_000 + 60_000
  expect(await till.world.readKnock(raw, signed())).toEqual({ ok: false, because: 'wrong_signature' })
  till.clock.offset = offset
})

test('whoever knows a rolled secret can make the till ask Stripe, and nobody paid by it', async () => {
  const store = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const leaked = (await store.kept()).find(one => one.door === 'payments')?.secret ?? ''
  await rollWebhook(till.world, 'payments', await who())
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const tender = (await till.sale(saleId)).sale.tenders[0]
  const id = (tender?.kind === 'card' && tender.paymentIntent) || ''
  const intent = await till.stripe.paymentIntents.retrieve(id)
  const lie = { ...intent, status: 'succeeded', amount_received: intent.amount, latest_charge: 'ch_lie' }
  const created = Math.floor(till.clock.now() / 1000)
  const payload = JSON.stringify({
    object: 'event',
    id: 'evt_lie',
    type: 'payment_intent.succeeded',
    created,
    data: { object: lie },
  })
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: leaked, timestamp: created })
  const read = await till.world.readKnock(payload, header)
  if (!read.ok) throw new Error(read.because)
  await receiveKnock(till.world, read.knock)
  await till.rest()
  expect(await till.sale(saleId)).toMatchObject({ sale: { status: 'open' }, payment: { mood: 'waiting' } })
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
})

test('what never came is fetched, once, and the payment it tells of is looked at', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.until(async () => expect((await neverCame()).length).toBeGreaterThan(0))
  const missing = (await neverCame()).length
  const first = await replayWebhooks(till.world, await who())
  expect(first).toMatchObject({ ok: true, value: { missed: missing } })
  await till.untilPaid(saleId)
  expect(await replayWebhooks(till.world, await who())).toMatchObject({ ok: true, value: { missed: 0 } })
  expect(await neverCame()).toEqual([])
})

test('where Stripe has more events than are looked at, it is said how far back that was', async () => {
  for (let n = 0; n < 110; n++) {
    const { id } = await till.stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
    await till.stripe.paymentIntents.cancel(id)
  }
  const account = { secretKey: till.secretKey, base: till.stripeOrigin }
  const { clock, log, tokens } = till.world
  const secrets = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const wiring = stripeWiring({
    account,
    connection: connect(account),
    secrets,
    tokens,
    clock,
    log,
    mostPages: 1,
  })
  const replayed = await replayEvents({ ...till.world, wiring }, 0)
  const newest = await till.stripe.events.list({ limit: 100, type: 'payment_intent.canceled' })
  const furthest = Math.min(...newest.data.map(one => one.created)) * 1_000
  expect(replayed).toMatchObject({ ok: true, value: { sinceMs: furthest, isCut: true } })
  expect(await replayEvents(till.world, 0)).toMatchObject({ ok: true, value: { sinceMs: 0, isCut: false } })
})

test('an address that Stripe cannot know is refused before Stripe is asked', async () => {
  const wish = async (url: string, mode: 'test' | 'live') =>
    connectWebhooks(till.world, { url, mode }, await who())
  expect(await wish('http://192.168.1.9:3000', 'test')).toMatchObject({
    refusal: { kind: 'address_not_public', because: 'private' },
  })
  expect(await wish('http://till.example', 'live')).toMatchObject({
    refusal: { kind: 'address_not_public', because: 'https' },
  })
  const urls = (await till.stripe.webhookEndpoints.list()).data.map(one => one.url)
  expect(urls.some(url => url.includes('till.example'))).toBe(false)
})

test('an address where somebody else answers is refused before it is kept, and Stripe is not told of it', async () => {
  const before = (await till.stripe.webhookEndpoints.list()).data.map(one => one.url)
  const publicUrl = (await till.world.shops.shop())?.publicUrl
  const others: readonly RequestListener[] = [
    (_, response) => response.end('<h1>Another shop</h1>'),
    (_, response) => response.end('x'.repeat(1_000_000)),
    (_, response) => response.writeHead(404).end(),
    (_, response) => response.writeHead(307, { location: till.stripeOrigin }).end(),
  ]
  for (const other of others) {
    const done = await answering(other, async url =>
      connectWebhooks(till.world, { url, mode: 'simulator' }, await who()),
    )
    expect(done).toEqual({ ok: false, refusal: { kind: 'address_not_public', because: 'not_us' } })
  }
  expect((await till.stripe.webhookEndpoints.list()).data.map(one => one.url)).toEqual(before)
  expect((await till.world.shops.shop())?.publicUrl).toBe(publicUrl)
})

test('where this till answers, by whatever name, it is known by what only it can say', async () => {
  const asked: string[] = []
  const till_: RequestListener = ({ url = '' }, response) => {
    asked.push(url)
    const nonce = new URL(url, 'http://till').searchParams.get('nonce') ?? ''
    response.end(till.world.tokens.proofOf(nonce))
  }
  const done = await answering(till_, async url =>
    connectWebhooks(till.world, { url, mode: 'simulator' }, await who()),
  )
  expect(done).toEqual({ ok: true, value: { seen: true } })
  expect(asked).toEqual([expect.stringMatching(/^\/api\/stripe\/webhook\?nonce=[\w-]{43}$/)])
})

test('an address of the internet gets both endpoints: the pinned version, secrets sealed here, and it is written down who did it', async () => {
  const before = (await till.stripe.webhookEndpoints.list()).data.map(one => one.id)
  for (const id of before) await till.stripe.webhookEndpoints.del(id)
  const { rows: newest } = await till.pool.query('select max(seq)::int as seq from audit')
  const url = 'https://till.example/anything'
  // Nobody answers there from here, as in many a shop's own network: Stripe may get through all the same.
  expect(await connectWebhooks(till.world, { url, mode: 'test' }, await who())).toEqual({
    ok: true,
    value: { seen: false },
  })

  const made = (await till.stripe.webhookEndpoints.list()).data
  const said = ({ url, api_version, status }: Stripe.WebhookEndpoint) => [url, api_version, status]
  expect(made.map(said).toSorted()).toEqual([
    ['https://till.example/api/stripe/webhook', till.world.wiring.version.pinned, 'enabled'],
    ['https://till.example/api/stripe/webhook/terminal', till.world.wiring.version.pinned, 'enabled'],
  ])
  expect(before).not.toEqual(expect.arrayContaining([made[0]?.id]))
  expect((await settings()).webhooks).toMatchObject({
    publicUrl: 'https://till.example',
    doors: made.map(() => ({ endpoint: { status: 'enabled' } })),
  })

  // The secret opens the door, and lies in the database as nobody can read it.
  const store = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const kept = await store.kept()
  expect(kept.map(one => one.endpointId).toSorted()).toEqual(made.map(one => one.id).toSorted())
  const payload = JSON.stringify((await till.stripe.events.list({ limit: 1 })).data[0])
  for (const { secret } of kept) {
    const timestamp = Math.floor(till.clock.now() / 1000)
    const signed = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
    expect(await till.world.readKnock(payload, signed)).toMatchObject({ ok: true })
  }
  const { rows } = await till.pool.query('select encrypted_secret from webhook_endpoint')
  expect(JSON.stringify(rows)).not.toContain('whsec_')

  const { rows: audited } = await till.pool.query(
    `select staff_name, before, after from audit where what = 'set_public_url' order by seq desc limit 1`,
  )
  expect(audited).toEqual([
    {
      staff_name: 'Mina Okafor',
      before: { publicUrl: expect.anything() },
      after: { publicUrl: 'https://till.example' },
    },
  ])
  const { rows: doors } = await till.pool.query(
    `select subject, staff_name, after, request_id from audit where what = 'make_webhook_endpoint' order by subject`,
  )
  expect(doors).toEqual(
    made
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, url }) => ({
        subject: id,
        staff_name: 'Mina Okafor',
        after: { door: url.endsWith('terminal') ? 'terminal' : 'payments', url },
        request_id: expect.stringMatching(/^req_/),
      })),
  )
  // Pressed again nothing is made, and nothing is told. At another address they are changed.
  expect(await connectWebhooks(till.world, { url, mode: 'test' }, await who())).toMatchObject({ ok: true })
  const elsewhere = { url: 'https://elsewhere.example', mode: 'test' } as const
  expect(await connectWebhooks(till.world, elsewhere, await who())).toMatchObject({ ok: true })
  const { rows: after } = await till.pool.query(
    `select what, request_id from audit where what like '%webhook_endpoint' and seq > $1 order by seq`,
    [newest[0].seq],
  )
  const request_id = expect.stringMatching(/^req_/)
  expect(after).toEqual([
    { what: 'make_webhook_endpoint', request_id },
    { what: 'make_webhook_endpoint', request_id },
    { what: 'change_webhook_endpoint', request_id },
    { what: 'change_webhook_endpoint', request_id },
  ])
})

test('where Stripe does not let the endpoints be made it is said, and the address is kept for the next try', async () => {
  await till.mood('cut_before', { path: '/v1/webhook_endpoints', times: 0 })
  const wish = { url: 'https://other.example', mode: 'test' } as const
  expect(await connectWebhooks(till.world, wish, await who())).toMatchObject({
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'answered' },
  })
  expect((await till.world.shops.shop())?.publicUrl).toBe('https://other.example')
})

test('with Stripe away the page is there, and says what it does not know', async () => {
  await till.mood('cut_before', { path: '/v1/*', times: 0 })
  expect(await settings()).toMatchObject({ account: null, webhooks: { known: false } })
  expect(await replayWebhooks(till.world, await who())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
})
