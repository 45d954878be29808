import { z } from 'zod'
import { isCurrency } from '#lib/domain/currencies.ts'
import { isId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { CardRead, Decline } from '#lib/domain/tender.ts'
import type { Home } from '#lib/ports/knock.ts'
import { ChargeShape, cardOf, refundedOf } from './card.ts'
import { idIn } from './expandable.ts'

const STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const

const minor = z.int()

/** Only what we rely on. Stripe may add fields, words and whole objects at any time; an unknown status is `unknown`. */
const IntentShape = z.object({
  object: z.literal('payment_intent'),
  id: z.string(),
  status: z.enum([...STATUSES, 'unknown']).catch('unknown'),
  amount: minor,
  amount_received: minor,
  currency: z.string().refine(isCurrency),
  amount_details: z.object({ tip: z.object({ amount: minor.nullish() }).nullish() }).nullish(),
  last_payment_error: z
    .object({
      code: z.string().nullish(),
      decline_code: z.string().nullish(),
      advice_code: z.string().nullish(),
    })
    .nullish(),
  // Why a payment ended is for the words only: its end counts without them.
  canceled_at: z.int().nullish().catch(undefined),
  cancellation_reason: z.string().nullish().catch(undefined),
  // A charge of a shape we do not know costs us the card's details, never the payment.
  latest_charge: z.union([z.string(), ChargeShape]).nullish().catch(undefined),
  metadata: z.record(z.string(), z.string()).nullish(),
})

type Intent = z.infer<typeof IntentShape>

/** Reasons that nobody can give: Stripe cancelled it by itself. https://docs.stripe.com/api/payment_intents/object */
const BY_STRIPE: ReadonlySet<string> = new Set(['automatic', 'expired'])

/** Reads an intent, best with `latest_charge` expanded. `now` stands in for the time of a decline that has no charge to tell it. */
export function intentSeen(body: unknown, now: number): IntentSeen | undefined {
  const read = IntentShape.safeParse(body)
  if (!read.success) return undefined
  const intent = read.data
  const charge = typeof intent.latest_charge === 'object' ? (intent.latest_charge ?? undefined) : undefined
  const card = charge && cardOf(charge)
  const refunded = charge ? refundedOf(charge) : 0
  const decline = declineOf(intent, charge ? charge.created * 1000 : now)
  return {
    paymentIntent: intent.id,
    status: intent.status,
    amount: money(intent.amount, intent.currency),
    received: money(intent.amount_received, intent.currency),
    tip: money(intent.amount_details?.tip?.amount ?? 0, intent.currency),
    ...(decline ? { lastDecline: decline } : {}),
    ...(card?.captureBefore ? { captureBefore: card.captureBefore } : {}),
    ...(intent.canceled_at ? { canceledAt: intent.canceled_at * 1000 } : {}),
    ...(BY_STRIPE.has(intent.cancellation_reason ?? '') ? { canceledByStripe: true } : {}),
    ...(card ? { card: card.details } : {}),
    ...(refunded ? { refunded: money(refunded, intent.currency) } : {}),
  }
}

/** Whose an intent is, even where the rest of it has a shape that we do not know. */
const Owned = z.object({ metadata: z.record(z.string(), z.unknown()) })

/** The ids that we wrote into an intent's metadata, if it is one of ours. */
export function homeOf(body: unknown): Home {
  const read = Owned.safeParse(body)
  const { tapline_tender: tenderId, tapline_sale: saleId, tapline_shop: shopId } = read.data?.metadata ?? {}
  return {
    ...(isId('tender', tenderId) ? { tenderId } : {}),
    ...(isId('sale', saleId) ? { saleId } : {}),
    ...(isId('shop', shopId) ? { shopId } : {}),
  }
}

function declineOf({ last_payment_error: error }: Intent, at: number): Decline | undefined {
  if (!error) return undefined
  return { ...refusalOf({ ...error, code: error.code ?? 'unknown' }), at }
}

type RefusalShape = {
  readonly code: string
  readonly decline_code?: string | null | undefined
  readonly advice_code?: string | null | undefined
}

const refusalOf = ({ code, decline_code, advice_code }: RefusalShape) => ({
  code,
  ...(decline_code ? { declineCode: decline_code } : {}),
  ...(advice_code ? { adviceCode: advice_code } : {}),
})

const HoldsIntent = z.object({ payment_intent: idIn.nullish() }).nullish().catch(undefined)

/** The card that was read in the first of two steps. Before the bank has answered, the wallet is Stripe's guess. */
const CollectedShape = z
  .object({
    card_present: z
      .object({
        brand: z.string().nullish(),
        funding: z.string().nullish(),
        country: z.string().nullish(),
        wallet: z.object({ type: z.string().nullish() }).nullish(),
      })
      .nullish(),
    interac_present: z.object({ brand: z.string().nullish(), country: z.string().nullish() }).nullish(),
  })
  .nullish()
  .catch(undefined)

/** An action's state we do not know counts as still going on: then nothing is freed because of it. */
const ActionShape = z.object({
  type: z.string(),
  status: z.enum(['in_progress', 'succeeded', 'failed']).catch('in_progress'),
  failure_code: z.string().nullish(),
  api_error: z
    .object({
      type: z.string().nullish(),
      code: z.string().nullish(),
      decline_code: z.string().nullish(),
      advice_code: z.string().nullish(),
    })
    .nullish(),
  process_payment_intent: HoldsIntent,
  collect_payment_method: z
    .object({ payment_intent: idIn.nullish(), payment_method: CollectedShape })
    .nullish()
    .catch(undefined),
  confirm_payment_intent: HoldsIntent,
  refund_payment: HoldsIntent,
})

export const ReaderShape = z.object({
  object: z.literal('terminal.reader'),
  id: z.string(),
  status: z.string().nullish(),
  deleted: z.boolean().nullish(),
  action: ActionShape.nullish(),
})

export function readerSeen(body: unknown): ReaderSeen | undefined {
  const read = ReaderShape.safeParse(body)
  if (!read.success) return undefined
  const { status, deleted, action } = read.data
  return {
    reachable: status !== 'offline' && !deleted,
    ...(action ? { action: actionSeen(action) } : {}),
  }
}

/** One of the hashes is there: the one named like the action's type. */
export function intentOn(action: z.infer<typeof ActionShape>): string | undefined {
  const held =
    action.process_payment_intent ??
    action.collect_payment_method ??
    action.confirm_payment_intent ??
    action.refund_payment
  return held?.payment_intent ?? undefined
}

function cardReadOf(action: z.infer<typeof ActionShape>): { readonly card: CardRead } | undefined {
  const method = action.collect_payment_method?.payment_method
  const card = method?.card_present
  if (card) {
    const { brand, funding, country, wallet } = card
    return {
      card: {
        brand: brand ?? 'unknown',
        ...(funding ? { funding } : {}),
        ...(country ? { country } : {}),
        ...(wallet?.type ? { wallet: wallet.type } : {}),
      },
    }
  }
  return method?.interac_present ? { card: { brand: 'interac', funding: 'debit' } } : undefined
}

function actionSeen(action: z.infer<typeof ActionShape>): NonNullable<ReaderSeen['action']> {
  const paymentIntent = intentOn(action)
  const { api_error: error } = action
  // Only a bank's no is the card's; any other error of the action's is the reader's, or Stripe's own.
  const isCards = error && (error.type ?? 'card_error') === 'card_error'
  return {
    type: action.type,
    status: action.status,
    ...(paymentIntent ? { paymentIntent } : {}),
    ...(cardReadOf(action) ?? {}),
    ...(action.failure_code ? { failureCode: action.failure_code } : {}),
    ...(isCards
      ? { failure: refusalOf({ ...error, code: error.code ?? action.failure_code ?? 'unknown' }) }
      : {}),
  }
}

const RefundShape = z.object({
  object: z.literal('refund'),
  id: z.string(),
  amount: minor,
  currency: z.string().refine(isCurrency),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  payment_intent: idIn.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

/** A refund of any maker. A status we do not know is not over. */
export function refundSeen(body: unknown): RefundSeen | undefined {
  const read = RefundShape.safeParse(body)
  if (!read.success) return undefined
  const { id, amount, currency, status, failure_reason, metadata } = read.data
  const refundId = metadata?.tapline_refund
  return {
    stripeRefund: id,
    amount: money(amount, currency),
    status: status === 'succeeded' || status === 'failed' || status === 'canceled' ? status : 'pending',
    ...(isId('ref', refundId) ? { refundId } : {}),
    ...(failure_reason ? { problem: failure_reason } : {}),
  }
}

/** Which intent a refund or a charge in an event is about. */
export function intentOf(body: unknown): string | undefined {
  const read = z.object({ payment_intent: idIn.nullish() }).safeParse(body)
  return read.data?.payment_intent ?? undefined
}
