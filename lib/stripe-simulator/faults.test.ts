import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Counter, openCounter, wasReplayed } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
beforeEach(async () => {
  await counter.control('DELETE', 'faults')
})
afterAll(async () => {
  expect(counter.complaints).toEqual([])
  await counter.close()
})

const arm = (fault: object) => counter.control('POST', 'faults', fault)
const deliveries = async (type: string) => {
  const all = (await counter.control('GET', `events?type=${type}`)) as {
    deliveries: { event: string; status: string; attempt: number }[]
  }
  return all.deliveries
}
const heard = (type: string, id: string) =>
  counter.ear.heard.filter(
    event => event.type === type && 'id' in event.data.object && event.data.object.id === id,
  )

test('a dropped webhook is never heard; the next one is', async () => {
  await arm({ kind: 'webhook_dropped', event_type: 'payment_intent.succeeded' })
  const first = (await counter.pay(await counter.intent())).intent
  const second = (await counter.pay(await counter.intent())).intent
  await counter.ear.hears('payment_intent.succeeded')
  expect(heard('payment_intent.succeeded', first.id)).toHaveLength(0)
  expect(heard('payment_intent.succeeded', second.id)).toHaveLength(1)
  expect((await deliveries('payment_intent.succeeded'))[0]?.status).toBe('dropped')
})

test('a doubled webhook is heard twice under one id', async () => {
  await arm({ kind: 'webhook_doubled', event_type: 'payment_intent.canceled' })
  const { id } = await counter.intent()
  await counter.stripe.paymentIntents.cancel(id)
  await counter.ear.hears('payment_intent.canceled', 2)
  const [one, two] = heard('payment_intent.canceled', id)
  expect(one?.id).toBe(two?.id)
})

test('a delayed webhook comes when the clock has turned that far', async () => {
  await arm({ kind: 'webhook_delayed', event_type: 'charge.captured', delay_ms: 60_000 })
  const { intent } = await counter.pay(await counter.intent({ capture_method: 'manual' }))
  await counter.stripe.paymentIntents.capture(intent.id)
  await counter.ear.hears('payment_intent.succeeded')
  expect(counter.ear.heard.some(event => event.type === 'charge.captured')).toBe(false)
  await counter.control('POST', 'clock', { advance_ms: 60_000 })
  await counter.ear.hears('charge.captured')
})

test('an endpoint that answers 500 is asked again, three times at most, later and later', async () => {
  counter.ear.answers.push(500, 500, 500, 500)
  const { id } = await counter.intent({ metadata: { retry: 'yes' } })
  await expect.poll(async () => (await deliveries('payment_intent.created')).at(-1)?.status).toBe('pending')
  await counter.control('POST', 'clock', { advance_ms: 24 * 60 * 60 * 1000 })
  const last = (await deliveries('payment_intent.created')).filter(each => each.status === 'failed: 500')
  expect(last.map(each => each.attempt)).toEqual([1, 2, 3, 4])
  expect(heard('payment_intent.created', id)).toHaveLength(0)
})

test('an authorisation held open locks reader and intent until it is released', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent()
  await arm({ kind: 'hold_authorization', reader: reader.id })
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  const held = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect(held.action?.status).toBe('in_progress')
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'processing' })
  const other = await counter.intent()
  await expect(stripe.terminal.readers.cancelAction(reader.id)).rejects.toMatchObject({
    code: 'terminal_reader_busy',
    statusCode: 400,
  })
  await expect(
    stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: other.id }),
  ).rejects.toMatchObject({ code: 'terminal_reader_busy' })
  await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
    code: 'lock_timeout',
    statusCode: 429,
  })
  expect(await counter.control('POST', `readers/${reader.id}/release_authorization`)).toEqual({
    released: true,
  })
  await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
  expect((await counter.now()).action).toMatchObject({ status: 'succeeded' })
})

test('cut before execution: nothing happened', async () => {
  await arm({ kind: 'cut_before', method: 'POST', path: '/v1/payment_intents' })
  const key = 'cut-before'
  const create = () =>
    counter.stripe.paymentIntents.create(
      { amount: 900, currency: 'usd', metadata: { key } },
      { idempotencyKey: key },
    )
  await arm({ kind: 'cut_before', method: 'POST', path: '/v1/payment_intents' })
  await expect(create()).rejects.toMatchObject({ type: 'StripeConnectionError' })
  const before = await counter.stripe.paymentIntents.list({ limit: 100 })
  expect(before.data.filter(intent => intent.metadata.key === key)).toHaveLength(0)
})

test('cut after execution: it happened once, and the same key finds it', async () => {
  const key = 'cut-after'
  const create = () =>
    counter.stripe.paymentIntents.create(
      { amount: 900, currency: 'usd', metadata: { key } },
      { idempotencyKey: key },
    )
  await arm({ kind: 'cut_after', method: 'POST', path: '/v1/payment_intents', times: 2 })
  await expect(create()).rejects.toMatchObject({ type: 'StripeConnectionError' })
  await counter.control('DELETE', 'faults')
  const again = await create()
  expect(wasReplayed(again)).toBe(true)
  const all = await counter.stripe.paymentIntents.list({ limit: 100 })
  expect(all.data.filter(intent => intent.metadata.key === key).map(intent => intent.id)).toEqual([again.id])
})

test('the customer can cancel only where the button is', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent()
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  expect(await counter.control('POST', `readers/${reader.id}/cancel`)).toHaveProperty('error')
  await stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: id,
    process_config: { enable_customer_cancellation: true },
  })
  await counter.control('POST', `readers/${reader.id}/cancel`)
  expect((await counter.now()).action).toMatchObject({
    status: 'failed',
    failure_code: 'customer_canceled',
    failure_message: 'This action could not be completed due to an error on the card reader.',
    api_error: null,
  })
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method')
})
