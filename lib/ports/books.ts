import type { Booked } from '#lib/domain/books.ts'
import type { Money } from '#lib/domain/money.ts'
import type { AuditBy } from './audit.ts'

/**
 * Money at Stripe under our shop's name that no sale here tells of: this database came from an older backup, or Stripe would not give back
 * what a test payment took.
 */
export type UnknownPayment = {
  readonly paymentIntent: string
  /** What is there, refunds taken off. */
  readonly amount: Money
  /** When its intent was made. */
  readonly at: number
  readonly live: boolean
  /** The bank has promised it and nobody has taken it. */
  readonly held?: boolean
  /** The reader that was tested with it. */
  readonly tested?: { readonly readerId: string; readonly label: string }
}

/** Our own books of card payments, to be held against Stripe's. Nothing in here decides about money. */
export type Books = {
  /** Of these intents, and of every card payment that was begun since a moment (ms) and is paid. */
  ofCards(paymentIntents: readonly string[], sinceMs: number): Promise<readonly Booked[]>
  /** False when it was kept before as it is now. There may be thousands: whoever has kept the last of them announces them together. */
  keepUnknown(payment: UnknownPayment, nowMs: number): Promise<boolean>
  announceUnknown(nowMs: number): Promise<void>
  /** `listed`: at most so many that nobody has dealt with, oldest first. `waiting`: how many nobody has dealt with, listed or not. */
  unknown(most: number): Promise<{ readonly listed: readonly UnknownPayment[]; readonly waiting: number }>
  /** Writes who, when and how, and the same into the audit. False when somebody was faster, or there is no such. Announces it. */
  dealWithUnknown(paymentIntent: string, how: string, by: AuditBy): Promise<boolean>
  /**
   * Up to when (ms) Stripe's list has been compared with this database; a restored one says when its backup was made. Where that was
   * never written down, when the last thing happened in it before the moment that is handed in; undefined where nothing ever did.
   */
  sweptUntil(beforeMs: number): Promise<number | undefined>
  /** Never back. */
  sweptTo(ms: number): Promise<void>
  /** Up to when (ms) Stripe's events of money that went back have all been fetched; undefined where that was never written down. */
  heardUntil(): Promise<number | undefined>
  /** Never back. Only where it is known up to when the list was compared: it is written beside that. */
  heardTo(ms: number): Promise<void>
}
