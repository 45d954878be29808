import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter, wasReplayed } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

const params = { amount: 700, currency: 'usd' }

test('the same key and parameters give the same answer and do nothing twice', async () => {
  const { paymentIntents } = counter.stripe
  const first = await paymentIntents.create(params, { idempotencyKey: 'k1' })
  const second = await paymentIntents.create(params, { idempotencyKey: 'k1' })
  expect(second.id).toBe(first.id)
  expect(wasReplayed(first)).toBe(false)
  expect(wasReplayed(second)).toBe(true)
})

test('the same key for something else is refused', async () => {
  const { stripe } = counter
  const other = { amount: 701, currency: 'usd' }
  await expect(stripe.paymentIntents.create(other, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
  })
  await expect(stripe.refunds.create({ charge: 'ch_x' }, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  })
})

test('a refusal of an executed request is replayed too', async () => {
  const { stripe } = counter
  const { id } = await stripe.paymentIntents.create(params)
  await stripe.paymentIntents.cancel(id)
  await expect(stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'k2' })).rejects.toMatchObject({
    statusCode: 400,
  })
  const replayed = await stripe.paymentIntents
    .cancel(id, {}, { idempotencyKey: 'k2' })
    .catch((error: { headers: Record<string, string> }) => error.headers)
  expect(replayed).toMatchObject({ 'idempotent-replayed': 'true' })
})

test('a request whose parameters could not be read leaves its key free', async () => {
  const { paymentIntents } = counter.stripe
  await expect(
    paymentIntents.create({ amount: 700, currency: 'zzz' }, { idempotencyKey: 'k3' }),
  ).rejects.toMatchObject({ param: 'currency' })
  expect((await paymentIntents.create(params, { idempotencyKey: 'k3' })).amount).toBe(700)
})

test('while the first request runs its key is in use', async () => {
  const slow = await openCounter({ authorizationMs: 300 })
  const { id } = await slow.intent()
  await slow.stripe.terminal.readers.processPaymentIntent(slow.reader.id, { payment_intent: id })
  const present = () =>
    slow.stripe.testHelpers.terminal.readers.presentPaymentMethod(
      slow.reader.id,
      {},
      { idempotencyKey: 'k4' },
    )
  const both = await Promise.allSettled([present(), present()])
  const refused = both.find(each => each.status === 'rejected')
  expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1)
  await slow.close()
})

test('after a day a key is new', async () => {
  const { paymentIntents } = counter.stripe
  const first = await paymentIntents.create(params, { idempotencyKey: 'k5' })
  await counter.control('POST', 'clock', { advance_ms: 24 * 60 * 60 * 1000 })
  expect((await paymentIntents.create(params, { idempotencyKey: 'k5' })).id).not.toBe(first.id)
})

test('both notations of an array are the same request', async () => {
  const send = (body: string) =>
    fetch(`${counter.simulator.origin}/v1/payment_intents`, {
      method: 'POST',
      body,
      headers: {
        authorization: 'Bearer sk_test_simulator',
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': 'k6',
      },
    })
  const one = await send('amount=700&currency=usd&allowed_payment_method_types[]=card_present')
  const two = await send('amount=700&currency=usd&allowed_payment_method_types[0]=card_present')
  expect(await one.json()).toMatchObject({ allowed_payment_method_types: ['card_present'] })
  expect(two.headers.get('idempotent-replayed')).toBe('true')
})
