import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from './server.ts'
import { openDoor } from './testing/ear.ts'

type Answer = { id: string; status?: string; type?: string } & Record<string, unknown>
type Does<Params extends unknown[] = [params?: object]> = (...sent: Params) => Promise<Answer>
type OfOne = Does<[id: string, params?: object]>

/** What is used here of a client that is years older than the types in this project. */
type OldClient = {
  terminal: {
    locations: { create: Does }
    readers: { create: Does; retrieve: OfOne } & Record<
      'processPaymentIntent' | 'collectPaymentMethod' | 'confirmPaymentIntent',
      OfOne
    >
  }
  testHelpers: { terminal: { readers: { presentPaymentMethod: OfOne } } }
  paymentIntents: { create: Does; retrieve: OfOne; cancel: OfOne; capture: OfOne }
  charges: { retrieve: OfOne }
  refunds: { create: Does }
  events: { list(params: object): AsyncIterable<Answer> }
  webhookEndpoints: { create: Does }
  webhooks: { constructEvent(body: string, signature: string, secret: string): HeardEvent }
}
type HeardEvent = { type: string; api_version: string; data: { object: Answer } }

/** The version that each sends with every call, by itself. */
const versions = { 'stripe-13': '2023-08-16', 'stripe-18': '2025-08-27.basil' } as const
type Package = keyof typeof versions
const packages: Package[] = ['stripe-13', 'stripe-18']

// By `require`, because their own types declare a module called `stripe` and would take the place of the one in use.
const require = createRequire(import.meta.url)
const classes: Record<Package, new (key: string, config: object) => OldClient> = {
  'stripe-13': require('stripe-13'),
  'stripe-18': require('stripe-18'),
}

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, memory: true, authorizationMs: 0, seed: 'older' })
})
afterAll(() => simulator.stop())

/** Each client has an account of its own. */
function clientOf(name: Package, config: object = {}): OldClient {
  const key = `sk_test_${name.replace('-', '')}`
  return new classes[name](key, {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    telemetry: false,
    ...config,
  })
}

async function shopOf(stripe: OldClient): Promise<string> {
  const address = {
    line1: '1 Market Street',
    city: 'San Francisco',
    state: 'CA',
    postal_code: '94105',
    country: 'US',
  }
  const location = await stripe.terminal.locations.create({ display_name: 'Old', address })
  const reader = { registration_code: 'simulated-wpe', location: location.id }
  return (await stripe.terminal.readers.create(reader)).id
}

/** As everybody made an intent before the parameter was renamed. */
const oldIntent = {
  amount: 2340,
  currency: 'usd',
  payment_method_types: ['card_present'],
  capture_method: 'automatic',
}

/** What reached this client's endpoint with a signature that this client believes. */
async function earOf(stripe: OldClient, api_version: string) {
  const heard: HeardEvent[] = []
  let secret = ''
  const door = await openDoor((body, signature) => {
    heard.push(stripe.webhooks.constructEvent(body, signature, secret))
    return 200
  })
  const endpoint = { url: door.url, enabled_events: ['*'], api_version }
  secret = String((await stripe.webhookEndpoints.create(endpoint)).secret)
  const hears = (type: string, id: string) =>
    expect
      .poll(() => heard.filter(event => event.data.object.id === id).map(event => event.type))
      .toContain(type)
  return { heard, hears, close: door.close }
}

test.each(packages)('%s: a payment from the command to the refund, with its webhooks', async name => {
  const stripe = clientOf(name)
  const reader = await shopOf(stripe)
  const ear = await earOf(stripe, versions[name])
  const { id } = await stripe.paymentIntents.create(oldIntent)
  await stripe.terminal.readers.processPaymentIntent(reader, { payment_intent: id })
  await ear.hears('payment_intent.created', id)
  const paid = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)
  expect(paid).toMatchObject({ action: { status: 'succeeded' } })
  const done = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(done).toMatchObject({
    status: 'succeeded',
    amount_received: 2340,
    payment_method_types: ['card_present'],
    latest_charge: { captured: true, payment_method_details: { card_present: { last4: '4242' } } },
  })
  await ear.hears('payment_intent.succeeded', id)
  await ear.hears('terminal.reader.action_succeeded', reader)
  const refund = await stripe.refunds.create({ payment_intent: id, amount: 340 })
  expect(refund).toMatchObject({ status: 'succeeded', amount: 340 })
  await ear.hears('refund.created', refund.id)
  expect(new Set(ear.heard.map(event => event.api_version))).toEqual(new Set([versions[name]]))
  await ear.close()
})

test.each(packages)('%s: a declined card, a hold, and a page after the other', async name => {
  const stripe = clientOf(name)
  const reader = await shopOf(stripe)
  const { id } = await stripe.paymentIntents.create({ ...oldIntent, capture_method: 'manual' })
  const show = async (number: string) => {
    await stripe.terminal.readers.processPaymentIntent(reader, { payment_intent: id })
    return stripe.testHelpers.terminal.readers.presentPaymentMethod(reader, { card_present: { number } })
  }
  expect(await show('4000000000009995')).toMatchObject({
    action: { status: 'failed', failure_code: 'card_declined' },
  })
  await show('4242424242424242')
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture')
  expect(await stripe.paymentIntents.capture(id, { amount_to_capture: 2000 })).toMatchObject({
    status: 'succeeded',
    amount_received: 2000,
  })
  const types: (string | undefined)[] = []
  for await (const event of stripe.events.list({ limit: 2 })) types.push(event.type)
  expect(types).toContain('terminal.reader.action_failed')
  expect(types).toContain('charge.captured')
})

test.each(packages)('%s: errors arrive as its own kinds of error', async name => {
  const stripe = clientOf(name)
  const { id } = await stripe.paymentIntents.create(oldIntent)
  await stripe.paymentIntents.cancel(id)
  await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    code: 'payment_intent_unexpected_state',
    statusCode: 400,
  })
  await expect(stripe.charges.retrieve('ch_nobody')).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    code: 'resource_missing',
    statusCode: 404,
  })
  await expect(stripe.paymentIntents.create({ ...oldIntent, colour: 'red' })).rejects.toMatchObject({
    code: 'parameter_unknown',
  })
})

test.each(packages)('%s: a lost answer is asked for again, and nothing happens twice', async name => {
  const stripe = clientOf(name, { maxNetworkRetries: 2 })
  const before = await numberOfIntents(stripe)
  await fetch(`${simulator.origin}/_simulator/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer sk_test_${name.replace('-', '')}` },
    body: JSON.stringify({ kind: 'cut_after', method: 'POST', path: '/v1/payment_intents' }),
  })
  const { id } = await stripe.paymentIntents.create(oldIntent)
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method')
  expect(await numberOfIntents(stripe)).toBe(before + 1)
})

async function numberOfIntents(stripe: OldClient): Promise<number> {
  let count = 0
  const created = stripe.events.list({ type: 'payment_intent.created', limit: 100 })
  for await (const _ of created) count += 1
  return count
}

test('stripe-18: collect, look, confirm', async () => {
  const stripe = clientOf('stripe-18')
  const reader = await shopOf(stripe)
  const { id } = await stripe.paymentIntents.create(oldIntent)
  await stripe.terminal.readers.collectPaymentMethod(reader, { payment_intent: id })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)
  expect(await stripe.terminal.readers.retrieve(reader)).toMatchObject({
    action: { type: 'collect_payment_method', status: 'succeeded' },
  })
  await stripe.terminal.readers.confirmPaymentIntent(reader, { payment_intent: id })
  await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
})
