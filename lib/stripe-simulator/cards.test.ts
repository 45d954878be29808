import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCards } from '#lib/test-cards/test-cards.ts'
import { allCards } from './model/cards.ts'
import { type Counter, openCounter } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(async () => {
  expect(counter.complaints).toEqual([])
  await counter.close()
})

type Details = Stripe.Charge.PaymentMethodDetails.CardPresent

const charge = ({ latest_charge }: Stripe.PaymentIntent) => {
  if (latest_charge === null || typeof latest_charge === 'string')
    throw new Error('The charge was not expanded.')
  return latest_charge
}

const details = (intent: Stripe.PaymentIntent): Details => {
  const found = charge(intent).payment_method_details?.card_present
  if (!found) throw new Error('The charge has no card_present details.')
  return found
}

/** Number, brand, funding, application id, verification when tapped. */
const approvals: [string, string, string, string, string][] = [
  ['4242424242424242', 'visa', 'credit', 'A0000000031010', 'none'],
  ['4000056655665556', 'visa', 'debit', 'A0000000031010', 'none'],
  ['5555555555554444', 'mastercard', 'credit', 'A0000000041010', 'none'],
  ['5200828282828210', 'mastercard', 'debit', 'A0000000041010', 'none'],
  ['5105105105105100', 'mastercard', 'prepaid', 'A0000000041010', 'none'],
  ['378282246310005', 'amex', 'credit', 'A000000025010801', 'none'],
  ['371449635398431', 'amex', 'credit', 'A000000025010801', 'none'],
  ['6011111111111117', 'discover', 'credit', 'A0000001523010', 'none'],
  ['6011000990139424', 'discover', 'credit', 'A0000001523010', 'none'],
  ['3056930009020004', 'diners', 'credit', 'A0000001523010', 'none'],
  ['36227206271667', 'diners', 'credit', 'A0000001523010', 'none'],
  ['3566002020360505', 'jcb', 'credit', 'A0000000651010', 'none'],
  ['6200000000000005', 'unionpay', 'credit', 'A000000333010102', 'none'],
  ['6280000360000978', 'eftpos_au', 'debit', 'A00000038410', 'none'],
  ['4000050360000001', 'visa', 'debit', 'A0000000031010', 'none'],
  ['5555050360000080', 'mastercard', 'debit', 'A0000000041010', 'none'],
  ['4000002500001001', 'cartes_bancaires', 'debit', 'A0000000421010', 'none'],
  ['5555552500001001', 'cartes_bancaires', 'debit', 'A0000000421010', 'none'],
  ['4711009900000316877', 'girocard', 'debit', 'A0000003591010028001', 'none'],
  ['4001007020000002', 'visa', 'credit', 'A0000000031010', 'offline_pin'],
  ['4001000360000005', 'visa', 'credit', 'A0000000031010', 'online_pin'],
  ['4000000000005126', 'visa', 'credit', 'A0000000031010', 'none'],
]

test.each(approvals)('card %s is approved as %s %s', async (number, brand, funding, aid, cvm) => {
  const { intent, reader } = await counter.pay(await counter.intent(), number)
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2340 })
  expect(reader.action).toMatchObject({ status: 'succeeded', api_error: null })
  expect(details(intent)).toMatchObject({
    brand,
    funding,
    last4: number.slice(-4),
    read_method: 'contactless_emv',
    reader: counter.reader.id,
    location: counter.location.id,
    receipt: {
      dedicated_file_name: aid,
      cardholder_verification_method: cvm,
      authorization_response_code: '3030',
    },
  })
})

/** Number, code, decline code, text. */
const declines: [string, string, string, string][] = [
  ['4000000000000002', 'card_declined', 'generic_decline', 'Your card was declined.'],
  ['4000000000009995', 'card_declined', 'insufficient_funds', 'Your card has insufficient funds.'],
  ['4000000000009987', 'card_declined', 'lost_card', 'Your card was declined.'],
  ['4000000000009979', 'card_declined', 'stolen_card', 'Your card was declined.'],
  ['4000000000000069', 'expired_card', 'expired_card', 'Your card has expired.'],
  [
    '4000000000000119',
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ],
]

test.each(declines)('card %s is declined: %s, %s', async (number, code, decline_code, message) => {
  const { intent, reader } = await counter.pay(await counter.intent(), number)
  const error = { type: 'card_error', code, decline_code, message }
  expect(reader.action).toMatchObject({
    status: 'failed',
    failure_code: code,
    failure_message: message,
    api_error: error,
  })
  expect(intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: error,
    payment_method: null,
    amount_received: 0,
  })
  expect(charge(intent)).toMatchObject({
    status: 'failed',
    paid: false,
    failure_code: code,
    outcome: { type: 'issuer_declined', reason: decline_code },
  })
})

