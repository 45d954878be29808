import type { Result } from '#lib/domain/result.ts'
import type { VerifiedKnock } from './knock.ts'
import type { Problem, Seen } from './payments.ts'
import type { WebhookDoor } from './webhook-secrets.ts'

/** Whose money it is, as Stripe says. */
export type AccountSeen = {
  readonly accountId: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly chargesEnabled: boolean
}

/** One thing the till does at Stripe, tried without changing anything. `unknown`: nobody answered. */
export type Probe = {
  readonly what:
    | 'account'
    | 'readers'
    | 'locations'
    | 'configurations'
    | 'payments'
    | 'refunds'
    | 'events'
    | 'endpoints'
    | 'take_payments'
    | 'drive_readers'
    | 'give_refunds'
    | 'make_endpoints'
  readonly may: 'yes' | 'no' | 'unknown'
  /** Stripe's name of what the key lacks. */
  readonly lacks?: string
}

export type EndpointSeen = {
  readonly endpointId: string
  readonly url: string
  readonly status: string
  readonly apiVersion: string | null
  /** Which door of ours it leads to, if its secret is ours. */
  readonly door: WebhookDoor | null
}

/** An endpoint that was made, changed or removed at Stripe, with Stripe's request. */
export type DoorSeenTo = {
  readonly how: 'make' | 'change' | 'remove'
  readonly door: WebhookDoor
  readonly endpointId: string
  readonly url: string
  readonly requestId?: string | undefined
}

/** Who answers at an address, asked from here. */
export type Answering = 'this_till' | 'somebody_else' | 'nobody'

/** `sinceMs` is how far back they go: later than was asked for where there were more than are fetched. */
export type EventsSeen = {
  readonly knocks: readonly VerifiedKnock[]
  readonly sinceMs: number
  readonly isCut: boolean
}

/** The line to Stripe itself: who we are there, what we may, and where it knocks. The key never leaves the adapter. */
export type Wiring = {
  readonly key: { readonly kind: 'secret' | 'restricted'; readonly live: boolean; readonly last4: string }
  /** Another place than Stripe's own, as an origin. */
  readonly elsewhere: string | undefined
  readonly version: {
    readonly pinned: string
    readonly packageSpeaks: string
    readonly packageVersion: string
  }
  account(): Promise<Seen<AccountSeen>>
  /** Our clock minus Stripe's, in milliseconds; undefined before Stripe has answered. */
  skewMs(): number | undefined
  probes(): Promise<readonly Probe[]>
  /** Those that lead to us, by their secret or by their path. */
  endpoints(): Promise<Seen<readonly EndpointSeen[]>>
  /** Whether an address, at which Stripe is to knock, leads here. A till in a network of its own may not be able to ask. */
  whoAnswers(origin: string): Promise<Answering>
  /** Whether it was somebody else who answered at an address, when this server last had an answer from there. */
  leadsElsewhere(origin: string): boolean
  /** Sees to it that both doors are known there, and tells what had to be done. Not `done` when Stripe did not let us finish. */
  connect(origin: string): Promise<{ readonly done: boolean; readonly doors: readonly DoorSeenTo[] }>
  /** A new endpoint, with a new secret, in place of the old one, whose secret is good for another day. */
  roll(
    door: WebhookDoor,
  ): Promise<Result<{ readonly endpointId: string; readonly requestId?: string | undefined }, Problem>>
  /**
   * Events made since then, newest first: as knocks, though nobody knocked. Of the kinds that our doors hear, at most the newest 3,000; or
   * every one of refunds and lapsed holds. `turn` is awaited before each page.
   */
  eventsSince(
    sinceMs: number,
    which: 'all' | 'money_back',
    turn?: () => Promise<void>,
  ): Promise<Seen<EventsSeen>>
}
