import { expect, test } from 'vitest'
import { CURRENCIES, isCurrency } from './currencies.ts'
import { money } from './money.ts'
import {
  nextTestStep,
  type ReaderTest,
  type TestCall,
  testAfterLook,
  testAfterRefunds,
  testAmount,
} from './reader-test.ts'

const NOW = 1_800_000_000_000
const begun: ReaderTest = {
  id: 'test_1',
  readerId: 'tmr_1',
  mode: 'simulated',
  live: false,
  amount: money(100, 'usd'),
  startedAt: NOW,
  staffName: 'Mina',
  calls: [],
  money: 'none',
}
const call = (step: TestCall['step'], outcome?: TestCall['outcome'], at = NOW): TestCall => ({
  step,
  n: 1,
  at,
  ...(outcome ? { outcome } : {}),
})
const made: ReaderTest = { ...begun, paymentIntent: 'pi_1', calls: [call('create', 'done')] }
const lit: ReaderTest = { ...made, litAt: NOW, calls: [...made.calls, call('process', 'done')] }
const next = (one: ReaderTest, now = NOW) => nextTestStep(one, now)

const intent = (status: 'succeeded' | 'canceled' | 'requires_payment_method' | 'processing') => ({
  paymentIntent: 'pi_1',
  status,
  amount: money(100, 'usd'),
  received: money(status === 'succeeded' ? 100 : 0, 'usd'),
  tip: money(0, 'usd'),
})
const idle = { reachable: true }
const showing = {
  reachable: true,
  action: { type: 'process_payment_intent', status: 'in_progress', paymentIntent: 'pi_1' },
} as const

test('create, process, present, look, refund, end: in this order', () => {
  expect(next(begun)).toEqual({ do: 'call', step: 'create' })
  expect(next(made)).toEqual({ do: 'call', step: 'process' })
  expect(next(lit)).toEqual({ do: 'call', step: 'present' })
  expect(next({ ...lit, mode: 'card' })).toEqual({ do: 'look' })
  const shown = { ...lit, calls: [...lit.calls, call('present', 'done')] }
  expect(next(shown)).toEqual({ do: 'look' })
  const paid = testAfterLook(shown, { reader: idle, intent: intent('succeeded') }, NOW + 5)
  expect(paid).toMatchObject({ money: 'paid', result: 'approved', paidAt: NOW + 5 })
  expect(next(paid)).toEqual({ do: 'call', step: 'refund' })
  expect(next({ ...paid, money: 'back', calls: [...paid.calls, call('refund', 'done')] })).toEqual({
    do: 'end',
  })
})

test('an open call comes before everything, even before the end', () => {
  const open = call('refund')
  expect(next({ ...lit, money: 'paid', wantsStop: true, calls: [...lit.calls, open] })).toEqual({
    do: 'send',
    call: open,
  })
})

test('a wish to stop ends it before it began, cancels an intent no reader saw, and clears a reader that waits', () => {
  expect(next({ ...begun, wantsStop: true })).toEqual({ do: 'end' })
  expect(next({ ...made, wantsStop: true })).toEqual({ do: 'call', step: 'cancel' })
  const stopping: ReaderTest = { ...lit, mode: 'card', wantsStop: true }
  expect(next(stopping)).toEqual({ do: 'call', step: 'cancel_action' })
  const asked: ReaderTest = { ...stopping, calls: [...lit.calls, call('cancel_action', 'refused')] }
  expect(next(asked)).toEqual({ do: 'look' })
  expect(next(asked, NOW + 5_001)).toEqual({ do: 'call', step: 'cancel_action' })
  const off = testAfterLook(asked, { reader: idle, intent: intent('requires_payment_method') }, NOW)
  expect(off.result).toBe('stopped')
  expect(next(off)).toEqual({ do: 'call', step: 'cancel' })
})

test('money wins over Stop', () => {
  const stopping: ReaderTest = { ...lit, wantsStop: true, result: 'stopped', lookDue: true }
  expect(next(stopping)).toEqual({ do: 'look' })
  const paid = testAfterLook(stopping, { reader: idle, intent: intent('succeeded') }, NOW)
  expect(next(paid)).toEqual({ do: 'call', step: 'refund' })
})

test('nobody taps for two minutes', () => {
  const waiting: ReaderTest = { ...lit, mode: 'card' }
  expect(next(waiting, NOW + 120_000)).toEqual({ do: 'look' })
  expect(next(waiting, NOW + 120_001)).toEqual({ do: 'call', step: 'cancel_action' })
  const asked = { ...waiting, calls: [...lit.calls, call('cancel_action', 'done')] }
  expect(testAfterLook(asked, { reader: idle, intent: intent('requires_payment_method') }, NOW).result).toBe(
    'nobody_tapped',
  )
})

test('a timeout that was delivered all the same is lit; one that was not is lost', () => {
  const asked: ReaderTest = { ...made, lookDue: true, calls: [...made.calls, call('process', 'unproven')] }
  const shown = testAfterLook(asked, { reader: showing, intent: intent('requires_payment_method') }, NOW)
  expect([shown.litAt, shown.result, next(shown)]).toEqual([NOW, undefined, { do: 'call', step: 'present' }])
  const dark = testAfterLook(asked, { reader: idle, intent: intent('requires_payment_method') }, NOW)
  expect([dark.result, next(dark)]).toEqual(['lost', { do: 'call', step: 'cancel' }])
})

test('a refund that Stripe refuses five times is owed, and said so by whoever ends it', () => {
  const calls = Array.from({ length: 5 }, (_, i) => ({ ...call('refund', 'refused'), n: i + 1 }))
  expect(next({ ...lit, money: 'paid', calls: [...lit.calls, ...calls] })).toEqual({ do: 'end' })
})

test('a refund without a yes is looked for before it is asked for again; one that failed is none', () => {
  const unproven: ReaderTest = {
    ...lit,
    money: 'paid',
    lookDue: true,
    calls: [...lit.calls, call('refund', 'unproven')],
  }
  expect(next(unproven)).toEqual({ do: 'look' })
  const refund = (status: 'pending' | 'succeeded' | 'failed' | 'canceled', minor = 100) =>
    ({ stripeRefund: 're_1', amount: money(minor, 'usd'), status }) as const
  for (const made of ['pending', 'succeeded'] as const)
    expect(testAfterRefunds(unproven, [refund(made)]).money).toBe('back')
  for (const none of [[], [refund('failed')], [refund('canceled')], [refund('succeeded', 40)]])
    expect(next(testAfterRefunds(unproven, none))).toEqual({ do: 'call', step: 'refund' })
})

test.each(Object.keys(CURRENCIES).filter(isCurrency))(
  'in %s it is enough for Stripe, and the sandbox approves it',
  currency => {
    const { minor } = testAmount(currency)
    expect(minor).toBeGreaterThanOrEqual(CURRENCIES[currency].smallestCharge)
    expect(minor % 100).toBe(0)
    expect(minor).toBeLessThan(CURRENCIES[currency].smallestCharge + 100)
  },
)
