import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter } from './testing/counter.ts'

/** What the till's payment protocol takes for granted about Stripe. */

let counter: Counter

beforeAll(async () => {
  counter = await openCounter({ authorizationMs: 20 })
})
afterAll(() => counter.close())

const readers = () => counter.stripe.terminal.readers
const process = (id: string) => readers().processPaymentIntent(counter.reader.id, { payment_intent: id })
const present = (number = '4242424242424242') =>
  counter.stripe.testHelpers.terminal.readers.presentPaymentMethod(counter.reader.id, {
    card_present: { number },
  })
const charges = async (id: string) =>
  (await counter.stripe.charges.list({ payment_intent: id, limit: 100 })).data

test('a waiting action is replaced without a word, and its intent is left alone', async () => {
  const first = await counter.intent()
  const second = await counter.intent()
  await process(first.id)
  expect((await process(second.id)).action?.process_payment_intent?.payment_intent).toBe(second.id)
  expect(await counter.stripe.paymentIntents.retrieve(first.id)).toMatchObject({
    status: 'requires_payment_method',
  })
  await readers().cancelAction(counter.reader.id)
})

test('while one command is on its way another finds the reader busy', async () => {
  const slow = await openCounter({ readerMs: 200 })
  const one = await slow.intent()
  const two = await slow.intent()
  const send = (id: string) =>
    slow.stripe.terminal.readers.processPaymentIntent(slow.reader.id, { payment_intent: id })
  const both = await Promise.allSettled([send(one.id), send(two.id)])
  expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1)
  expect(both.find(each => each.status === 'rejected')?.reason).toMatchObject({
    code: 'terminal_reader_busy',
  })
  await slow.close()
})

test('a card that is shown while a cancel is on its way wins: the reader finds it too late and says busy', async () => {
  const slow = await openCounter({ readerMs: 200 })
  const { id } = await slow.intent()
  const { readers } = slow.stripe.terminal
  await readers.processPaymentIntent(slow.reader.id, { payment_intent: id })
  await slow.control('POST', 'faults', { kind: 'hold_authorization' })
  const cancel = readers.cancelAction(slow.reader.id).catch(error => error)
  await slow.stripe.testHelpers.terminal.readers.presentPaymentMethod(slow.reader.id)
  expect(await cancel).toMatchObject({ code: 'terminal_reader_busy' })
  await slow.control('POST', `readers/${slow.reader.id}/release_authorization`)
  await expect
    .poll(async () => (await slow.stripe.paymentIntents.retrieve(id)).status, { timeout: 10_000 })
    .toBe('succeeded')
  await slow.close()
})

test('an intent that is paid is never charged again, whatever is sent', async () => {
  const { intent } = await counter.pay(await counter.intent())
  await expect(process(intent.id)).rejects.toMatchObject({ code: 'intent_invalid_state' })
  await expect(present()).rejects.toMatchObject({ statusCode: 400 })
  expect((await charges(intent.id)).filter(charge => charge.status === 'succeeded')).toHaveLength(1)
})

test('a canceled intent is final: no reader shows it, no card pays it', async () => {
  const { id } = await counter.intent()
  await process(id)
  expect((await counter.stripe.paymentIntents.cancel(id)).status).toBe('canceled')
  await present().catch(() => undefined)
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'canceled',
    amount_received: 0,
  })
  await expect(process(id)).rejects.toMatchObject({ code: 'intent_invalid_state' })
})

test('during an authorisation a cancel is locked out, and what the bank says counts', async () => {
  const { id } = await counter.intent()
  await process(id)
  await counter.control('POST', 'faults', { kind: 'hold_authorization' })
  await present()
  await expect(counter.stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
    statusCode: 429,
    code: 'lock_timeout',
  })
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'processing' })
  await counter.control('POST', `readers/${counter.reader.id}/release_authorization`)
  await expect.poll(async () => (await counter.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
  await expect(counter.stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
})

test('a late command never shows an intent that is locked or has ended', async () => {
  const { stripe, location } = counter
  const registration = { registration_code: 'simulated-s700', location: location.id }
  const other = await stripe.terminal.readers.create(registration)
  const late = async () => {
    const { id } = await counter.intent()
    const delivery = { kind: 'timeout_delivered', reader: counter.reader.id, delay_ms: 5000 }
    await counter.control('POST', 'faults', delivery)
    await expect(process(id)).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
    return id
  }
  const arrives = async () => {
    await counter.control('POST', 'clock', { advance_ms: 5000 })
    return (await counter.now()).action
  }
  expect(await late().then(arrives)).toMatchObject({ status: 'in_progress' })
  await readers().cancelAction(counter.reader.id)

  const ended = await late()
  await stripe.paymentIntents.cancel(ended)
  expect(await arrives()).toBeNull()

  const locked = await late()
  await readers().processPaymentIntent(other.id, { payment_intent: locked })
  await counter.control('POST', 'faults', { kind: 'hold_authorization', reader: other.id })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(other.id)
  expect(await arrives()).toBeNull()
  await counter.control('POST', `readers/${other.id}/release_authorization`)
  await expect.poll(async () => (await charges(locked)).map(charge => charge.status)).toEqual(['succeeded'])
})

test('a late confirmation never charges an intent that was canceled meanwhile', async () => {
  const { id } = await counter.intent()
  await readers().collectPaymentMethod(counter.reader.id, { payment_intent: id })
  await present()
  await expect
    .poll(async () => (await counter.stripe.paymentIntents.retrieve(id)).status)
    .toBe('requires_confirmation')
  await counter.control('POST', 'faults', {
    kind: 'timeout_delivered',
    reader: counter.reader.id,
    delay_ms: 5000,
  })
  await expect(
    readers().confirmPaymentIntent(counter.reader.id, { payment_intent: id }),
  ).rejects.toMatchObject({ code: 'terminal_reader_timeout' })
  expect((await counter.stripe.paymentIntents.cancel(id)).status).toBe('canceled')
  await counter.control('POST', 'clock', { advance_ms: 5000 })
  await counter.control('POST', 'clock', { advance_ms: 1000 })
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'canceled',
    amount_received: 0,
  })
  expect((await charges(id)).filter(charge => charge.status === 'succeeded')).toEqual([])
  await readers().cancelAction(counter.reader.id)
})

