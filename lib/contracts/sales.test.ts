import { expect, test } from 'vitest'
import { CURRENCIES, isCurrency, largestCharge } from '#lib/domain/currencies.ts'
import { RefundTender } from './sales.ts'

const uuid = '00000000-0000-4000-8000-000000000001'

test.each(Object.keys(CURRENCIES).filter(isCurrency))(
  'the largest payment a card can make in %s can go back, all of it',
  currency => {
    const amountMinor = largestCharge(currency)
    const ids = { saleId: `sale_${uuid}`, tenderId: `tender_${uuid}`, refundId: `ref_${uuid}` }
    const read = RefundTender.safeParse({ ...ids, amountMinor, reason: 'duplicate' })
    expect(read.data?.amountMinor).toBe(amountMinor)
  },
)

test.each([-1, 0.5, '100', Number.MAX_SAFE_INTEGER + 1])('%s is no amount that can go back', amountMinor => {
  const ids = { saleId: `sale_${uuid}`, tenderId: `tender_${uuid}`, refundId: `ref_${uuid}` }
  expect(RefundTender.safeParse({ ...ids, amountMinor, reason: 'duplicate' }).success).toBe(false)
})
