import { minus, zero } from '#lib/domain/money.ts'
import type { IntentOfOurs } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'
import type { EngineWorld } from './standing.ts'

/** Nobody stands so long with a card at a reader. A younger one may be under way on a till that a copy of this database stands behind. */
const ALIVE_FOR_MS = 15 * 60_000

type Ended = 'canceled' | 'reported' | 'nothing' | 'away'

/**
 * An intent under our shop's name whose tender no row here knows: this database came from an older backup, or from the till of another
 * machine. Money that is there, taken or held, is kept for a person: somebody has carried goods away for it. What merely waits for a card
 * is cancelled. Other shops' intents are none of our business. `away` when Stripe did not take the cancelling.
 */
export async function endUnknown(
  world: EngineWorld & Pick<World, 'books' | 'shops'>,
  { intent, tenderId, shopId, at, live }: IntentOfOurs,
): Promise<Ended> {
  const shop = await world.shops.shop()
  if (!shop || shop.id !== shopId) return 'nothing'
  const { paymentIntent } = intent
  const now = world.clock.now()
  const held = intent.status === 'requires_capture'
  if (held || intent.status === 'succeeded') {
    const there = minus(intent.received, intent.refunded ?? zero(intent.received.currency))
    const amount = held ? intent.amount : there
    if (amount.minor <= 0) return 'nothing'
    const isNew = await world.books.keepUnknown({ paymentIntent, amount, at, live, held }, now)
    if (isNew)
      world.log.warn({ tender: tenderId, intent: paymentIntent, held }, 'money at Stripe that no row knows')
    return isNew ? 'reported' : 'nothing'
  }
  if (now - at < ALIVE_FOR_MS) return 'nothing'
  const request = world.payments.write({ step: 'cancel', paymentIntent })
  const ending = await world.payments.send(request, `tapline:${tenderId}:unknown:${world.ids.uuid()}`)
  const { requestId, ms, outcome } = ending
  const told = { tender: tenderId, intent: paymentIntent, requestId, ms, outcome }
  // No sale has a diary for it: the log is where Stripe's request is found again.
  if (ending.outcome === 'done') world.log.warn(told, 'an intent that no row knows was cancelled')
  else
    world.log.warn(
      { ...told, code: ending.problem.code },
      'an intent that no row knows could not be cancelled yet',
    )
  return outcome === 'done' ? 'canceled' : 'away'
}
