import { locationsKey, stripeSettingsKey, touches } from '#lib/contracts/keys.ts'
import type { LocationAnswer, LocationsAnswer } from '#lib/contracts/locations.ts'
import type { Places } from '#lib/ports/places.ts'
import type { Wiring } from '#lib/ports/wiring.ts'
import type { World } from '#lib/ports/world.ts'
import { locationNow, locationsNow } from '#lib/queries/locations.ts'
import { shortMemory } from './short-memory.ts'

/** Nobody sees the difference on a screen, and a tab that asks ten times a second asks Stripe once. */
const SEEN_FOR_MS = 1_000

export type SeenAtStripe = {
  locations(): Promise<LocationsAnswer>
  location(locationId: string): Promise<LocationAnswer | undefined>
  readonly places: Pick<Places, 'list'>
  readonly wiring: Pick<Wiring, 'account' | 'endpoints'>
  /** Somebody has written something. */
  forget(): void
}

/**
 * What screens read from Stripe itself, remembered for a second: its limit is the whole shop's, and a screen that asks too often must not
 * keep a card from being charged (https://docs.stripe.com/rate-limits). Whatever is written here, or is heard to have been written by
 * another server, is read anew at once. A location is remembered whole, with the versions that were read before its settings, so that
 * nobody saves over what they have not seen.
 */
export function seeAtStripe(
  world: Parameters<typeof locationNow>[0] & Pick<World, 'wiring' | 'live'>,
): SeenAtStripe {
  const { places, wiring, clock, live } = world
  const how = { forMs: SEEN_FOR_MS, now: () => clock.now() }
  const locations = shortMemory(() => locationsNow(world), how)
  const location = shortMemory(id => locationNow(world, id), how)
  const list = shortMemory(() => places.list(), how)
  const account = shortMemory(() => wiring.account(), how)
  const endpoints = shortMemory(() => wiring.endpoints(), how)
  const forget = () => {
    for (const memory of [locations, location, list, account, endpoints]) memory.forget()
  }
  live.subscribe(({ key }) => {
    if (key === stripeSettingsKey || touches(key, locationsKey)) forget()
  })
  return {
    locations: () => locations(''),
    location,
    places: { list: () => list('') },
    wiring: { account: () => account(''), endpoints: () => endpoints('') },
    forget,
  }
}
