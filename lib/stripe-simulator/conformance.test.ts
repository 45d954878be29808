import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

/** Whatever a test made pass through the official package must have been what the schema says. */
function nothingWrong() {
  expect(counter.complaints).toEqual([])
}

test('locations', async () => {
  const { locations } = counter.stripe.terminal
  const made = await locations.create({
    display_name: 'Market Street',
    phone: '+14155550100',
    metadata: { shop: '2' },
    address: {
      line1: '1 Market Street',
      city: 'San Francisco',
      state: 'CA',
      postal_code: '94105',
      country: 'US',
    },
  })
  expect(await locations.retrieve(made.id)).toMatchObject({ id: made.id, display_name: 'Market Street' })
  await locations.update(made.id, { display_name: 'Market St', phone: '', metadata: { shop: '' } })
  const changed = await locations.retrieve(made.id)
  expect(changed).toMatchObject({ display_name: 'Market St', metadata: {} })
  expect(changed).not.toHaveProperty('phone')
  expect((await locations.list({ limit: 1 })).has_more).toBe(true)
  expect(await locations.del(made.id)).toMatchObject({ id: made.id, deleted: true })
  expect(await locations.retrieve(made.id)).toMatchObject({ deleted: true })
  nothingWrong()
})

test('readers', async () => {
  const { readers } = counter.stripe.terminal
  const location = counter.location.id
  const made = await readers.create({
    registration_code: 'simulated-wpe',
    location,
    label: 'Bar',
    metadata: { place: 'bar' },
    expand: ['location'],
  })
  expect(made.location).toMatchObject({ object: 'terminal.location', id: location })
  expect(made.serial_number).toMatch(/^simulated-wpe-\w{3}-\w{3}-\w{2}-\w{3}$/)
  expect(made.last_seen_at).toBeGreaterThan(1_000_000_000_000)
  await readers.update(made.id, { label: 'Bar 2' })
  expect(await readers.retrieve(made.id)).toMatchObject({ label: 'Bar 2', status: 'online', location })
  expect((await readers.list({ device_type: 'simulated_wisepos_e' })).data).toHaveLength(1)
  expect((await readers.list({ location })).data.length).toBeGreaterThan(1)
  expect(await readers.del(made.id)).toMatchObject({ deleted: true, serial_number: made.serial_number })
  expect(await readers.retrieve(made.id)).toMatchObject({ deleted: true })
  nothingWrong()
})

test('a payment from the command to the refund', async () => {
  const { stripe, reader, ear } = counter
  const intent = await counter.intent({
    metadata: { sale: 's1' },
    description: 'Coffee',
    receipt_email: 'a@example.com',
  })
  await stripe.paymentIntents.update(intent.id, { amount: 2500, metadata: { table: '4' } })
  const waiting = await stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: intent.id,
    process_config: { enable_customer_cancellation: true, skip_tipping: true },
    expand: ['action.process_payment_intent.payment_intent'],
  })
  expect(waiting.action?.process_payment_intent?.payment_intent).toMatchObject({
    amount: 2500,
    metadata: { sale: 's1', table: '4' },
  })
  const paid = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect(paid.action).toMatchObject({ status: 'succeeded', failure_code: null, api_error: null })
  const done = await stripe.paymentIntents.retrieve(intent.id, {
    expand: ['latest_charge', 'payment_method'],
  })
  expect(done).toMatchObject({
    status: 'succeeded',
    amount_received: 2500,
    latest_charge: { captured: true, metadata: { sale: 's1' } },
  })
  await ear.hears('charge.updated')
  const charges = await stripe.charges.list({
    payment_intent: intent.id,
    expand: ['data.balance_transaction'],
  })
  expect(charges.data[0]?.balance_transaction).toMatchObject({
    object: 'balance_transaction',
    amount: 2500,
    net: 2427,
  })
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500, expand: ['charge'] })
  expect(refund.charge).toMatchObject({ amount_refunded: 500, refunded: false })
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ amount: 500, status: 'succeeded' })
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(1)
  expect(
    (await stripe.charges.retrieve(charges.data[0]?.id ?? '', { expand: ['refunds'] })).refunds?.data,
  ).toHaveLength(1)
  await ear.hears('charge.refunded')
  nothingWrong()
})

test('a hold, captured in part', async () => {
  const { stripe } = counter
  const held = await counter.pay(await counter.intent({ capture_method: 'manual' }))
  expect(held.intent).toMatchObject({
    status: 'requires_capture',
    amount_capturable: 2340,
    amount_received: 0,
  })
  const captured = await stripe.paymentIntents.capture(held.intent.id, { amount_to_capture: 2000 })
  expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 2000 })
  nothingWrong()
})

test('a canceled intent stays canceled', async () => {
  const { stripe } = counter
  const intent = await counter.intent()
  const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
  expect((await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id).toBe(intent.id)
  nothingWrong()
})

test('a declined card leaves the intent ready for the next', async () => {
  const declined = await counter.pay(await counter.intent(), '4000000000009995')
  expect(declined.reader.action).toMatchObject({
    status: 'failed',
    failure_code: 'card_declined',
    api_error: { decline_code: 'insufficient_funds' },
  })
  expect(declined.intent).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: { type: 'card_error' },
  })
  const approved = await counter.pay(declined.intent)
  expect(approved.intent).toMatchObject({ status: 'succeeded', last_payment_error: null })
  nothingWrong()
})

test('events and webhook endpoints', async () => {
  const { stripe } = counter
  const made = await stripe.webhookEndpoints.create({
    url: 'https://example.com/hook',
    enabled_events: ['terminal.reader.action_failed'],
  })
  expect(made.secret).toMatch(/^whsec_/)
  expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty('secret')
  await stripe.webhookEndpoints.update(made.id, { disabled: true, description: 'Off' })
  expect((await stripe.webhookEndpoints.list()).data[0]).toMatchObject({
    status: 'disabled',
    description: 'Off',
  })
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true })
  const events = await stripe.events.list({
    types: ['payment_intent.succeeded', 'charge.succeeded'],
    limit: 5,
  })
  expect(events.data.length).toBeGreaterThan(1)
  expect(await stripe.events.retrieve(events.data[0]?.id ?? '')).toMatchObject({
    api_version: '2026-10-28.endive',
  })
  nothingWrong()
})

test('errors have the shape of errors', async () => {
  const { stripe } = counter
  await expect(stripe.paymentIntents.retrieve('pi_nobody')).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })
  await expect(stripe.paymentIntents.create({ amount: 10, currency: 'usd' })).rejects.toMatchObject({
    code: 'amount_too_small',
  })
  nothingWrong()
})
