import { z } from 'zod'
import type { CardDetails } from '#lib/domain/tender.ts'

const word = z.string().nullish()

const PresentCard = z.object({
  brand: word,
  last4: word,
  funding: word,
  read_method: word,
  network: word,
  capture_before: z.int().nullish(),
  receipt: z.record(z.string(), z.unknown()).nullish(),
})

/** A charge as far as a receipt and a hold need it. https://docs.stripe.com/terminal/features/receipts */
export const ChargeShape = z.object({
  id: z.string(),
  status: z.string(),
  created: z.int(),
  amount: z.int().nullish(),
  amount_captured: z.int().nullish(),
  amount_refunded: z.int().nullish(),
  payment_method_details: z
    .object({ card_present: PresentCard.nullish(), interac_present: PresentCard.nullish() })
    .nullish(),
})

type Charge = z.infer<typeof ChargeShape>

/**
 * What went back of the money that had come, in minor units. Stripe counts the released rest of a hold as given back as well, although
 * none of it ever moved.
 */
export function refundedOf({ amount, amount_captured: captured, amount_refunded: back }: Charge): number {
  const released = Math.max(0, (amount ?? 0) - (captured ?? amount ?? 0))
  return Math.max(0, (back ?? 0) - released)
}

/** The card that paid, and until when a hold must be captured (milliseconds). A declined charge has no card to tell of. */
export function cardOf(
  charge: Charge,
): { readonly details: CardDetails; readonly captureBefore?: number } | undefined {
  const card = charge.payment_method_details?.card_present ?? charge.payment_method_details?.interac_present
  if (!card || charge.status !== 'succeeded') return undefined
  const { brand, last4, funding, read_method, network, capture_before, receipt } = card
  return {
    details: {
      chargeId: charge.id,
      brand: brand ?? 'unknown',
      last4: last4 ?? '',
      ...(funding ? { funding } : {}),
      ...(read_method ? { readMethod: read_method } : {}),
      ...(network ? { network } : {}),
      emv: wordsOf(receipt ?? {}),
    },
    ...(capture_before ? { captureBefore: capture_before * 1000 } : {}),
  }
}

/** Stripe's `receipt` hash holds words and nulls; a receipt prints the words. */
const wordsOf = (receipt: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(receipt).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
