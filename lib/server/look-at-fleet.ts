import type { LookAtFleet } from '#lib/queries/registers.ts'
import { shortMemory } from './short-memory.ts'
import { world } from './world.ts'

const LOOK_EVERY_MS = 10_000

/** Stripe's word on its readers is up to two minutes old: ten managers who look at the registers ask it once. */
const look = shortMemory(
  async () => {
    const { fleet, places } = world()
    const [readers, kept] = await Promise.all([fleet.readers(), places.list()])
    return { readers, locations: kept.ok ? kept.value : [] }
  },
  { forMs: LOOK_EVERY_MS, now: () => world().clock.now() },
)

export const lookAtFleet: LookAtFleet = () => look('fleet')
