import { type HealthSample, MINUTE_MS, minuteOf, type PartState } from '#lib/domain/health-strip.ts'
import type { World } from '#lib/ports/world.ts'

type Sampling = Pick<World, 'health' | 'stripe' | 'wiring' | 'fleet' | 'shops' | 'clock' | 'log'>

/** What could not be written down while the database was away. */
export type HealthMemory = { kept: readonly HealthSample[] }

const DAY_MINUTES = 24 * 60
const MOST_KEPT = 120
const SLOW_MS = 500

/**
 * Looks at every part once for this minute, if no other server has. While the database is away the sample is kept in memory, and written
 * when it is back: its absence is the very thing to be told.
 */
export async function sampleHealth(world: Sampling, memory: HealthMemory): Promise<void> {
  const { health, clock } = world
  const began = clock.now()
  const minute = minuteOf(began)
  try {
    if (!(await health.claim(minute))) return
  } catch (error) {
    world.log.warn({ err: error }, 'the health of this minute could not be written')
    const parts = { database: 'down', stripe: await reachOf(world) } as const
    memory.kept = [...memory.kept, { minute, parts }].slice(-MOST_KEPT)
    return
  }
  const database: PartState = clock.now() - began > SLOW_MS ? 'slow' : 'up'
  const [stripe, webhooks, readers] = await Promise.all([
    reachOf(world),
    webhooksState(world, began),
    readerParts(world),
  ])
  const sample = { minute, parts: { database, stripe, webhooks, ...readers } }
  await health.write([...memory.kept.filter(one => one.minute !== minute), sample])
  memory.kept = []
  await health.forgetBefore(minute - DAY_MINUTES * MINUTE_MS)
}

async function reachOf({ stripe }: Pick<World, 'stripe'>): Promise<PartState> {
  const { state } = await stripe.reach()
  return state
}

/** Where somebody else answers at our address, Stripe does not knock here, whatever came before. */
async function webhooksState({ health, shops, wiring }: Sampling, nowMs: number): Promise<PartState> {
  const url = (await shops.shop())?.publicUrl
  return url && wiring.leadsElsewhere(url) ? 'down' : health.webhooks(nowMs)
}

/** Every reader of the shop; one that Stripe does not list any more is unknown, and so are all when it cannot be asked. */
async function readerParts({ shops, fleet }: Sampling): Promise<Readonly<Record<string, PartState>>> {
  const [ours, listed] = await Promise.all([shops.readers(), fleet.readers()])
  const seen = new Map(listed.ok ? listed.value.map(reader => [reader.readerId, reader.status]) : [])
  const stateOf = (id: string): PartState => {
    const status = seen.get(id)
    return status === 'online' ? 'up' : status === 'offline' ? 'down' : 'unknown'
  }
  return Object.fromEntries(ours.map(({ id }) => [`reader:${id}`, stateOf(id)]))
}
