import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { knockable } from '#lib/domain/wiring.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { WebhookDoor } from '#lib/ports/webhook-secrets.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'
import { begun } from './begun.ts'
import { connectDoors, waitedSince } from './connect-doors.ts'
import { type Replayed, type Replaying, replayEvents } from './replay-events.ts'

type Wiring = Replaying & Pick<World, 'settings'>

export type WiringRefusal =
  | { readonly kind: 'too_busy' }
  | { readonly kind: 'stripe_unreachable'; readonly mayBeDone?: 'answered' }
  | { readonly kind: 'stripe_refused'; readonly message: string }
  | { readonly kind: 'address_not_public'; readonly because: 'https' | 'private' | 'not_us' }

/**
 * Tells Stripe where this till is, and makes the two endpoints there with the pinned version; their secrets are kept encrypted. Not where
 * somebody else answers. Where nobody does, Stripe may get through all the same: a till behind its shop's router often cannot reach itself
 * by its public name, so that is `seen: false` and no refusal.
 */
export async function connectWebhooks(
  world: Wiring,
  input: { readonly url: string; readonly mode: 'simulator' | 'test' | 'live' },
  who: Session,
): Promise<Result<{ readonly seen: boolean }, WiringRefusal>> {
  const { origin } = new URL(input.url)
  const can = knockable(origin, input.mode)
  if (can !== 'yes') return refuse({ kind: 'address_not_public', because: can })
  return pressedAlone(world, async () => {
    const answers = await world.wiring.whoAnswers(origin)
    if (answers === 'somebody_else') return refuse({ kind: 'address_not_public', because: 'not_us' })
    await world.settings.keepPublicUrl(origin, byOf(who, world.clock.now()))
    const { done, fetchSince } = await connectDoors(world, origin, byOf(who, world.clock.now()))
    const isFetched = fetchSince === undefined || (await replayEvents(world, fetchSince)).ok
    return done && isFetched ? ok({ seen: answers === 'this_till' }) : refuse(HALF_DONE)
  })
}

/** The address is kept, or one of two endpoints, or the secret: what is missing is made by the next press. */
const HALF_DONE = { kind: 'stripe_unreachable', mayBeDone: 'answered' } as const

/** A new secret for one door. What Stripe was about to bring to the old endpoint is fetched, so nothing falls between the two. */
export async function rollWebhook(
  world: Wiring,
  door: WebhookDoor,
  who: Session,
): Promise<Result<Replayed, WiringRefusal>> {
  return pressedAlone(world, async () => {
    const began = world.clock.now()
    await begun(world, who, { what: 'roll_webhook_secret', subject: 'stripe', after: { door } })
    const rolled = await world.wiring.roll(door)
    if (!rolled.ok) return refuse({ kind: 'stripe_refused', message: rolled.refusal.message })
    const { endpointId, requestId } = rolled.value
    const entry = { what: 'roll_webhook_secret', subject: endpointId, after: { door }, requestId }
    await world.audit.write(entry, byOf(who, world.clock.now()))
    const replayed = await replayEvents(world, waitedSince(began))
    return replayed.ok ? replayed : refuse(HALF_DONE)
  })
}

const pressed = new WeakSet<World['wiring']>()

/** One press at a time in each server: whoever presses meanwhile is told, and nothing waits in a row for Stripe. */
async function pressedAlone<T>(
  { wiring }: Wiring,
  work: () => Promise<Result<T, WiringRefusal>>,
): Promise<Result<T, WiringRefusal>> {
  if (pressed.has(wiring)) return refuse({ kind: 'too_busy' })
  pressed.add(wiring)
  try {
    return await work()
  } finally {
    pressed.delete(wiring)
  }
}

/** Fetches what never came. Writes down that somebody asked for it. */
export async function replayWebhooks(world: Wiring, who: Session): Promise<Result<Replayed, WiringRefusal>> {
  const replayed = await replayEvents(world)
  if (!replayed.ok) return replayed
  const by = byOf(who, world.clock.now())
  await world.audit.write({ what: 'replay_webhooks', subject: 'stripe', after: replayed.value }, by)
  return replayed
}