/** Decline code, advice asked for, code, advice told. */
const told: [string, string | undefined, string, string | undefined][] = [
  ['do_not_honor', undefined, 'card_declined', undefined],
  ['lost_card', undefined, 'card_declined', 'do_not_try_again'],
  ['reenter_transaction', undefined, 'card_declined', 'try_again_later'],
  ['expired_card', 'confirm_card_data', 'expired_card', 'confirm_card_data'],
  ['offline_pin_required', 'do_not_try_again', 'card_declined', 'do_not_try_again'],
]

test.each(told)('a bank told to say %s, with the advice %s', async (decline_code, asked, code, advice) => {
  const { id } = await counter.intent()
  const { terminal, paymentIntents } = counter.stripe
  const answer = { number: '4242424242424242', decline_code, ...(asked ? { advice_code: asked } : {}) }
  await terminal.readers.processPaymentIntent(counter.reader.id, { payment_intent: id })
  await counter.control('POST', `readers/${counter.reader.id}/present`, answer)
  const declined = await paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(declined).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code, decline_code },
  })
  expect(declined.last_payment_error?.advice_code).toBe(advice)
  expect(charge(declined).outcome?.advice_code).toBe(advice ?? null)
  // The next card is asked what it always says.
  const { intent } = await counter.pay(declined)
  expect(intent.status).toBe('succeeded')
})

test('a bank told to say no says it at the second step, too', async () => {
  const { id } = await counter.intent()
  const { terminal, paymentIntents } = counter.stripe
  await terminal.readers.collectPaymentMethod(counter.reader.id, { payment_intent: id })
  await counter.control('POST', `readers/${counter.reader.id}/present`, { decline_code: 'call_issuer' })
  expect((await paymentIntents.retrieve(id)).status).toBe('requires_confirmation')
  await terminal.readers.confirmPaymentIntent(counter.reader.id, { payment_intent: id })
  await expect
    .poll(async () => (await paymentIntents.retrieve(id)).last_payment_error?.decline_code)
    .toBe('call_issuer')
})

/** Ending of the amount and what the standard card does with it. */
const endings: [number, 'approved' | string][] = [
  [2300, 'approved'],
  [2301, 'call_issuer'],
  [2302, 'offline_pin_required'],
  [2303, 'online_or_offline_pin_required'],
  [2304, 'approved'],
  [2305, 'generic_decline'],
  [2355, 'incorrect_pin'],
  [2360, 'online_or_offline_pin_required'],
  [2365, 'withdrawal_count_limit_exceeded'],
  [2375, 'pin_try_exceeded'],
]

test.each(endings)('an amount of %i is answered %s', async (amount, expected) => {
  const { intent } = await counter.pay(await counter.intent({ amount }))
  if (expected === 'approved') expect(intent.status).toBe('succeeded')
  else expect(intent.last_payment_error).toMatchObject({ decline_code: expected, code: 'card_declined' })
})

test('a card made to fail fails whatever the amount', async () => {
  const { intent } = await counter.pay(await counter.intent({ amount: 2301 }), '4000000000009995')
  expect(intent.last_payment_error?.decline_code).toBe('insufficient_funds')
})

test('the tip counts for the ending of the amount, and is told apart from it', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent({ amount: 2000 })
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, { amount_tip: 305 })
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'requires_payment_method',
    amount: 2000,
  })
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, { amount_tip: 300 })
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: 'succeeded',
    amount: 2300,
    amount_received: 2300,
    amount_details: { tip: { amount: 300 } },
  })
})

test.each([
  ['4000008260000075', 'offline_pin_required', 'offline_pin'],
  ['4000002760000008', 'online_or_offline_pin_required', 'online_pin'],
])(
  'card %s is refused when tapped, then paid with its PIN: two charges, no failure told',
  async (number, code, cvm) => {
    const { intent, reader } = await counter.pay(await counter.intent(), number)
    expect(intent.status).toBe('succeeded')
    expect(reader.action?.status).toBe('succeeded')
    expect(details(intent)).toMatchObject({
      read_method: 'contact_emv',
      receipt: { cardholder_verification_method: cvm },
    })
    const charges = await counter.stripe.charges.list({ payment_intent: intent.id })
    expect(charges.data.map(each => [each.status, each.failure_code])).toEqual([
      ['succeeded', null],
      ['failed', code],
    ])
  },
)

test.each([
  ['insert', 'contact_emv'],
  ['swipe', 'magnetic_stripe_track2'],
])('a card can be presented by %s', async (read_method, expected) => {
  await counter.control('POST', `readers/${counter.reader.id}/presentment`, { read_method })
  const { intent } = await counter.pay(await counter.intent())
  expect(details(intent).read_method).toBe(expected)
  expect(details(intent).receipt === null).toBe(read_method === 'swipe')
  await counter.control('POST', `readers/${counter.reader.id}/presentment`, { read_method: 'tap' })
})

