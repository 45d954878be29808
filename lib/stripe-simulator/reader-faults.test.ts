import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterEach(async () => {
  await counter.control('DELETE', 'faults')
  await counter.stripe.terminal.readers.cancelAction(counter.reader.id)
  expect(counter.complaints).toEqual([])
})
afterAll(() => counter.close())

const arm = (fault: object) => counter.control('POST', 'faults', fault)
const process = (id: string) =>
  counter.stripe.terminal.readers.processPaymentIntent(counter.reader.id, {
    payment_intent: id,
    process_config: { enable_customer_cancellation: true },
  })
const present = () => counter.stripe.testHelpers.terminal.readers.presentPaymentMethod(counter.reader.id)
const screen = async () => {
  const shown = (await counter.control('GET', `readers/${counter.reader.id}/screen`)) as {
    screen: { name: string }
  }
  return shown.screen.name
}

/** Condition, code of the refusal, start of its text, what the screen shows. */
const conditions: [string, string, string, string][] = [
  ['reader_offline', 'terminal_reader_offline', 'Reader is currently offline, please ensure', 'offline'],
  [
    'reader_updating',
    'terminal_reader_busy',
    'Reader is currently busy processing another request.',
    'updating',
  ],
  ['hardware_fault', 'terminal_reader_hardware_fault', 'The reader has an unrecoverable', 'offline'],
]

test.each(conditions)('%s refuses commands until it is over', async (kind, code, message, shown) => {
  const { id } = await counter.intent()
  await arm({ kind, reader: counter.reader.id, times: 0 })
  for (let n = 0; n < 2; n += 1) {
    await expect(process(id)).rejects.toMatchObject({
      statusCode: 400,
      code,
      message: expect.stringContaining(message),
    })
  }
  expect(await screen()).toBe(shown)
  await counter.control('DELETE', 'faults')
  expect((await process(id)).action?.status).toBe('in_progress')
})

test('while an app with an SDK has the reader it refuses a command, in a sentence and without a code', async () => {
  const { id } = await counter.intent()
  await arm({ kind: 'other_integration', reader: counter.reader.id })
  const refused = await process(id).catch(error => error)
  expect(refused).toMatchObject({
    statusCode: 400,
    rawType: 'invalid_request_error',
    message: 'Reader is currently processing a transaction from a different integration mode.',
  })
  expect(refused.code).toBeUndefined()
  expect((await counter.now()).action).toBeNull()
  expect((await process(id)).action?.status).toBe('in_progress')
})

test.each([0, 60_000])(
  'the bank lets a hold go before its deadline; the intent ends %i ms later',
  async delay => {
    const { intent } = await counter.pay(await counter.intent({ capture_method: 'manual' }))
    await arm({ kind: 'hold_lapsed', delay_ms: delay })
    await expect(counter.stripe.paymentIntents.capture(intent.id)).rejects.toMatchObject({
      statusCode: 400,
      code: 'capture_charge_authorization_expired',
    })
    const status = async () => (await counter.stripe.paymentIntents.retrieve(intent.id)).status
    if (delay > 0) expect(await status()).toBe('requires_capture')
    await counter.control('POST', 'clock', { advance_ms: delay })
    await expect.poll(status).toBe('canceled')
    await counter.ear.hears('charge.expired')
  },
)

test('an offline reader is seen as such only after two minutes', async () => {
  await arm({ kind: 'reader_offline', times: 0 })
  const before = await counter.now()
  expect(before.status).toBe('online')
  await counter.control('POST', 'clock', { advance_ms: 119_000 })
  expect((await counter.now()).status).toBe('online')
  await counter.control('POST', 'clock', { advance_ms: 2000 })
  const silent = await counter.now()
  expect(silent).toMatchObject({ status: 'offline', last_seen_at: before.last_seen_at })
  await counter.control('DELETE', 'faults')
  expect((await counter.now()).status).toBe('online')
})

