import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { knockReader } from './knock.ts'
import { secretRing } from './secret-ring.ts'

const now = Date.UTC(2026, 10, 20, 12)
const tender = 'tender_11111111-1111-4111-8111-111111111111'
const sale = 'sale_22222222-2222-4222-8222-222222222222'

const intent = (status: string, more: object = {}) => ({
  object: 'payment_intent',
  id: 'pi_1',
  status,
  amount: 1234,
  amount_received: status === 'succeeded' ? 1234 : 0,
  currency: 'usd',
  latest_charge: 'ch_1',
  last_payment_error: null,
  metadata: { tapline_tender: tender, tapline_sale: sale },
  ...more,
})

const event = (type: string, object: unknown) =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, created: now / 1000 - 7, data: { object } })

function signed(payload: string, secret = 'whsec_new', secondsAgo = 0): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now / 1000 - secondsAgo })
}

/** Stored secrets that a test may change, and a count of how often they were read. */
function keyring(
  fromEnvironment: readonly string[] = ['whsec_new', 'whsec_old'],
  retiredAt: number | null = null,
) {
  const stored: string[] = []
  const clock = { now: () => now + ring.later }
  const ring = {
    stored,
    later: 0,
    reads: 0,
    read: knockReader({
      clock,
      ring: secretRing({
        fromEnvironment,
        clock,
        secrets: {
          accepted: async () => {
            ring.reads++
            return stored.map(secret => ({ door: 'payments', secret, retiredAt }))
          },
        },
      }),
    }),
  }
  return ring
}

const succeeded = event('payment_intent.succeeded', intent('succeeded'))

test('a signed payment is a final fact', async () => {
  const read = await keyring().read(succeeded, signed(succeeded))
  expect(read).toEqual({
    ok: true,
    knock: {
      eventId: 'evt_1',
      type: 'payment_intent.succeeded',
      raw: succeeded,
      receivedAt: now,
      createdAt: now - 7000,
      about: {
        kind: 'final',
        home: { tenderId: tender, saleId: sale },
        intent: {
          paymentIntent: 'pi_1',
          status: 'succeeded',
          amount: { minor: 1234, currency: 'usd' },
          received: { minor: 1234, currency: 'usd' },
          tip: { minor: 0, currency: 'usd' },
        },
      },
    },
  })
})

test('a secret that was rolled counts as long as it is listed', async () => {
  const ring = keyring()
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_old'))).toMatchObject({ ok: true })
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_gone'))).toEqual({
    ok: false,
    because: 'wrong_signature',
  })
})

test('what a retired secret has signed proves nothing: it is a reason to look', async () => {
  const ring = keyring([], now - 1_000)
  ring.stored.push('whsec_leaked')
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_leaked'))).toMatchObject({
    ok: true,
    knock: { about: { kind: 'look', paymentIntent: 'pi_1', home: { tenderId: tender, saleId: sale } } },
  })
})

test('one fitting signature of several is enough', async () => {
  const [time, ours] = signed(succeeded).split(',')
  const header = `${time},v1=${'0'.repeat(64)},${ours},v0=${'1'.repeat(64)}`
  expect(await keyring().read(succeeded, header)).toMatchObject({ ok: true })
})

test('one byte more and it is not Stripe’s word', async () => {
  expect(await keyring().read(`${succeeded} `, signed(succeeded))).toEqual({
    ok: false,
    because: 'wrong_signature',
  })
})

test.each([
  [null, 'no_signature'],
  ['', 'no_signature'],
  ['rubbish', 'wrong_signature'],
  [`t=${now / 1000},v0=00`, 'wrong_signature'],
])('the header %j is refused', async (header, because) => {
  expect(await keyring().read(succeeded, header)).toEqual({ ok: false, because })
})

test('a knock of 300 seconds ago is heard, an older one is not', async () => {
  const { read } = keyring()
  expect(await read(succeeded, signed(succeeded, 'whsec_new', 300))).toMatchObject({ ok: true })
  expect(await read(succeeded, signed(succeeded, 'whsec_new', 301))).toEqual({
    ok: false,
    because: 'too_old',
  })
})

test('signed rubbish is refused, not thrown', async () => {
  const { read } = keyring()
  for (const raw of ['{', '[]', '"x"', '{"object":"event"}'])
    expect(await read(raw, signed(raw))).toEqual({ ok: false, because: 'unreadable' })
})

test.each([
  ['payment_intent.canceled', intent('canceled'), { kind: 'final', intent: { status: 'canceled' } }],
  [
    'payment_intent.payment_failed',
    intent('requires_payment_method'),
    { kind: 'look', paymentIntent: 'pi_1' },
  ],
  ['payment_intent.processing', intent('processing'), { kind: 'look', paymentIntent: 'pi_1' }],
  ['payment_intent.amount_capturable_updated', intent('requires_capture'), { kind: 'look' }],
  // An event that contradicts itself proves nothing.
  ['payment_intent.succeeded', intent('requires_capture'), { kind: 'look', paymentIntent: 'pi_1' }],
  ['payment_intent.created', intent('requires_payment_method'), { kind: 'nothing' }],
  // Somebody else's payment on the same account.
  ['payment_intent.succeeded', intent('succeeded', { metadata: {} }), { kind: 'nothing' }],
  [
    'payment_intent.succeeded',
    intent('succeeded', { metadata: { tapline_tender: 'x' } }),
    { kind: 'nothing' },
  ],
  ['payment_intent.succeeded', { nothing: 'we know' }, { kind: 'nothing' }],
  // Ours by its metadata, of a shape that is not understood: a reason to ask.
  [
    'payment_intent.succeeded',
    intent('succeeded', { amount: 'much' }),
    { kind: 'look', paymentIntent: 'pi_1' },
  ],
  ['payment_intent.canceled', intent('canceled', { amount: 'much', metadata: {} }), { kind: 'nothing' }],
  ['charge.succeeded', { object: 'charge', id: 'ch_1' }, { kind: 'nothing' }],
  ['a.type.of.next.year', { object: 'payment_intent' }, { kind: 'nothing' }],
  ['constructor', intent('succeeded'), { kind: 'nothing' }],
  [
    'terminal.reader.action_failed',
    {
      object: 'terminal.reader',
      id: 'tmr_1',
      status: 'online',
      action: {
        type: 'process_payment_intent',
        status: 'failed',
        process_payment_intent: { payment_intent: 'pi_1' },
      },
    },
    { kind: 'look', readerId: 'tmr_1', paymentIntent: 'pi_1' },
  ],
  [
    'terminal.reader.action_updated',
    { object: 'terminal.reader', id: 'tmr_1', status: 'online', action: null },
    { kind: 'look', readerId: 'tmr_1' },
  ],
])('%s', async (type, object, about) => {
  const raw = event(type, object)
  expect(await keyring().read(raw, signed(raw))).toMatchObject({ ok: true, knock: { type, about } })
})

test('an endpoint that another server registered is known at the first knock, and remembered', async () => {
  const ring = keyring([])
  ring.stored.push('whsec_first')
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_first'))).toMatchObject({ ok: true })
  ring.later = 5_000
  ring.stored.push('whsec_second')
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_second'))).toMatchObject({ ok: true })
  expect(await ring.read(succeeded, signed(succeeded, 'whsec_second'))).toMatchObject({ ok: true })
  expect(ring.reads).toBe(2)
})

test('a hundred forged knocks in a second read the secrets once', async () => {
  const ring = keyring()
  for (let i = 0; i < 100; i++) await ring.read(succeeded, signed(succeeded, 'whsec_forged'))
  expect(ring.reads).toBe(1)
})
