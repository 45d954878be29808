import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf, type TenderId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Request } from '#lib/ports/payments.ts'
import { type Desk, openDesk } from '#lib/testing/stripe-desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.control('DELETE', 'faults'))
afterAll(() => desk.close())

/** What Stripe's list tells of one tender. */
async function intentsOf(tenderId: TenderId, sinceMs: number) {
  const listed = await desk.payments.intentsSince(sinceMs)
  if (!listed.ok) return listed
  return { ...listed, value: listed.value.filter(one => one.tenderId === tenderId).map(one => one.intent) }
}

/** What a fresh card tender wants first, and its key. */
function creation(
  minor = 1200,
  interac = false,
  holds?: Extract<Parameters<Desk['payments']['write']>[0], { step: 'create' }>['holds'],
) {
  const uuid = crypto.randomUUID()
  const tenderId = idOf('tender', uuid)
  const request = desk.payments.write({
    step: 'create',
    amount: money(minor, 'usd'),
    saleId: idOf('sale', uuid),
    tenderId,
    shopId: idOf('shop', uuid),
    description: 'Harbour Coffee, sale 7',
    interac,
    ...(holds ? { holds } : {}),
  })
  return { request, tenderId, key: `tapline:${tenderId}:create:1` }
}

async function created(minor?: number) {
  const { request, key, tenderId } = creation(minor)
  const ending = await desk.payments.send(request, key)
  if (ending.outcome !== 'done' || !ending.answer.intent) throw new Error(JSON.stringify(ending))
  return { ...ending.answer.intent, tenderId }
}

const write = (step: 'process' | 'cancel', paymentIntent: string): Request =>
  desk.payments.write(
    step === 'process' ? { step, paymentIntent, readerId: desk.readerId } : { step, paymentIntent },
  )

let keys = 0
const send = (request: Request, key = `tapline:test:${++keys}`) => desk.payments.send(request, key)

test('an intent is made with our ids in it, for cards on a reader', async () => {
  const { request, key } = creation()
  const ending = await send(request, key)
  expect(ending).toMatchObject({
    outcome: 'done',
    requestId: expect.stringMatching(/^req_/),
    answer: { replayed: false, intent: { status: 'requires_payment_method', amount: money(1200, 'usd') } },
  })
  expect(JSON.parse(JSON.stringify(request))).toEqual(request)
})

test('sent again under its key a command is answered again, not executed again', async () => {
  const { request, key, tenderId } = creation()
  const [first, second] = [await send(request, key), await send(request, key)]
  if (first.outcome !== 'done' || second.outcome !== 'done') throw new Error('both are done')
  expect(second.answer).toMatchObject({ replayed: true, intent: { ...first.answer.intent } })
  const intents = await intentsOf(tenderId, desk.clock.now() - 60_000)
  expect(intents).toMatchObject({ ok: true, value: [{ paymentIntent: first.answer.intent?.paymentIntent }] })
})

test('the same key with another amount is our defect, and is called so', async () => {
  const { request, key } = creation(1200)
  await send(request, key)
  expect(await send(creation(1300).request, key)).toMatchObject({
    outcome: 'refused',
    problem: { code: 'idempotency_error', status: 400 },
  })
})

test('cut before Stripe heard of it: unanswered, and the same key then executes it', async () => {
  const { request, key, tenderId } = creation()
  await desk.control('POST', 'faults', { kind: 'cut_before', method: 'POST', path: '/v1/payment_intents' })
  expect(await send(request, key)).toMatchObject({ outcome: 'unknown', answered: false })
  const since = desk.clock.now() - 60_000
  expect(await intentsOf(tenderId, since)).toMatchObject({ ok: true, value: [] })
  expect(await send(request, key)).toMatchObject({ outcome: 'done', answer: { replayed: false } })
})

test('cut after Stripe did it: unanswered, and the same key brings the answer', async () => {
  const { request, key, tenderId } = creation()
  await desk.control('POST', 'faults', { kind: 'cut_after', method: 'POST', path: '/v1/payment_intents' })
  expect(await send(request, key)).toMatchObject({ outcome: 'unknown', answered: false })
  expect(await send(request, key)).toMatchObject({ outcome: 'done', answer: { replayed: true } })
  const intents = await intentsOf(tenderId, desk.clock.now() - 60_000)
  expect(intents.ok && intents.value).toHaveLength(1)
})

test('a reader that is asked shows our intent, a card pays it, and the look brings the receipt', async () => {
  const { paymentIntent } = await created(2340)
  const asked = await send(write('process', paymentIntent))
  expect(asked).toMatchObject({
    outcome: 'done',
    answer: { reader: { reachable: true, action: { status: 'in_progress', paymentIntent } } },
  })

  await desk.tap('4242424242424242')
  expect(await desk.payments.lookAtReader(desk.readerId)).toMatchObject({
    ok: true,
    value: {
      reachable: true,
      action: { type: 'process_payment_intent', status: 'succeeded', paymentIntent },
    },
  })
  expect(await desk.payments.lookAtIntent(paymentIntent)).toMatchObject({
    ok: true,
    value: {
      status: 'succeeded',
      received: money(2340, 'usd'),
      card: { brand: 'visa', last4: '4242', emv: { dedicated_file_name: 'A0000000031010' } },
    },
  })
})