test('a reader may be silent for long already, and its software be any', async () => {
  const { last_seen_at } = await counter.now()
  await arm({ kind: 'reader_offline', times: 0, silent_ms: 3 * 60_000 })
  const silent = await counter.now()
  expect(silent.status).toBe('offline')
  expect((last_seen_at ?? 0) - (silent.last_seen_at ?? 0)).toBeGreaterThan(2 * 60_000)
  await counter.control('DELETE', 'faults')
  expect((await counter.now()).status).toBe('online')

  const path = `readers/${counter.reader.id}/device`
  expect(await counter.control('POST', path, {})).toMatchObject({
    error: 'device_sw_version must be a version, such as 2.28.2.0.',
  })
  await counter.control('POST', path, { device_sw_version: '2.28.2.0' })
  expect((await counter.now()).device_sw_version).toBe('2.28.2.0')
  await counter.control('POST', path, { device_sw_version: '2.42.1.0' })
})

test('a command that times out and was not delivered leaves the reader as it was', async () => {
  const { id } = await counter.intent()
  await arm({ kind: 'timeout_not_delivered' })
  await expect(process(id)).rejects.toMatchObject({ statusCode: 400, code: 'terminal_reader_timeout' })
  expect((await counter.now()).action).toBeNull()
})

test('a command that times out may be shown all the same', async () => {
  const { id } = await counter.intent()
  await arm({ kind: 'timeout_delivered' })
  await expect(process(id)).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  expect((await counter.now()).action).toMatchObject({
    status: 'in_progress',
    process_payment_intent: { payment_intent: id },
  })
})

test('the refusal of a timeout is replayed under its key; a new key tries again', async () => {
  const { id } = await counter.intent()
  await arm({ kind: 'timeout_not_delivered' })
  const send = (idempotencyKey: string) =>
    counter.stripe.terminal.readers.processPaymentIntent(
      counter.reader.id,
      { payment_intent: id },
      { idempotencyKey },
    )
  await expect(send('t1')).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  await expect(send('t1')).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  expect((await send('t2')).action?.status).toBe('in_progress')
})

test('a late command shows a living intent, and never an ended one', async () => {
  const living = await counter.intent()
  await arm({ kind: 'timeout_delivered', delay_ms: 5000 })
  await expect(process(living.id)).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  await counter.control('POST', 'clock', { advance_ms: 5000 })
  expect((await counter.now()).action).toMatchObject({
    process_payment_intent: { payment_intent: living.id },
  })
  await counter.stripe.terminal.readers.cancelAction(counter.reader.id)
  const ended = await counter.intent()
  await arm({ kind: 'timeout_delivered', delay_ms: 5000 })
  await expect(process(ended.id)).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  await counter.stripe.paymentIntents.cancel(ended.id)
  await counter.control('POST', 'clock', { advance_ms: 5000 })
  expect((await counter.now()).action).toBeNull()
})

test.each([
  [true, 'succeeded'],
  [false, 'requires_payment_method'],
])('connection_error, authorised %s: the intent is %s', async (authorized, status) => {
  const { id } = await counter.intent()
  await process(id)
  await arm({ kind: 'connection_error', authorized })
  expect((await present()).action).toMatchObject({
    status: 'failed',
    failure_code: 'connection_error',
    failure_message: 'Could not connect to Stripe.',
    api_error: null,
  })
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({ status })
})

test('a line that breaks in the middle leaves the action in progress, and nobody is told', async () => {
  const { id } = await counter.intent()
  await process(id)
  const before = counter.ear.heard.length
  await arm({ kind: 'disconnect' })
  expect((await present()).action?.status).toBe('in_progress')
  await expect(counter.stripe.terminal.readers.cancelAction(counter.reader.id)).rejects.toMatchObject({
    code: 'terminal_reader_offline',
  })
  await counter.control('POST', 'clock', { advance_ms: 30_000 })
  expect((await counter.now()).action?.status).toBe('in_progress')
  await counter.stripe.terminal.readers.cancelAction(counter.reader.id)
  const told = counter.ear.heard.slice(before).map(event => event.type)
  expect(told.filter(type => type.startsWith('terminal.'))).toEqual([])
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'requires_payment_method',
  })
})