test('cancel_action leaves the intent alone; a card shown afterwards finds nothing', async () => {
  const { id } = await counter.intent()
  await process(id)
  expect(await readers().cancelAction(counter.reader.id)).toMatchObject({ action: null })
  await expect(present()).rejects.toMatchObject({ statusCode: 400 })
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'requires_payment_method',
  })
})

test('the reader keeps the amount it was sent; the intent can be updated and sent again', async () => {
  const { id } = await counter.intent({ amount: 2000 })
  await process(id)
  await counter.stripe.paymentIntents.update(id, { amount: 3000 })
  expect(await counter.control('GET', `readers/${counter.reader.id}/screen`)).toMatchObject({
    screen: { amount: 2000 },
  })
  await process(id)
  await present()
  expect(await counter.stripe.paymentIntents.retrieve(id)).toMatchObject({ amount_received: 3000 })
})

test('manual capture: the action has succeeded and the money is only held', async () => {
  const { intent, reader } = await counter.pay(await counter.intent({ capture_method: 'manual' }))
  expect(reader.action?.status).toBe('succeeded')
  expect(intent).toMatchObject({ status: 'requires_capture', amount_received: 0 })
})

type Step =
  | 'process'
  | 'other'
  | 'approve'
  | 'decline'
  | 'cancel_action'
  | 'cancel'
  | 'update'
  | 'display'
  | 'collect'
  | 'confirm'
  | 'customer'
const steps: Step[] = [
  'process',
  'other',
  'approve',
  'decline',
  'cancel_action',
  'cancel',
  'update',
  'display',
  'collect',
  'confirm',
  'customer',
]

test('no order of commands leaves an impossible pair of reader and intent', async () => {
  const { stripe, reader } = counter
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (plan, together) => {
        const mine = await counter.intent({ capture_method: 'automatic' })
        const other = await counter.intent()
        const config = { enable_customer_cancellation: true }
        let canceled = false
        const doing: Record<Step, () => Promise<unknown>> = {
          process: () =>
            readers().processPaymentIntent(reader.id, { payment_intent: mine.id, process_config: config }),
          other: () => process(other.id),
          approve: () => present(),
          decline: () => present('4000000000000002'),
          cancel_action: () => readers().cancelAction(reader.id),
          cancel: async () => {
            canceled = (await stripe.paymentIntents.cancel(mine.id)).status === 'canceled'
          },
          update: () => stripe.paymentIntents.update(mine.id, { amount: 2600 }),
          display: () =>
            readers().setReaderDisplay(reader.id, {
              type: 'cart',
              cart: { currency: 'usd', line_items: [], total: 0 },
            }),
          collect: () =>
            readers().collectPaymentMethod(reader.id, { payment_intent: mine.id, collect_config: config }),
          confirm: () => readers().confirmPaymentIntent(reader.id, { payment_intent: mine.id }),
          customer: () => counter.control('POST', `readers/${reader.id}/cancel`),
        }
        const running = plan.map(step => () => doing[step]().catch(() => undefined))
        if (together) await Promise.all(running.map(run => run()))
        else for (const run of running) await run()
        await expect
          .poll(async () => (await stripe.paymentIntents.retrieve(mine.id)).status)
          .not.toBe('processing')
        await expect
          .poll(async () => (await stripe.paymentIntents.retrieve(other.id)).status)
          .not.toBe('processing')
        for (const { id } of [mine, other]) await consistent(id)
        if (canceled) expect((await stripe.paymentIntents.retrieve(mine.id)).status).toBe('canceled')
        await readers().cancelAction(reader.id)
      },
    ),
    { numRuns: 40 },
  )
  expect(counter.complaints).toEqual([])
})

async function consistent(id: string): Promise<void> {
  const intent = await counter.stripe.paymentIntents.retrieve(id)
  const paid = (await charges(id)).filter(charge => charge.status === 'succeeded')
  expect(paid.length, id).toBe(intent.status === 'succeeded' ? 1 : 0)
  expect(intent.amount_received).toBe(intent.status === 'succeeded' ? paid[0]?.amount : 0)
  const { action } = await counter.now()
  const hash = action?.process_payment_intent ?? action?.confirm_payment_intent
  if (hash?.payment_intent !== id) return
  if (action?.status === 'succeeded') expect(intent.status).toBe('succeeded')
  if (action?.status === 'failed') expect(['requires_payment_method', 'canceled']).toContain(intent.status)
  if (action?.status === 'in_progress')
    expect(['requires_payment_method', 'canceled']).toContain(intent.status)
}
