import { expect, test } from 'vitest'
import { chargedHow, whereTimeWent } from './figures.ts'
import { supportCopy } from './support-copy.ts'
import { timelineSample } from './testing/timeline-sample.ts'

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

test('the time goes to our server, to Stripe, and to the customer', () => {
  expect(whereTimeWent(timelineSample())).toEqual({ till: 21, stripe: 600, customer: 9_009 })
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
