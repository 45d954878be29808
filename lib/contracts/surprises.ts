import { z } from 'zod/mini'
import type { SaleId, TenderId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import { typedText } from './typed-text.ts'

/** A fact that fitted nowhere. `dealt` says who saw to it, and how. */
export type SurpriseAnswer = {
  readonly id: number
  readonly kind: Surprise['kind']
  readonly amount: Money
  readonly at: number
  readonly saleId: SaleId
  readonly saleNumber: number
  readonly tenderId: TenderId
  readonly version: number
  readonly dealt?: { readonly at: number; readonly by: string; readonly how: string }
}

/** Money at Stripe under our shop's name that no sale here tells of, so there is none to show it in. */
export type UnknownPaymentAnswer = {
  readonly paymentIntent: string
  readonly amount: Money
  readonly at: number
  readonly live: boolean
  /** Promised by the bank, not taken. */
  readonly held?: boolean
  /** It was a test payment on this reader, and Stripe would not give it back. */
  readonly tested?: { readonly readerId: string; readonly label: string }
}

/**
 * GET /api/surprises: what nobody has dealt with, oldest first, as many as a page can show. `openWaiting` and `unknownWaiting` are how many
 * there are, shown or not; `hasDealt` says whether anybody ever dealt with one.
 */
export type SurprisesAnswer = {
  readonly open: readonly SurpriseAnswer[]
  readonly openWaiting: number
  readonly unknown: readonly UnknownPaymentAnswer[]
  readonly unknownWaiting: number
  readonly hasDealt: boolean
  readonly now: number
}

/** GET /api/surprises?which=oldest: for a counter, which cannot do anything about the others. */
export type OldestSurpriseAnswer = { readonly oldest: SurpriseAnswer | null }

/** What was done about it, in the words of whoever did. */
export const DealNote = z.object({ how: typedText(3, 400) })

/** POST /api/surprises/:surpriseId/dealt. The path says which surprise. */
export const DealWithSurprise = z.object({
  surpriseId: z.string().check(z.regex(/^[1-9]\d{0,14}$/)),
  version: z.int(),
  ...DealNote.shape,
})

/** POST /api/surprises/unknown/:paymentIntent/dealt. */
export const DealWithUnknown = z.object({
  paymentIntent: z.string().check(z.regex(/^pi_\w{1,250}$/)),
  ...DealNote.shape,
})
