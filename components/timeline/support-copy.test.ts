import { expect, test } from 'vitest'
import type { TimelineEntry } from '#lib/contracts/timeline.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import { chargedHow, whereTimeWent } from './figures.ts'
import { supportCopy } from './support-copy.ts'
import { timelineSample } from './testing/timeline-sample.ts'

/** Both happened so many milliseconds after Charge was pressed. */
const START = timelineSample().now
const called = (step: Step, at: number, answered: number, ms: number): TimelineEntry => {
  const asked = { step, n: 1, key: `tapline:tender_1:${step}:1`, path: '/v1', outcome: 'done' } as const
  const call = { ...asked, ms, answeredAt: START + answered }
  return { id: step, at: START + at, tenderId: 'tender_1', kind: 'call', call }
}
const knocked = (type: string, at: number): TimelineEntry => ({
  id: type,
  at: START + at,
  tenderId: 'tender_1',
  kind: 'knock',
  data: { event: 'evt_2', type },
})

test('what is copied for support has every id, request and time, and nothing of the customer or the shop', () => {
  const copied = supportCopy(timelineSample())
  const told = JSON.parse(copied)
  expect(told.payments).toMatchObject([
    { payment_intent: 'pi_1', charge: 'ch_1', reader: 'tmr_1', amount: 450 },
  ])
  expect(told.happened).toContainEqual({
    at: '2026-11-20T14:32:18.009Z',
    what: 'call',
    step: 'process',
    request: 'POST /v1/terminal/readers/tmr_1/process_payment_intent',
    request_id: 'req_2',
    idempotency_key: 'tapline:tender_1:process:1',
    times_sent: 1,
    outcome: 'done',
    ms: 388,
  })
  expect(told.happened).toContainEqual({
    at: '2026-11-20T14:32:27.630Z',
    what: 'knock',
    event: 'evt_1',
    type: 'payment_intent.succeeded',
  })
  expect(copied).not.toMatch(/Mina|4242|Flat white|secret/)
})

test('what the till decided is told with its ids and codes, and without what nobody has listed', () => {
  const sample = timelineSample()
  const data = { busy: 'tmr_1', with: 'tender_2', cashier: 'Mina' }
  const decision = { id: 'note:99', at: 1, kind: 'decision', data } as const
  const told = JSON.parse(supportCopy({ ...sample, entries: [decision] }))
  expect(told.happened).toEqual([
    { at: '1970-01-01T00:00:00.001Z', what: 'decision', decided: { busy: 'tmr_1', with: 'tender_2' } },
  ])
})

test('the time goes to our server, to making the payment, to sending it, and to the customer with card and bank', () => {
  expect(whereTimeWent(timelineSample())).toEqual({ till: 21, making: 212, sending: 388, customer: 9_009 })
})

test('with two steps the tap and the thinking are the customer’s time, what comes after the yes the bank’s', () => {
  const { entries, ...sample } = timelineSample()
  const [pressed, created] = entries
  if (!pressed || !created) throw new Error('the sample is shorter than it was')
  const two = [
    pressed,
    created,
    called('collect', 230, 1_000, 770),
    called('confirm', 21_000, 21_400, 400),
    knocked('payment_intent.succeeded', 22_900),
  ]
  // To make it 212 ms; to send it, and then the yes, 770 and 400 ms; 20 s to tap and say yes; 1.5 s for the bank.
  expect(whereTimeWent({ ...sample, entries: two })).toEqual({
    till: 18,
    making: 212,
    sending: 1_170,
    customer: 20_000,
    bank: 1_500,
  })
})

test('a changed sale is made anew at Stripe and sent again: both are counted from the last press on', () => {
  const { entries, ...sample } = timelineSample()
  const [pressed, , , paid] = entries
  if (!pressed || !paid) throw new Error('the sample is shorter than it was')
  const changed = [
    called('create', -9_000, -8_700, 300),
    called('process', -8_600, -8_300, 300),
    pressed,
    called('update', 10, 210, 200),
    called('process', 220, 620, 400),
    paid,
  ]
  expect(whereTimeWent({ ...sample, entries: changed })).toEqual({
    till: 20,
    making: 200,
    sending: 400,
    customer: 9_010,
  })
})

test('held money has the bank’s yes when it is promised: how long it then waits to be taken is nobody’s time', () => {
  const { entries, ...sample } = timelineSample()
  const held = [
    ...entries.filter(entry => entry.kind !== 'knock'),
    knocked('payment_intent.amount_capturable_updated', 9_630),
    called('capture', 144_000_000, 144_000_300, 300),
    knocked('payment_intent.succeeded', 144_000_500),
  ]
  expect(whereTimeWent({ ...sample, entries: held })).toEqual(whereTimeWent(timelineSample()))
})

test('charged exactly once, until a surprise says otherwise', () => {
  const sample = timelineSample()
  expect(chargedHow(sample)).toMatchObject({ kind: 'once', others: 0 })
  const surprise = {
    id: 1,
    kind: 'too_much',
    amount: { minor: 1, currency: 'usd' },
    at: 1,
    saleId: sample.sale.id,
    saleNumber: 1,
    tenderId: 'tender_1',
    version: 1,
  } as const
  const entry = { id: 'surprise:1', at: 1, kind: 'surprise', surprise } as const
  expect(chargedHow({ ...sample, entries: [...sample.entries, entry] }).kind).toBe('needs_manager')
  const dealt = { ...entry, surprise: { ...surprise, dealt: { at: 2, by: 'Mina', how: 'gave it back' } } }
  expect(chargedHow({ ...sample, entries: [...sample.entries, dealt] }).kind).toBe('once')
})
