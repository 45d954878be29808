import type { Step } from './payment-step.ts'

/** Stripe may forget a key after a day; an open call older than this is never sent again. https://docs.stripe.com/api/idempotent_requests */
export const KEY_OLD_MS = 20 * 3_600_000

/**
 * What becomes of a call that nobody answered while its key was good. Sending it again could be a second command, so the truth is read:
 * `adopt`: the intents of that time are listed, ours is taken, and only where there is none another is asked for.
 * `end`: nobody knows what the reader will do with it, so the intent is ended; canceled is canceled, under any key.
 * `look`: what is true is read, and what is still missing gets a new number.
 */
export type AfterOldKey = 'adopt' | 'end' | 'look'

const AFTER: Record<Step, AfterOldKey> = {
  create: 'adopt',
  update: 'look',
  process: 'end',
  collect: 'end',
  confirm: 'end',
  cancel_action: 'look',
  cancel: 'look',
  capture: 'look',
  refund: 'look',
}

export const afterOldKey = (step: Step): AfterOldKey => AFTER[step]

/** By the World's clock, from the moment the row was written. */
export const isKeyOld = (writtenAt: number, now: number): boolean => now - writtenAt > KEY_OLD_MS
