import { expect, test } from 'vitest'
import { homeOf, intentSeen, readerSeen } from './seen.ts'

const now = 1_790_000_000_000

const charge = (more: object = {}) => ({
  id: 'ch_1',
  object: 'charge',
  status: 'succeeded',
  created: 1_789_999_990,
  payment_method_details: {
    type: 'card_present',
    card_present: {
      brand: 'visa',
      last4: '4242',
      funding: 'credit',
      read_method: 'contactless_emv',
      network: 'visa',
      capture_before: 1_790_100_000,
      receipt: {
        application_preferred_name: 'Visa Credit',
        dedicated_file_name: 'A0000000031010',
        account_type: null,
      },
    },
  },
  ...more,
})

const intent = (more: object = {}) => ({
  object: 'payment_intent',
  id: 'pi_1',
  status: 'succeeded',
  amount: 1500,
  amount_received: 1500,
  currency: 'usd',
  latest_charge: charge(),
  last_payment_error: null,
  ...more,
})

test('a paid intent tells amount, tip, and the card as a receipt must show it', () => {
  expect(intentSeen(intent({ amount_details: { tip: { amount: 200 } } }), now)).toEqual({
    paymentIntent: 'pi_1',
    status: 'succeeded',
    amount: { minor: 1500, currency: 'usd' },
    received: { minor: 1500, currency: 'usd' },
    tip: { minor: 200, currency: 'usd' },
    captureBefore: 1_790_100_000_000,
    card: {
      chargeId: 'ch_1',
      brand: 'visa',
      last4: '4242',
      funding: 'credit',
      readMethod: 'contactless_emv',
      network: 'visa',
      emv: { application_preferred_name: 'Visa Credit', dedicated_file_name: 'A0000000031010' },
    },
  })
})

test.each([
  ['automatic', { canceledByStripe: true }],
  ['expired', { canceledByStripe: true }],
  ['abandoned', {}],
  [null, {}],
  [7, {}],
])('a cancelled intent tells when it ended, and whether Stripe did it by itself (%s)', (reason, expected) => {
  const canceled = { status: 'canceled', canceled_at: 1_790_000_100, cancellation_reason: reason }
  const seen = intentSeen(intent(canceled), now)
  expect(seen).toMatchObject({ status: 'canceled', canceledAt: 1_790_000_100_000, ...expected })
  expect(seen?.canceledByStripe).toBe('canceledByStripe' in expected ? true : undefined)
})

test.each([
  ['nothing went back', { amount: 1500, amount_captured: 1500, amount_refunded: 0 }, undefined],
  ['a part went back', { amount: 1500, amount_captured: 1500, amount_refunded: 400 }, 400],
  [
    'a hold of which a part was taken',
    { amount: 1500, amount_captured: 700, amount_refunded: 800 },
    undefined,
  ],
  [
    'the same, and some of that part went back',
    { amount: 1500, amount_captured: 700, amount_refunded: 1000 },
    200,
  ],
  ['a hold that was released', { amount: 1500, amount_captured: 0, amount_refunded: 1500 }, undefined],
  ['more was taken than held', { amount: 1500, amount_captured: 1800, amount_refunded: 300 }, 300],
  [
    'a released rest that is not counted',
    { amount: 1500, amount_captured: 700, amount_refunded: 0 },
    undefined,
  ],
  ['a charge that does not tell what was taken', { amount_refunded: 400 }, 400],
])('what went back is money that had come: %s', (_, counts, minor) => {
  const { refunded } = intentSeen(intent({ latest_charge: charge(counts) }), now) ?? {}
  expect(refunded?.minor).toBe(minor)
})

test('a decline is told with the time of its charge, and no card is kept', () => {
  const declined = intent({
    status: 'requires_payment_method',
    amount_received: 0,
    latest_charge: charge({ status: 'failed' }),
    last_payment_error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' },
  })
  const seen = intentSeen(declined, now)
  expect(seen?.lastDecline).toEqual({
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    at: 1_789_999_990_000,
  })
  expect(seen?.card).toBeUndefined()
})

