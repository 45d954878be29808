import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter } from './testing/counter.ts'
import { listen } from './testing/ear.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

test('the usual order of an approved payment', async () => {
  const { intent } = await counter.pay(await counter.intent())
  await counter.control('POST', 'clock', { advance_ms: 2000 })
  await counter.ear.hears('charge.updated')
  const types = (await counter.stripe.events.list({ limit: 20 })).data.map(event => event.type).reverse()
  expect(types).toEqual([
    'payment_intent.created',
    'payment_intent.processing',
    'charge.succeeded',
    'payment_intent.succeeded',
    'terminal.reader.action_succeeded',
    'charge.updated',
  ])
  expect(counter.ear.heard.map(event => event.type).sort()).toEqual([...types].sort())
  expect(intent.status).toBe('succeeded')
})

test('an event says which request caused it, and how many endpoints still wait for it', async () => {
  const { lastResponse, id } = await counter.stripe.paymentIntents.create(
    { amount: 500, currency: 'usd' },
    { idempotencyKey: 'cause' },
  )
  const [event] = (await counter.stripe.events.list({ type: 'payment_intent.created', limit: 1 })).data
  expect(event).toMatchObject({ data: { object: { id } }, request: { idempotency_key: 'cause' } })
  expect(event?.request?.id).toBe(new Headers(lastResponse.headers).get('request-id'))
  await expect
    .poll(async () => (await counter.stripe.events.retrieve(event?.id ?? '')).pending_webhooks)
    .toBe(0)
  expect((await counter.stripe.events.list({ delivery_success: true, limit: 1 })).data).toHaveLength(1)
})

test('an endpoint hears only what it asked for, and nothing once it is disabled', async () => {
  const second = await listen(counter.stripe, () => undefined)
  const [made] = (await counter.stripe.webhookEndpoints.list({ limit: 1 })).data
  await counter.stripe.webhookEndpoints.update(made?.id ?? '', {
    enabled_events: ['payment_intent.canceled'],
  })
  const first = await counter.intent()
  await counter.stripe.paymentIntents.cancel(first.id)
  await second.hears('payment_intent.canceled')
  expect(second.heard.map(event => event.type)).toEqual(['payment_intent.canceled'])
  await counter.stripe.webhookEndpoints.update(made?.id ?? '', { disabled: true })
  const heard = counter.ear.heard.length
  await counter.stripe.paymentIntents.cancel((await counter.intent()).id)
  await expect.poll(() => counter.ear.heard.length).toBe(heard + 2)
  expect(second.heard).toHaveLength(1)
  await second.close()
})

test('after a roll both secrets are good, and later only the new one', async () => {
  const ear = await listen(counter.stripe, () => undefined)
  const [made] = (await counter.stripe.webhookEndpoints.list({ limit: 1 })).data
  const rolled = (await counter.control('POST', `rotate/${made?.id}`, { overlap_ms: 60_000 })) as {
    secret: string
  }
  expect(rolled.secret).toMatch(/^whsec_/)
  await counter.intent()
  await ear.hears('payment_intent.created')
  await counter.control('POST', 'clock', { advance_ms: 60_001 })
  await counter.intent()
  await expect.poll(() => ear.refused).toBe(1)
  await ear.close()
})

test('an event can be sent again', async () => {
  const { id } = await counter.intent()
  await counter.stripe.paymentIntents.cancel(id)
  const [event] = (await counter.stripe.events.list({ type: 'payment_intent.canceled', limit: 1 })).data
  const times = () => counter.ear.heard.filter(each => each.id === event?.id).length
  await expect.poll(times).toBe(1)
  await counter.stripe.rawRequest('POST', `/v1/events/${event?.id}/retry`, {})
  await expect.poll(times).toBe(2)
})

test('the live line shows every change of the screen', async () => {
  const { origin } = counter.simulator
  const line = await fetch(`${origin}/_simulator/readers/${counter.reader.id}/live`)
  const reader = line.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const shows = async (name: string) => {
    while (!text.includes(`"name":"${name}"`)) text += (await reader?.read())?.value ?? ''
  }
  const { id } = await counter.intent()
  await counter.stripe.terminal.readers.processPaymentIntent(counter.reader.id, { payment_intent: id })
  await shows('present_card')
  await counter.stripe.testHelpers.terminal.readers.presentPaymentMethod(counter.reader.id)
  await shows('approved')
  await counter.control('POST', 'clock', { advance_ms: 4000 })
  text = ''
  await counter.stripe.terminal.readers.cancelAction(counter.reader.id)
  await counter.control('POST', 'reset')
  while (!(await reader?.read())?.done) text += ''
  expect((await fetch(`${origin}/_simulator/readers/${counter.reader.id}/live`)).status).toBe(404)
})
