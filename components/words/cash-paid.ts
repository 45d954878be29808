import { type Money, plus } from '#lib/domain/money.ts'
import type { CashTender } from '#lib/domain/tender.ts'

/** What came in and what for, so that the change beside it can be reckoned: where coins round, by the rounded amount. */
export function cashPaidWords(
  { handed, amount, rounding }: Pick<CashTender, 'handed' | 'amount' | 'rounding'>,
  sale: Money,
  print: (amount: Money) => string,
): string {
  if (!rounding) return `Paid. ${print(handed)} in, ${print(sale)} sale.`
  return `Paid. ${print(handed)} in, ${print(plus(amount, rounding))} sale, rounded from ${print(amount)}.`
}
