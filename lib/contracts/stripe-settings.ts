import { z } from 'zod/mini'
import type { Mismatch } from '#lib/domain/wiring.ts'
import { typedText } from './typed-text.ts'

type Door = 'terminal' | 'payments'

export type DoorAnswer = {
  readonly door: Door
  /** The endpoint at Stripe whose secret this till keeps; null when there is none. */
  readonly endpoint: {
    readonly id: string
    readonly url: string
    readonly status: string
    readonly version: string | null
  } | null
  readonly lastAt: number | null
  /** Of the last 24 hours. */
  readonly taken: number
  readonly turnedAway: number
  readonly broken: number
}

/** GET /api/settings/stripe. The key itself is in no answer. */
export type StripeSettingsAnswer = {
  readonly mode: 'simulator' | 'test' | 'live'
  /** Where requests go when not to Stripe itself. */
  readonly elsewhere: string | null
  readonly key: { readonly kind: 'secret' | 'restricted'; readonly live: boolean; readonly last4: string }
  readonly version: {
    readonly pinned: string
    readonly packageSpeaks: string
    readonly packageVersion: string
  }
  /** Null when Stripe did not say. */
  readonly account: {
    readonly id: string
    readonly name: string
    readonly country: string
    readonly currency: string
    readonly chargesEnabled: boolean
  } | null
  readonly skewMs: number | null
  readonly mismatches: readonly Mismatch[]
  readonly permissions: readonly {
    readonly what: string
    readonly may: 'yes' | 'no' | 'unknown'
    readonly lacks?: string
  }[]
  readonly webhooks: {
    readonly publicUrl: string | null
    /** How many signing secrets came with the environment. */
    readonly fromEnvironment: number
    /** Whether Stripe could be asked which endpoints there are. */
    readonly known: boolean
    readonly doors: readonly DoorAnswer[]
    readonly lag: { readonly events: number; readonly p50Ms: number; readonly p95Ms: number } | null
  }
  readonly now: number
}

/** What the form holds while somebody types. */
export const ConnectValues = z.object({
  url: z.pipe(typedText(1, 200), z.url({ protocol: /^https?$/, error: 'Begin with https://' })),
})

/** POST /api/settings/stripe/webhooks. */
export const WebhookWish = z.discriminatedUnion('do', [
  z.extend(ConnectValues, { do: z.literal('connect') }),
  z.object({ do: z.literal('roll'), door: z.enum(['terminal', 'payments']) }),
  z.object({ do: z.literal('replay') }),
])

export type WebhookWish = z.infer<typeof WebhookWish>

/** What a replay, or a roll, brought. */
export type ReplayAnswer = {
  readonly sinceMs: number
  readonly isCut: boolean
  readonly events: number
  readonly missed: number
}

/** Both endpoints are at Stripe. `seen`: the address was asked from here as well, and this till answered. */
export type ConnectAnswer = { readonly seen: boolean }
