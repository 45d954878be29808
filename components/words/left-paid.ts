import type { RefusalWords } from './refusals.ts'

/** A payment was left for the next customer, and the bank had said yes before it could be stopped. `amount` as people read it. */
export const leftPaidWords = (number: number, amount: string): RefusalWords => ({
  strong: `The card was charged: sale ${number}, ${amount}, is paid.`,
  text: 'It was left before anybody heard of it. Do not ring it up again.',
})
