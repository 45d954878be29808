import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { VerifiedKnock } from '#lib/ports/knock.ts'
import type { World } from '#lib/ports/world.ts'
import { type HearingWorld, receiveKnock } from './receive-knock.ts'

export type Replaying = HearingWorld & Pick<World, 'wiring' | 'knocks'>

/** Stripe tries a knock again for three days, and lists events a little late. */
const OVERLAP_MS = 3_600_000
const NEVER_HEARD_MS = 24 * OVERLAP_MS
/** Stripe forgets events after thirty days. */
const FURTHEST_MS = 30 * 24 * 3_600_000

export type Replayed = {
  /** How far back was looked; how many events Stripe had from then on; how many of them had never come. */
  readonly sinceMs: number
  /** Stripe has more of them from before that, which were to be looked at too. */
  readonly isCut: boolean
  readonly events: number
  readonly missed: number
}

/**
 * Fetches what Stripe could not bring, from the last knock on, and takes it in through the same door. An event that came is known by its id
 * and changes nothing, however often this runs; oldest first, as they happened.
 */
export async function replayEvents(
  world: Replaying,
  sinceMs?: number,
): Promise<Result<Replayed, { readonly kind: 'stripe_unreachable' }>> {
  return replay(world, sinceMs ?? (await lastHeard(world)), 'all')
}

/**
 * The same for money that went back, by the hour: a refund may fail for thirty days, and nobody looks at a payment for so long. A till
 * that Stripe cannot knock at hears of it in no other way.
 */
export function replayMoneyBack(world: Replaying & Pick<World, 'allowance'>, sinceMs: number) {
  const since = Math.max(sinceMs - OVERLAP_MS, world.clock.now() - FURTHEST_MS)
  return replay(world, since, 'money_back', () => world.allowance.turn())
}

async function replay(
  world: Replaying,
  since: number,
  which: 'all' | 'money_back',
  turn?: () => Promise<void>,
): Promise<Result<Replayed, { readonly kind: 'stripe_unreachable' }>> {
  const listed = await world.wiring.eventsSince(since, which, turn)
  if (!listed.ok) return refuse({ kind: 'stripe_unreachable' })
  const { sinceMs, isCut } = listed.value
  const events = listed.value.knocks.filter(knock => knock.about.kind !== 'nothing')
  const missed = new Set(await world.knocks.unseen(events.map(knock => knock.eventId)))
  for (const knock of events.toReversed()) {
    if (missed.has(knock.eventId)) await receiveKnock(world, asReasonToLook(knock))
  }
  // Refunds of other people's payments never came either, and are not kept.
  const kept = await world.knocks.markReplayed([...missed])
  return ok({ sinceMs, isCut, events: events.length, missed: kept })
}

/** The door that has been silent longer decides. */
async function lastHeard({ knocks, clock }: Replaying): Promise<number> {
  const now = clock.now()
  const { terminal, payments } = await knocks.lastBrought()
  const last = Math.min(terminal ?? now - NEVER_HEARD_MS, payments ?? now - NEVER_HEARD_MS)
  return Math.max(last - OVERLAP_MS, now - FURTHEST_MS)
}

/** A listed event is in the version of its day, so nothing in it is believed: it only says where to look. */
function asReasonToLook(knock: VerifiedKnock): VerifiedKnock {
  const { about } = knock
  if (about.kind !== 'final') return knock
  return { ...knock, about: { kind: 'look', paymentIntent: about.intent.paymentIntent, home: about.home } }
}
