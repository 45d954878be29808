import type { SaleId, ShopId, TenderId } from '#lib/domain/ids.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'

/** Our own ids, as the intent's metadata carries them: how an event of an unknown intent finds its way home. */
export type Home = { readonly tenderId?: TenderId; readonly saleId?: SaleId; readonly shopId?: ShopId }

/**
 * What a knock is worth. Only `payment_intent.succeeded` and `payment_intent.canceled` are final at Stripe and may be believed
 * from the signed event; everything else is a reason to look, and what is not about a payment of ours is nothing (one-charge §6).
 * The card's details are not in an event: a later look brings them.
 */
export type KnockAbout =
  | { readonly kind: 'final'; readonly intent: IntentSeen; readonly home: Home }
  | {
      readonly kind: 'look'
      readonly paymentIntent?: string
      readonly readerId?: string
      readonly home: Home
    }
  | { readonly kind: 'nothing' }

/** Stripe's event after its signature has been checked. `raw` are the signed bytes; times are milliseconds. */
export type VerifiedKnock = {
  readonly eventId: string
  readonly type: string
  readonly raw: string
  /** By the World's clock, when it came; and by Stripe's, when it was made (whole seconds). */
  readonly receivedAt: number
  readonly createdAt: number
  readonly about: KnockAbout
}

/** Why a knock is turned away with 400 and nothing stored. */
export type KnockRefused = 'no_signature' | 'wrong_signature' | 'too_old' | 'unreadable'

export type KnockRead =
  | { readonly ok: true; readonly knock: VerifiedKnock }
  | { readonly ok: false; readonly because: KnockRefused }

/** Reads a knock: the raw body as it came, and the `Stripe-Signature` header. Throws only when the secrets cannot be read. */
export type ReadKnock = (raw: string, signature: string | null) => Promise<KnockRead>
