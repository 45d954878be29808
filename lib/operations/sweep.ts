import { isAlive } from '#lib/domain/tender.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'
import { clearUnderLease } from './payment/clearing.ts'
import { endOrphan } from './payment/orphan.ts'
import { standingOf } from './payment/standing.ts'

type Sweeping = AdvancingWorld & Pick<World, 'fleet'>

/** Stripe's list may show an intent a little late, and clocks differ. */
const OVERLAP_MS = 3_600_000

/**
 * What no row knows of: intents that a lost answer left behind, and readers that wait for a payment nobody holds them for. At
 * start and then hourly, on any number of servers. Returns how many things it put right.
 */
export async function sweep(world: Sweeping, sinceMs: number): Promise<number> {
  return (await sweepIntents(world, sinceMs - OVERLAP_MS)) + (await sweepReaders(world))
}

/** An intent of a tender that carries another one, or none any more, is never sent to a reader: it is cancelled. */
export async function sweepIntents(world: Sweeping, sinceMs: number): Promise<number> {
  const listed = await world.payments.intentsSince(sinceMs)
  if (!listed.ok) return 0
  // A day's intents are many, and nearly all are in place: one statement tells which are not.
  const open = listed.value.filter(({ intent }) => intent.status !== 'canceled')
  const stray = new Set(await world.sales.strayIntents(open.map(({ intent }) => intent.paymentIntent)))
  let done = 0
  for (const { intent, tenderId } of open) {
    if (!stray.has(intent.paymentIntent)) continue
    const loaded = await world.sales.loadByTender(tenderId)
    const standing = standingOf(loaded, tenderId)
    if (!loaded || !standing || standing.tender.paymentIntent === intent.paymentIntent) continue
    // Its create may still be answered, and then it is the tender's own.
    if (standing.openCalls.some(call => call.step === 'create')) continue
    if (await endOrphan(world, loaded, tenderId, intent)) done++
  }
  return done
}

/** A reader that is busy with an intent of ours whose tender holds no reader is compared, cleared and let go. */
async function sweepReaders(world: Sweeping): Promise<number> {
  for (const { readerId, since } of await world.sales.clearings())
    await clearUnderLease(world, readerId, since)
  const listed = await world.fleet.readers()
  if (!listed.ok) return 0
  let done = 0
  for (const reader of listed.value) {
    const intent = await stuckWith(world, reader)
    if (intent) done += await clearStuck(world, reader.readerId, intent)
  }
  return done
}

/** The intent that keeps a reader busy though nobody holds the reader for it. Other people's intents are none of our business. */
async function stuckWith(world: Sweeping, reader: FleetReader): Promise<string | undefined> {
  const intent = reader.busyWith?.paymentIntent
  if (!intent || (await world.sales.readerHeld(reader.readerId))) return undefined
  const { loaded } = await world.sales.loadByIntent(intent, '')
  const tender = loaded?.sale.tenders.find(one => one.kind === 'card' && one.paymentIntent === intent)
  if (!tender || !loaded) return undefined
  // A living tender's own engine may be about to take the reader: it is asked to look first.
  if (isAlive(tender)) await advanceTender(world, tender.id, 'due')
  return (await world.sales.readerHeld(reader.readerId)) ? undefined : intent
}

async function clearStuck(world: Sweeping, readerId: string, intent: string): Promise<number> {
  const since = world.clock.now()
  if (!(await world.sales.takeForClearing(readerId, since))) return 0
  const seen = await world.payments.lookAtReader(readerId)
  const action = seen.ok ? seen.value.action : undefined
  const busy = action?.status === 'in_progress' && action.paymentIntent === intent
  if (busy) return (await clearUnderLease(world, readerId, since)).outcome === 'done' ? 1 : 0
  await world.sales.endClearing(readerId)
  return 0
}
