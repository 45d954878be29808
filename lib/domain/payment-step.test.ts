import { expect, test } from 'vitest'
import { nextStep, type Surroundings, stillShows } from './payment-step.ts'
import { cardTender, usd } from './sale-samples.ts'
import type { CardState, Wish } from './tender.ts'

const calm: Surroundings = { openCall: false, leases: [], lookDue: false, createWritten: true }
const lease = { readerId: 'tmr_1', doubtful: false }

test('the one next step, from every state and wish', () => {
  const states: readonly CardState[] = ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled']
  const wishes: readonly Wish[] = ['none', 'charge', 'take_off', 'stop']
  const around: Record<string, Partial<Surroundings>> = {
    calm: {},
    leased: { leases: [lease] },
    'look due': { lookDue: true },
    'open call': { openCall: true, lookDue: true },
  }
  const table = states.flatMap(state =>
    wishes.flatMap(wish =>
      Object.entries(around).map(([name, more]) => {
        const step = nextStep(cardTender(state, { wish }), { ...calm, ...more })
        return `${state} ${wish} ${name}: ${Object.values(step).join(' ')}`
      }),
    ),
  )
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "drafted none calm: call create
    drafted none leased: call create
    drafted none look due: call create
    drafted none open call: send
    drafted charge calm: call create
    drafted charge leased: call create
    drafted charge look due: call create
    drafted charge open call: send
    drafted take_off calm: call create
    drafted take_off leased: call create
    drafted take_off look due: call create
    drafted take_off open call: send
    drafted stop calm: call create
    drafted stop leased: call create
    drafted stop look due: call create
    drafted stop open call: send
    ready none calm: look intent
    ready none leased: look intent
    ready none look due: look intent
    ready none open call: send
    ready charge calm: call process
    ready charge leased: call process
    ready charge look due: look intent
    ready charge open call: send
    ready take_off calm: look intent
    ready take_off leased: look intent
    ready take_off look due: look intent
    ready take_off open call: send
    ready stop calm: call cancel
    ready stop leased: call cancel
    ready stop look due: look intent
    ready stop open call: send
    on_reader none calm: look reader_and_intent
    on_reader none leased: look reader_and_intent
    on_reader none look due: look reader_and_intent
    on_reader none open call: send
    on_reader charge calm: look reader_and_intent
    on_reader charge leased: look reader_and_intent
    on_reader charge look due: look reader_and_intent
    on_reader charge open call: send
    on_reader take_off calm: look reader_and_intent
    on_reader take_off leased: look reader_and_intent
    on_reader take_off look due: look reader_and_intent
    on_reader take_off open call: send
    on_reader stop calm: look reader_and_intent
    on_reader stop leased: look reader_and_intent
    on_reader stop look due: look reader_and_intent
    on_reader stop open call: send
    held none calm: call capture
    held none leased: clear tmr_1
    held none look due: look intent
    held none open call: send
    held charge calm: call capture
    held charge leased: clear tmr_1
    held charge look due: look intent
    held charge open call: send
    held take_off calm: call capture
    held take_off leased: clear tmr_1
    held take_off look due: look intent
    held take_off open call: send
    held stop calm: call cancel
    held stop leased: clear tmr_1
    held stop look due: look intent
    held stop open call: send
    paid none calm: look intent
    paid none leased: clear tmr_1
    paid none look due: look intent
    paid none open call: send
    paid charge calm: look intent
    paid charge leased: clear tmr_1
    paid charge look due: look intent
    paid charge open call: send
    paid take_off calm: look intent
    paid take_off leased: clear tmr_1
    paid take_off look due: look intent
    paid take_off open call: send
    paid stop calm: look intent
    paid stop leased: clear tmr_1
    paid stop look due: look intent
    paid stop open call: send
    canceled none calm: rest
    canceled none leased: clear tmr_1
    canceled none look due: look intent
    canceled none open call: send
    canceled charge calm: rest
    canceled charge leased: clear tmr_1
    canceled charge look due: look intent
    canceled charge open call: send
    canceled take_off calm: rest
    canceled take_off leased: clear tmr_1
    canceled take_off look due: look intent
    canceled take_off open call: send
    canceled stop calm: rest
    canceled stop leased: clear tmr_1
    canceled stop look due: look intent
    canceled stop open call: send"
  `)
})

test('an unanswered call is always settled first', () => {
  for (const state of ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled'] as const) {
    expect(
      nextStep(cardTender(state, { wish: 'stop' }), { ...calm, openCall: true, leases: [lease] }),
    ).toEqual({ do: 'send' })
  }
})

test('a tender that was never asked of Stripe just ends; once asked, the create is settled first', () => {
  const unwanted = cardTender('drafted', { wish: 'stop' })
  expect(nextStep(unwanted, { ...calm, createWritten: false })).toEqual({ do: 'close' })
  expect(nextStep(unwanted, calm)).toEqual({ do: 'call', step: 'create' })
})

test('another amount is sent to Stripe before it is sent to the reader', () => {
  const changed = cardTender('ready', { wish: 'charge', amount: usd(1_500) })
  expect(nextStep(changed, calm)).toEqual({ do: 'call', step: 'update' })
})

test('only our own intent, and only while it is in progress, keeps a reader', () => {
  const tender = cardTender('on_reader')
  const action = { type: 'process_payment_intent', status: 'in_progress', paymentIntent: 'pi_1' } as const
  expect(stillShows({ reachable: true, action }, tender)).toBe(true)
  expect(stillShows({ reachable: true, action: { ...action, paymentIntent: 'pi_2' } }, tender)).toBe(false)
  expect(stillShows({ reachable: true, action: { ...action, status: 'failed' } }, tender)).toBe(false)
  expect(stillShows({ reachable: true }, tender)).toBe(false)
})