test('the customer cancels: at once what waits, or the next that comes', async () => {
  const { id } = await counter.intent()
  await process(id)
  await arm({ kind: 'customer_cancels' })
  expect((await counter.now()).action).toMatchObject({ failure_code: 'customer_canceled' })
  await arm({ kind: 'customer_cancels' })
  await process(id)
  await expect.poll(async () => (await counter.now()).action?.failure_code).toBe('customer_canceled')
})

test.each([
  [500, 500, undefined, 'api_error'],
  [429, 429, 'rate_limit', 'invalid_request_error'],
  [401, 401, undefined, 'invalid_request_error'],
  ['lock_timeout', 429, 'lock_timeout', 'invalid_request_error'],
])('a call answered %s', async (status, statusCode, code, rawType) => {
  await arm({ kind: 'status', status, path: '/v1/payment_intents' })
  const key = `status-${status}`
  const made = counter.stripe.paymentIntents.create({ amount: 900, currency: 'usd' }, { idempotencyKey: key })
  await expect(made).rejects.toMatchObject({ statusCode, rawType, ...(code ? { code } : {}) })
  expect(
    (await counter.stripe.paymentIntents.create({ amount: 900, currency: 'usd' }, { idempotencyKey: key }))
      .amount,
  ).toBe(900)
})

test('a slow call', async () => {
  await arm({ kind: 'slow', ms: 120, path: '/v1/payment_intents' })
  const begun = performance.now()
  await counter.intent()
  expect(performance.now() - begun).toBeGreaterThan(115)
})

test('a call that is carried out at once and answered late', async () => {
  const { id } = await counter.intent()
  await arm({ kind: 'slow', ms: 200, executed: true, path: '/v1/terminal/readers/' })
  const begun = performance.now()
  const shown = process(id)
  await expect.poll(async () => (await counter.now()).action?.status).toBe('in_progress')
  expect(performance.now() - begun).toBeLessThan(195)
  expect((await shown).action?.status).toBe('in_progress')
  expect(performance.now() - begun).toBeGreaterThan(195)
})

test('a forged webhook does not pass; the honest retry does', async () => {
  const { refused } = counter.ear
  await arm({ kind: 'webhook_forged', event_type: 'payment_intent.canceled' })
  const { id } = await counter.intent()
  await counter.stripe.paymentIntents.cancel(id)
  await expect.poll(() => counter.ear.refused).toBe(refused + 1)
  await counter.control('POST', 'clock', { advance_ms: 60_000 })
  const heard = () => counter.ear.heard.filter(event => event.type === 'payment_intent.canceled')
  await expect.poll(() => heard().at(-1)?.data.object).toMatchObject({ id })
})

test('shuffled webhooks all arrive', async () => {
  await arm({ kind: 'webhook_shuffled', times: 4 })
  const { intent } = await counter.pay(await counter.intent())
  await counter.control('POST', 'clock', { advance_ms: 1000 })
  const about = counter.ear.heard.filter(
    event => 'id' in event.data.object && event.data.object.id === intent.id,
  )
  expect(about.map(event => event.type).sort()).toEqual([
    'payment_intent.created',
    'payment_intent.processing',
    'payment_intent.succeeded',
  ])
})

test('the same seed gives the same day', async () => {
  const day = async () => {
    await counter.control('POST', 'plan', { seed: 7, chances: { timeout_not_delivered: 0.5 } })
    const outcomes: string[] = []
    for (let n = 0; n < 12; n += 1) {
      const { id } = await counter.intent()
      outcomes.push(
        await process(id).then(
          () => 'shown',
          error => error.code,
        ),
      )
    }
    return outcomes
  }
  const first = await day()
  expect(new Set(first).size).toBe(2)
  expect(await day()).toEqual(first)
})
