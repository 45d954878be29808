import type { WebhookDoor } from './webhook-secrets.ts'

/** How a knock ended: taken in, of no interest, turned away, or our own fault. */
export type KnockEnding = 'taken' | 'nothing' | 'wrong_signature' | 'too_old' | 'unreadable' | 'broken'

export type KnockTally = {
  /** The beginning of the minute, in milliseconds. */
  readonly minute: number
  readonly door: WebhookDoor
  readonly ending: KnockEnding
  readonly count: number
  readonly lastAt: number
}

/** From when Stripe made an event to when it was here. Stripe tells whole seconds, so a second of it means nothing. */
export type KnockLag = { readonly events: number; readonly p50Ms: number; readonly p95Ms: number }

/** The memory of how knocks went. */
export type Knocks = {
  /** Adds up with what other servers counted. */
  add(tallies: readonly KnockTally[]): Promise<void>
  since(sinceMs: number): Promise<readonly KnockTally[]>
  /** Of the newest events of a time that Stripe itself brought. */
  lag(sinceMs: number): Promise<KnockLag | undefined>
  /** When Stripe last brought an event of each door's kinds; missing where it never did. */
  lastBrought(): Promise<Readonly<Partial<Record<WebhookDoor, number>>>>
  /** Those of these events that never came. */
  unseen(eventIds: readonly string[]): Promise<readonly string[]>
  /** Events that we fetched ourselves. Answers how many of them are kept. */
  markReplayed(eventIds: readonly string[]): Promise<number>
  forgetBefore(beforeMs: number): Promise<void>
  /** Of events older than that only what they were remains, not their text: a thousand at a time. */
  blankBefore(beforeMs: number): Promise<void>
}
