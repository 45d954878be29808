import { expect, test } from 'vitest'
import { consentedIn, refundNamed, steerNamed } from './consent.ts'
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

test('a consent about a payment names the sale and the wish, and nothing less will do', () => {
  const may = {
    'sale.settle_hold': ['capture', 'cancel'],
    'payments.stop': ['cancel', 'change_sale'],
  } as const
  for (const permission of ['payments.stop', 'sale.settle_hold'] as const)
    for (const wish of [
      'capture',
      'cancel',
      'change_sale',
      'confirm',
      'check_status',
      'refund',
      '',
      'cancel ',
    ]) {
      const wanted = may[permission].find(one => one === wish)
      const meant = consentedIn(permission, steerNamed(saleId, wish))
      expect(meant, `${permission} ${wish}`).toEqual(wanted && { saleId, wish: wanted })
    }
  for (const permission of ['payments.stop', 'sale.settle_hold'] as const)
    for (const vague of ['everything', saleId, `${tenderId} cancel`])
      expect(consentedIn(permission, vague), vague).toBeUndefined()
})

test('a payment is stopped by itself, a reader cleared by its id', () => {
  expect(consentedIn('payments.stop', tenderId)).toEqual({ tenderId, wish: 'cancel' })
  expect(consentedIn('sale.settle_hold', tenderId)).toBeUndefined()
  expect(consentedIn('readers.clear', 'tmr_1')).toEqual({ readerId: 'tmr_1' })
})

test('nobody consents to what asks for no consent here', () => {
  expect(consentedIn('people.manage', saleId)).toBeUndefined()
})
