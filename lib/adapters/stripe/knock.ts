import Stripe from 'stripe'
import { z } from 'zod'
import type { KnockAbout, KnockRefused, ReadKnock, VerifiedKnock } from '#lib/ports/knock.ts'
import type { Clock } from '#lib/ports/world.ts'
import { homeOf, intentOf, intentOn, intentSeen, ReaderShape } from './seen.ts'

/** A secret that knocks may be signed with. `retired`: another stands in its place, perhaps because a stranger knows this one. */
export type RingSecret = { readonly secret: string; readonly retired: boolean }

/** The secrets knocks may be signed with, and the same read afresh, for when none of them fits. */
export type SecretRing = {
  known(): Promise<readonly RingSecret[]>
  afresh(): Promise<readonly RingSecret[]>
}

/** Stripe's own tolerance. https://docs.stripe.com/webhooks/signature */
const TOLERANCE_S = 300

const Event = z.object({
  object: z.literal('event'),
  id: z.string().min(1),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.unknown() }),
})

const Named = z.object({ id: z.string().min(1) })

/**
 * Checks signature and age over the bytes as they came, and only then reads them. Under a retired secret nothing is final: Stripe itself
 * is asked, and an event that was on its way loses nothing by that.
 */
export function knockReader({ ring, clock }: { ring: SecretRing; clock: Clock }): ReadKnock {
  return async (raw, signature) => {
    if (!raw || !signature) return refused('no_signature')
    const receivedAt = clock.now()
    const signer =
      signedWith(raw, signature, await ring.known()) ?? signedWith(raw, signature, await ring.afresh())
    if (!signer) return refused('wrong_signature')
    if (!verifies(raw, signature, signer.secret, { receivedAt })) return refused('too_old')

    const knock = knockFrom(raw, receivedAt)
    if (!knock) return refused('unreadable')
    return { ok: true, knock: signer.retired ? { ...knock, about: lookInstead(knock.about) } : knock }
  }
}

const lookInstead = (about: KnockAbout): KnockAbout =>
  about.kind === 'final'
    ? { kind: 'look', home: about.home, paymentIntent: about.intent.paymentIntent }
    : about

/** An event whose text is known to be Stripe's: signed, or fetched from Stripe itself. */
export function knockFrom(raw: string, receivedAt: number): VerifiedKnock | undefined {
  const event = Event.safeParse(parsed(raw))
  if (!event.success) return undefined
  const { id, type, created, data } = event.data
  const createdAt = created * 1000
  const about = aboutOf(type, data.object, createdAt)
  return { eventId: id, type, raw, receivedAt, createdAt, about }
}

const refused = (because: KnockRefused) => ({ ok: false, because }) as const

const signedWith = (raw: string, signature: string, secrets: readonly RingSecret[]): RingSecret | undefined =>
  secrets.find(({ secret }) => verifies(raw, signature, secret, 'any_age'))

/** The package compares in constant time and throws when nothing fits; a tolerance of zero leaves the age alone. */
function verifies(
  raw: string,
  signature: string,
  secret: string,
  age: 'any_age' | { readonly receivedAt: number },
): boolean {
  const check = Stripe.webhooks.signature
  if (!check) return false
  try {
    if (age === 'any_age') return check.verifyHeader(raw, signature, secret, 0)
    return check.verifyHeader(raw, signature, secret, TOLERANCE_S, undefined, age.receivedAt)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
    throw error
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** Intent events that tell of a change in a payment of ours but prove nothing. `created` is our own doing and no news. */
const REASONS_TO_LOOK: ReadonlySet<string> = new Set([
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.amount_capturable_updated',
  'payment_intent.payment_failed',
])

/** Believed from the signed event only where the status in it says the same. */
const FINAL: Readonly<Record<string, 'succeeded' | 'canceled'>> = {
  'payment_intent.succeeded': 'succeeded',
  'payment_intent.canceled': 'canceled',
}

function aboutOf(type: string, object: unknown, createdAt: number): KnockAbout {
  if (type.startsWith('terminal.reader.')) return aboutReader(object)
  if (MONEY_BACK.has(type)) return aboutMoneyBack(object)
  const final = Object.hasOwn(FINAL, type) ? FINAL[type] : undefined
  if (!final && !REASONS_TO_LOOK.has(type)) return { kind: 'nothing' }

  const home = homeOf(object)
  if (!home.tenderId) return { kind: 'nothing' }
  const intent = intentSeen(object, createdAt)
  if (intent && final && intent.status === final) return { kind: 'final', intent, home }
  // Signed, ours, and not understood: what it is about is asked for.
  const { id } = Named.safeParse(object).data ?? {}
  return { kind: 'look', home, ...(id ? { paymentIntent: id } : {}) }
}

/** Money that goes back, here or in the Dashboard, and holds that lapse: reasons to look at the intent. */
export const MONEY_BACK: ReadonlySet<string> = new Set([
  'charge.refunded',
  'charge.expired',
  'refund.created',
  'refund.updated',
  'refund.failed',
])

function aboutMoneyBack(object: unknown): KnockAbout {
  const paymentIntent = intentOf(object)
  return paymentIntent ? { kind: 'look', paymentIntent, home: {} } : { kind: 'nothing' }
}

function aboutReader(object: unknown): KnockAbout {
  const read = ReaderShape.safeParse(object)
  if (!read.success) return { kind: 'nothing' }
  const { id, action } = read.data
  const paymentIntent = action ? intentOn(action) : undefined
  return { kind: 'look', readerId: id, home: {}, ...(paymentIntent ? { paymentIntent } : {}) }
}
