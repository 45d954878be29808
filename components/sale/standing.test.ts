import { expect, test } from 'vitest'
import { freshState, type TillState } from '#lib/client/draft/till-state.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { isMoneyMoving } from './standing.ts'

const rule = { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 } as const
const fresh = freshState(idOf('sale', '1'), idOf('sale', '2'), rule, [])
// True because the mood is all of an answer that is asked for here.
const inMood = (mood: PaymentMood): TillState => ({
  ...fresh,
  answer: { payment: { mood } } as unknown as SaleAnswer,
})

test.each<[PaymentMood, boolean]>([
  ['waiting', true],
  ['checking', true],
  ['asking', true],
  ['canceling', true],
  ['declined', false],
  ['customer_canceled', false],
  ['reader_offline', false],
  ['refused', false],
  ['held', false],
])('a till that waits at %s for somebody else than its cashier: %s', (mood, is) => {
  expect(isMoneyMoving(inMood(mood))).toBe(is)
})

test('a press that is on its way is money that moves, whatever the screen shows', () => {
  const amount = { minor: 486, currency: 'usd' } as const
  expect(isMoneyMoving(fresh)).toBe(false)
  expect(isMoneyMoving({ ...fresh, press: { kind: 'cash', amount, phase: 'asking', id: '1' } })).toBe(true)
})