test('a refund to the card made for it fails a moment later', async () => {
  const { stripe, ear } = counter
  const { intent } = await counter.pay(await counter.intent(), '4000000000005126')
  const refund = await stripe.refunds.create({ payment_intent: intent.id })
  expect(refund.status).toBe('succeeded')
  await counter.control('POST', 'clock', { advance_ms: 2000 })
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  })
  expect(await stripe.charges.retrieve(charge(intent).id)).toMatchObject({
    refunded: false,
    amount_refunded: 0,
  })
  expect((await ear.hears('refund.failed')).data.object).toMatchObject({ id: refund.id })
})

test('an unknown number is refused', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent()
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  const presented = stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    card_present: { number: '4111111111111111' },
  })
  await expect(presented).rejects.toMatchObject({ statusCode: 400, param: 'card_present[number]' })
})

describe('Interac', () => {
  let canada: Counter
  beforeAll(async () => {
    canada = await openCounter({ country: 'CA' })
  })
  afterAll(() => canada.close())

  const allowed = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    canada.intent({
      currency: 'cad',
      allowed_payment_method_types: ['card_present', 'interac_present'],
      ...params,
    })

  async function tapInterac({ id }: Stripe.PaymentIntent) {
    await canada.stripe.terminal.readers.processPaymentIntent(canada.reader.id, { payment_intent: id })
    await canada.stripe.testHelpers.terminal.readers.presentPaymentMethod(canada.reader.id, {
      type: 'interac_present',
    })
    return canada.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  }

  test('is paid at once, and typed as itself', async () => {
    const paid = await tapInterac(await allowed())
    expect(paid.status).toBe('succeeded')
    expect(charge(paid).payment_method_details).toMatchObject({
      type: 'interac_present',
      interac_present: { brand: 'interac', network: 'interac' },
    })
    expect(canada.complaints).toEqual([])
  })

  test('is inserted with its PIN above a hundred dollars', async () => {
    const paid = await tapInterac(await allowed({ amount: 10_010 }))
    const { interac_present } = charge(paid).payment_method_details ?? {}
    expect(interac_present).toMatchObject({
      read_method: 'contact_emv',
      receipt: { cardholder_verification_method: 'online_pin' },
    })
  })

  test('cannot be held: manual capture is declined, manual_preferred is taken at once', async () => {
    expect((await tapInterac(await allowed({ capture_method: 'manual' }))).last_payment_error?.code).toBe(
      'card_declined',
    )
    const preferred = await allowed({
      payment_method_options: { card_present: { capture_method: 'manual_preferred' } },
    })
    expect((await tapInterac(preferred)).status).toBe('succeeded')
  })

  test('cannot be captured or refunded through the API', async () => {
    const paid = await tapInterac(await allowed())
    await expect(canada.stripe.paymentIntents.capture(paid.id)).rejects.toMatchObject({ statusCode: 400 })
    await expect(canada.stripe.refunds.create({ payment_intent: paid.id })).rejects.toMatchObject({
      statusCode: 400,
    })
  })

  test('is the default card where nothing else is allowed', async () => {
    const only = await allowed({ allowed_payment_method_types: ['interac_present'] })
    const { intent } = await canada.pay(only)
    expect(charge(intent).payment_method_details?.type).toBe('interac_present')
  })

  test('is dropped from an intent in another currency', async () => {
    const intent = await counter.intent({ allowed_payment_method_types: ['card_present', 'interac_present'] })
    expect(intent.payment_method_types).toEqual(['card_present'])
  })
})

describe('a co-branded Australian card', () => {
  let australia: Counter
  beforeAll(async () => {
    australia = await openCounter({ country: 'AU' })
  })
  afterAll(() => australia.close())

  const routing = (requested_priority: 'domestic' | 'international') => ({
    card_present: { routing: { requested_priority } },
  })
  const preferred = { card_present: { capture_method: 'manual_preferred' as const } }

  const routes: [string, Partial<Stripe.PaymentIntentCreateParams>, string, string][] = [
    ['taken at once', {}, 'eftpos_au', 'succeeded'],
    ['held where it can be', { payment_method_options: preferred }, 'visa', 'requires_capture'],
    ['held', { capture_method: 'manual' }, 'visa', 'requires_capture'],
    ['asked to go abroad', { payment_method_options: routing('international') }, 'visa', 'succeeded'],
    ['asked to stay', { payment_method_options: routing('domestic') }, 'eftpos_au', 'succeeded'],
  ]

  test.each(routes)('%s', async (_, params, network, status) => {
    const asked = await australia.intent({ currency: 'aud', ...params })
    const { intent } = await australia.pay(asked, '4000050360000001')
    expect(details(intent)).toMatchObject({ brand: 'visa', network })
    expect(intent.status).toBe(status)
    expect(australia.complaints).toEqual([])
  })
})

test('the simulator knows every card of the tray, and ends it the same way', () => {
  const known = new Map([...allCards()].map(card => [card.number, card]))
  for (const card of testCards) {
    const mine = known.get(card.number)
    expect(mine, card.number).toBeDefined()
    expect(mine?.behaviour.kind === 'declines' ? 'declined' : 'approved', card.number).toBe(card.outcome)
  }
  expect(known.size).toBe(testCards.length)
})