test.each([
  [{ status: 'requires_action' }, { status: 'unknown' }],
  [{ status: 'a_word_of_next_year' }, { status: 'unknown' }],
  [{ latest_charge: 'ch_1' }, { status: 'succeeded' }],
  [{ latest_charge: { id: 'ch_1', what: 'ever' } }, { status: 'succeeded' }],
  [{ latest_charge: null, amount_details: { tip: {} } }, { tip: { minor: 0, currency: 'usd' } }],
])('what Stripe may yet say costs no payment: %j', (more, expected) => {
  expect(intentSeen(intent(more), now)).toMatchObject(expected)
})

test.each([{ currency: 'xxx' }, { amount: 1.5 }, { amount: undefined }, { object: 'refund' }])(
  'an intent without what we rely on is not read: %j',
  more => {
    expect(intentSeen(intent(more), now)).toBeUndefined()
  },
)

test('an Interac payment has its card too', () => {
  const { card_present } = charge().payment_method_details
  const interac = charge({
    payment_method_details: { interac_present: { ...card_present, brand: 'interac' } },
  })
  expect(intentSeen(intent({ latest_charge: interac, currency: 'cad' }), now)?.card?.brand).toBe('interac')
})

test('only ids of ours lead home', () => {
  const tapline_tender = 'tender_11111111-1111-4111-8111-111111111111'
  expect(homeOf(intent({ metadata: { tapline_tender, tapline_sale: 'made up' } }))).toEqual({
    tenderId: tapline_tender,
  })
  expect(homeOf(intent())).toEqual({})
})

const action = (more: object) => ({
  type: 'process_payment_intent',
  status: 'in_progress',
  failure_code: null,
  failure_message: null,
  api_error: null,
  process_payment_intent: { payment_intent: 'pi_1' },
  ...more,
})
const reader = (more: object) => ({
  object: 'terminal.reader',
  id: 'tmr_1',
  status: 'online',
  action: null,
  ...more,
})

test.each([
  ['idle', reader({}), { reachable: true }],
  ['offline', reader({ status: 'offline' }), { reachable: false }],
  ['of unknown health', reader({ status: null }), { reachable: true }],
  ['deleted', { object: 'terminal.reader', id: 'tmr_1', deleted: true }, { reachable: false }],
  [
    'waiting for a card',
    reader({ action: action({}) }),
    { action: { type: 'process_payment_intent', status: 'in_progress', paymentIntent: 'pi_1' } },
  ],
  [
    'with an expanded intent',
    reader({ action: action({ process_payment_intent: { payment_intent: { id: 'pi_2' } } }) }),
    { action: { paymentIntent: 'pi_2' } },
  ],
  [
    'after a decline',
    reader({
      action: action({
        status: 'failed',
        failure_code: 'card_declined',
        api_error: {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'lost_card',
          advice_code: 'do_not_try_again',
        },
      }),
    }),
    {
      action: {
        status: 'failed',
        failureCode: 'card_declined',
        failure: { code: 'card_declined', declineCode: 'lost_card', adviceCode: 'do_not_try_again' },
      },
    },
  ],
  [
    'after the customer canceled',
    reader({ action: action({ status: 'failed', failure_code: 'customer_canceled' }) }),
    { action: { failureCode: 'customer_canceled' } },
  ],
  [
    'showing a cart',
    reader({ action: { type: 'set_reader_display', status: 'in_progress', set_reader_display: {} } }),
    { action: { type: 'set_reader_display', status: 'in_progress' } },
  ],
  // Nothing is freed because of a word we do not know.
  [
    'in a new state',
    reader({ action: action({ status: 'pondering' }) }),
    { action: { status: 'in_progress' } },
  ],
])('a reader %s', (_, body, expected) => {
  expect(readerSeen(body)).toMatchObject(expected)
})

test('an idle reader shows no action, and a reader’s own failure is no card’s', () => {
  expect(readerSeen(reader({}))).toEqual({ reachable: true })
  const canceled = readerSeen(
    reader({ action: action({ status: 'failed', failure_code: 'customer_canceled' }) }),
  )
  expect(canceled?.action?.failure).toBeUndefined()
  const api_error = { type: 'api_error', code: 'reader_error', message: 'The reader could not read it.' }
  const broken = readerSeen(
    reader({ action: action({ status: 'failed', failure_code: 'card_read_error', api_error }) }),
  )
  expect(broken?.action).toMatchObject({ failureCode: 'card_read_error' })
  expect(broken?.action?.failure).toBeUndefined()
})
