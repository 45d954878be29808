import { factsOf } from '#lib/domain/currencies.ts'
import type { Money } from '#lib/domain/money.ts'

const OFFERED = 5

/**
 * What a customer is likely to hand over for an amount: the next sums above it that are made of one kind of note. Exact comes
 * apart from these.
 */
export function noteAmounts(due: Money): readonly Money[] {
  const sums = new Set<number>()
  for (const note of factsOf(due.currency).notes) {
    const next = Math.floor(due.minor / note) + 1
    for (const count of [next, next + 1]) sums.add(count * note)
  }
  const rising = [...sums].sort((a, b) => a - b)
  return rising.slice(0, OFFERED).map(minor => ({ minor, currency: due.currency }))
}
