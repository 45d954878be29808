import { expect, test } from 'vitest'
import { consentedIn, refundNamed } from './consent.ts'
import { idOf } from './ids.ts'

const saleId = idOf('sale', '00000000-0000-4000-8000-000000000001')
const tenderId = idOf('tender', '00000000-0000-4000-8000-000000000002')

test('a consent to a refund names the payment and the amount, and nothing less will do', () => {
  expect(consentedIn('sale.refund', refundNamed(tenderId, 425))).toEqual({ tenderId, amountMinor: 425 })
  for (const vague of [
    '',
    saleId,
    tenderId,
    `${tenderId} `,
    `${tenderId} all`,
    `${tenderId} 4 5`,
    `${saleId} 425`,
  ])
    expect(consentedIn('sale.refund', vague), vague).toBeUndefined()
})

test('a payment is stopped by its sale or by itself, a reader cleared by its id', () => {
  for (const permission of ['payments.stop', 'sale.settle_hold'] as const) {
    expect(consentedIn(permission, saleId)).toEqual({ saleId })
    expect(consentedIn(permission, tenderId)).toEqual({ tenderId })
    expect(consentedIn(permission, 'everything')).toBeUndefined()
  }
  expect(consentedIn('readers.clear', 'tmr_1')).toEqual({ readerId: 'tmr_1' })
})

test('nobody consents to what asks for no consent here', () => {
  expect(consentedIn('people.manage', saleId)).toBeUndefined()
})
