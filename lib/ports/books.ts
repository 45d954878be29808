import type { Booked } from '#lib/domain/books.ts'

/** Our own books of card payments, to be held against Stripe's. Nothing in here decides about money. */
export type Books = {
  /** Of these intents, and of every card payment that was begun since a moment (ms) and is paid. */
  ofCards(paymentIntents: readonly string[], sinceMs: number): Promise<readonly Booked[]>
}
