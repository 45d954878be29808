import type { SaleId, TenderId } from './ids.ts'
import { type Money, minus, zero } from './money.ts'
import type { IntentSeen } from './sale-facts.ts'

/** What our books say of one card payment. `received` has its tip in it. */
export type Booked = {
  readonly tenderId: TenderId
  readonly saleId: SaleId
  readonly paymentIntent: string
  readonly isPaid: boolean
  readonly received: Money
  /** What has gone back to the card or is on its way, by whoever's hand. */
  readonly refunded: Money
  /** It has not ended, or a refund of it is under way: whoever watches it will hear of what is missing here. */
  readonly isMoving: boolean
}

/**
 * How much more there is at Stripe than in our books for one payment, less what went back; below zero where there is less. Undefined where
 * they agree, or where it is too early to say. `intent` is missing where Stripe does not list it.
 */
export function bookDifference(booked: Booked, intent: IntentSeen | undefined): Money | undefined {
  if (booked.isMoving) return undefined
  const none = zero(booked.received.currency)
  const there = intent?.status === 'succeeded' ? minus(intent.received, intent.refunded ?? none) : none
  const here = booked.isPaid ? minus(booked.received, booked.refunded) : none
  const difference = minus(there, here)
  return difference.minor === 0 ? undefined : difference
}
