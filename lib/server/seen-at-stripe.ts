import { locationsKey, readersKey, stripeSettingsKey } from '#lib/contracts/keys.ts'
import type { Fleet } from '#lib/ports/fleet.ts'
import type { Places } from '#lib/ports/places.ts'
import type { Wiring } from '#lib/ports/wiring.ts'
import type { World } from '#lib/ports/world.ts'
import { shortMemory } from './short-memory.ts'

/** Nobody sees the difference on a screen, and a tab that asks ten times a second asks Stripe once. */
const SEEN_FOR_MS = 1_000

export type SeenAtStripe = {
  readonly places: Pick<Places, 'list' | 'place' | 'accountSettings' | 'settings'>
  readonly fleet: Pick<Fleet, 'readers'>
  readonly wiring: Pick<Wiring, 'account' | 'endpoints'>
  /** Somebody has written something. */
  forget(): void
}

/**
 * What screens read from Stripe itself, remembered for a second: its limit is the whole shop's, and a screen that asks too often must not
 * keep a card from being charged (https://docs.stripe.com/rate-limits). Whatever is written here, or is heard to have been written by
 * another server, is read anew at once. Only for what is shown: a wish that compares before it writes asks Stripe itself.
 */
export function seeAtStripe({
  places,
  fleet,
  wiring,
  clock,
  live,
}: Pick<World, 'places' | 'fleet' | 'wiring' | 'clock' | 'live'>): SeenAtStripe {
  const how = { forMs: SEEN_FOR_MS, now: () => clock.now() }
  const list = shortMemory(() => places.list(), how)
  const place = shortMemory(id => places.place(id), how)
  const shared = shortMemory(() => places.accountSettings(), how)
  const own = shortMemory(id => places.settings(id), how)
  const readers = shortMemory(where => fleet.readers(where === EVERYWHERE ? undefined : where), how)
  const account = shortMemory(() => wiring.account(), how)
  const endpoints = shortMemory(() => wiring.endpoints(), how)
  const forget = () => {
    for (const memory of [list, place, shared, own, readers, account, endpoints]) memory.forget()
  }
  live.subscribe(({ key }) => {
    if (CHANGED_THERE.has(key)) forget()
  })
  return {
    places: {
      list: () => list(''),
      place,
      accountSettings: () => shared(''),
      settings: own,
    },
    fleet: { readers: (where = EVERYWHERE) => readers(where) },
    wiring: { account: () => account(''), endpoints: () => endpoints('') },
    forget,
  }
}

const EVERYWHERE = ''

const CHANGED_THERE: ReadonlySet<string> = new Set([locationsKey, readersKey, stripeSettingsKey])
