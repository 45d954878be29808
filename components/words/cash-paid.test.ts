import { expect, test } from 'vitest'
import { money } from '#lib/domain/money.ts'
import { cashPaidWords } from './cash-paid.ts'

const usd = (minor: number) => money(minor, 'usd')
const print = ({ minor }: { readonly minor: number }) => (minor / 100).toFixed(2)

test('what came in, less the sale, is the change: of a rounded sale the rounded amount', () => {
  const paid = { handed: usd(1000), amount: usd(713) }
  expect(cashPaidWords(paid, usd(713), print)).toBe('Paid. 10.00 in, 7.13 sale.')
  expect(cashPaidWords({ ...paid, rounding: usd(2) }, usd(713), print)).toBe(
    'Paid. 10.00 in, 7.15 sale, rounded from 7.13.',
  )
  expect(cashPaidWords({ ...paid, amount: usd(712), rounding: usd(-2) }, usd(712), print)).toBe(
    'Paid. 10.00 in, 7.10 sale, rounded from 7.12.',
  )
})
