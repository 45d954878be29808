import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Shop } from '#lib/ports/shops.ts'
import type { World } from '#lib/ports/world.ts'

export type EquipRefusal =
  | { readonly kind: 'not_set_up' }
  | { readonly kind: 'stripe_unreachable' }
  | { readonly kind: 'stripe_refused'; readonly message: string }

export type Equipping = Pick<World, 'shops' | 'fleet' | 'log'>

type Step = Result<unknown, EquipRefusal>

/**
 * Does what a founded shop still lacks: location, reader, sample goods. Each is kept as soon as it is there, so this may be called at any
 * time, by several at once, and after any crash. A shop that takes real cards gets no simulated reader.
 */
export async function equipShop(
  { shops, fleet, log }: Equipping,
  { simulatedReader }: { readonly simulatedReader: boolean },
): Promise<Result<'ready', EquipRefusal>> {
  const shop = await shops.shop()
  if (!shop) return refuse({ kind: 'not_set_up' })
  if (shop.ready) return ok('ready')

  const placed = shop.locationId ? ok(shop.locationId) : await placeShop({ shops, fleet, log }, shop)
  if (!placed.ok) return placed
  if (simulatedReader && !shop.readerId) {
    const readied = await addReader({ shops, fleet, log }, shop, placed.value)
    if (!readied.ok) return readied
  }
  if (shop.withSamples) await shops.keepSamples(shop.currency)
  await shops.finish()
  return ok('ready')
}

/** Refused for sure, the shop is taken off the books, so that its owner may correct the address that Stripe did not like. */
async function placeShop(
  { shops, fleet, log }: Equipping,
  shop: Shop,
): Promise<Result<string, EquipRefusal>> {
  const wanted = { displayName: shop.name, country: shop.country, address: shop.address }
  const ending = await sendUntilSettled(n => fleet.createLocation(wanted, `tapline:${shop.id}:location:${n}`))
  if (ending.outcome !== 'done') {
    if (ending.outcome === 'refused') await shops.takeBack(shop.id)
    return notDone({ log }, 'location', ending)
  }
  await shops.keepLocation(ending.answer.locationId)
  return ok(ending.answer.locationId)
}

/** https://docs.stripe.com/terminal/references/testing#simulated-reader */
async function addReader({ shops, fleet, log }: Equipping, shop: Shop, locationId: string): Promise<Step> {
  const wanted = { registrationCode: 'simulated-s700', label: 'Counter', locationId }
  const ending = await sendUntilSettled(n => fleet.registerReader(wanted, `tapline:${shop.id}:reader:${n}`))
  if (ending.outcome !== 'done') return notDone({ log }, 'reader', ending)
  const { readerId, label, deviceType } = ending.answer
  await shops.keepReader(readerId, label, deviceType)
  return ok(readerId)
}

const KEYS = 3

/**
 * Sends under the first key whose answer is not used up. Counting starts at one each time: what was done is answered again under its own
 * key, a stored failure as the same failure, and then the next key is due. An unanswered call keeps its key, so nothing is made twice.
 */
async function sendUntilSettled<A>(send: (n: number) => Promise<Ending<A>>, n = 1): Promise<Ending<A>> {
  const ending = await send(n)
  const isUsedUp = ending.outcome === 'refused' || (ending.outcome === 'unknown' && ending.answered)
  return isUsedUp && n < KEYS ? sendUntilSettled(send, n + 1) : ending
}

type NotDone = Exclude<Ending<unknown>, { outcome: 'done' }>

function notDone({ log }: Pick<World, 'log'>, what: string, ending: NotDone) {
  const { outcome, problem, requestId } = ending
  log.warn(
    { what, outcome, requestId, code: problem.code, status: problem.status },
    'set-up stopped at Stripe',
  )
  if (outcome === 'unknown') return refuse({ kind: 'stripe_unreachable' as const })
  return refuse({ kind: 'stripe_refused' as const, message: problem.message })
}