test('a declined card leaves the intent open, and says why', async () => {
  const { paymentIntent } = await created()
  await send(write('process', paymentIntent))
  await desk.tap('4000000000009995')
  expect(await desk.payments.lookAtReader(desk.readerId)).toMatchObject({
    value: {
      action: {
        status: 'failed',
        failureCode: 'card_declined',
        failure: { code: 'card_declined', declineCode: 'insufficient_funds' },
      },
    },
  })
  const seen = await desk.payments.lookAtIntent(paymentIntent)
  expect(seen).toMatchObject({
    value: {
      status: 'requires_payment_method',
      lastDecline: { code: 'card_declined', declineCode: 'insufficient_funds' },
    },
  })
  expect(seen.ok && seen.value.card).toBe(undefined)
  await send(write('cancel', paymentIntent))
})

test('the amount is changed on the same intent before it goes to the reader again', async () => {
  const { paymentIntent } = await created(1200)
  const update = desk.payments.write({ step: 'update', paymentIntent, amount: money(900, 'usd') })
  expect(await send(update)).toMatchObject({
    outcome: 'done',
    answer: { intent: { paymentIntent, amount: money(900, 'usd') } },
  })
  await send(write('cancel', paymentIntent))
})

test('the customer may press Cancel on the device', async () => {
  const { paymentIntent } = await created()
  await send(write('process', paymentIntent))
  await desk.control('POST', `readers/${desk.readerId}/cancel`)
  expect(await desk.payments.lookAtReader(desk.readerId)).toMatchObject({
    value: { action: { status: 'failed', failureCode: 'customer_canceled' } },
  })
  expect(await send(write('cancel', paymentIntent))).toMatchObject({
    outcome: 'done',
    answer: { intent: { status: 'canceled' } },
  })
})

test('while a card is being authorised the reader is busy and the intent is locked', async () => {
  const { paymentIntent } = await created()
  await send(write('process', paymentIntent))
  await desk.control('POST', 'faults', { kind: 'hold_authorization', reader: desk.readerId })
  await desk.tap('4242424242424242')

  const clear = desk.payments.write({ step: 'cancel_action', readerId: desk.readerId })
  expect(await send(clear)).toMatchObject({ outcome: 'refused', problem: { code: 'terminal_reader_busy' } })
  const key = `tapline:test:${++keys}`
  expect(await send(write('cancel', paymentIntent), key)).toMatchObject({
    outcome: 'unknown',
    answered: false,
    problem: { code: 'lock_timeout', status: 429 },
  })
  expect(await desk.payments.lookAtIntent(paymentIntent)).toMatchObject({ value: { status: 'processing' } })

  await desk.control('POST', `readers/${desk.readerId}/release_authorization`)
  await expect
    .poll(() => desk.payments.lookAtIntent(paymentIntent))
    .toMatchObject({ value: { status: 'succeeded' } })
  expect(await send(write('cancel', paymentIntent), key)).toMatchObject({
    outcome: 'refused',
    problem: { code: 'payment_intent_unexpected_state' },
  })
})

test('a paid intent is no longer taken by a reader', async () => {
  const { paymentIntent } = await created()
  await send(write('process', paymentIntent))
  await desk.tap('4242424242424242')
  expect(await send(write('process', paymentIntent))).toMatchObject({
    outcome: 'refused',
    problem: { code: 'intent_invalid_state' },
  })
})

test('what is not there is said to be missing', async () => {
  expect(await desk.payments.lookAtIntent('pi_nowhere')).toMatchObject({
    ok: false,
    problem: { code: 'resource_missing', status: 404 },
  })
  expect(await desk.payments.lookAtReader('tmr_no/../where')).toMatchObject({ ok: false })
})

test('in Canada Interac is asked for too', () => {
  expect(creation(500, true).request.params).toMatchObject({
    allowed_payment_method_types: ['card_present', 'interac_present'],
    capture_method: 'automatic',
  })
})

test('manual capture is asked for only where every card can be held', () => {
  expect(creation(500, false, 'every_card').request.params).toMatchObject({ capture_method: 'manual' })
  expect(creation(500, true, 'where_it_can').request.params).toMatchObject({
    capture_method: 'automatic',
    payment_method_options: { card_present: { capture_method: 'manual_preferred' } },
  })
})

test('more intents than one page holds are all looked through', async () => {
  const since = desk.clock.now() - 60_000
  const { tenderId, paymentIntent } = await created()
  for (let i = 0; i < 101; i++) await created()
  expect(await intentsOf(tenderId, since)).toMatchObject({
    ok: true,
    value: [{ paymentIntent }],
  })
})
