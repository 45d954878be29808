import { isAlive } from '#lib/domain/tender.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { IntentOfOurs } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'
import { clearUnderLease } from './payment/clearing.ts'
import { endOrphan, type OrphanEnd } from './payment/orphan.ts'
import { standingOf } from './payment/standing.ts'
import { endUnknown } from './payment/unknown.ts'

type Sweeping = AdvancingWorld & Pick<World, 'fleet' | 'allowance' | 'books' | 'shops'>

/** Stripe's list may show an intent a little late, and clocks differ. */
const OVERLAP_MS = 3_600_000

/**
 * What no row knows of: intents that a lost answer left behind, and readers that wait for a payment nobody holds them for. At
 * start and then hourly, on any number of servers. Says how many things it put right, and whether Stripe answered all of its questions.
 */
export async function sweep(world: Sweeping, sinceMs: number): Promise<Swept> {
  const intents = await sweepIntents(world, sinceMs - OVERLAP_MS)
  const readers = await sweepReaders(world)
  return { done: intents.done + readers.done, complete: intents.complete && readers.complete }
}

export type Swept = { readonly done: number; readonly complete: boolean }
const UNANSWERED: Swept = { done: 0, complete: false }

/** An intent of a tender that carries another one, or none any more, is never sent to a reader: it is cancelled. */
export async function sweepIntents(world: Sweeping, sinceMs: number): Promise<Swept> {
  const listed = await world.payments.intentsSince(sinceMs, () => world.allowance.turn())
  if (!listed.ok) return UNANSWERED
  // A day's intents are many, and nearly all are in place: one statement tells which are not.
  const open = listed.value.filter(({ intent }) => intent.status !== 'canceled')
  const stray = new Set(await world.sales.strayIntents(open.map(({ intent }) => intent.paymentIntent)))
  let done = 0
  let complete = true
  let reported = 0
  try {
    for (const one of open) {
      if (!stray.has(one.intent.paymentIntent)) continue
      const end = await endStray(world, one)
      if (end === 'reported') reported++
      if (end === 'away') complete = false
      else if (end !== 'nothing') done++
    }
  } finally {
    // What was kept is not new to the next round, which would say nothing of it.
    if (reported > 0) await world.books.announceUnknown(world.clock.now())
  }
  return { done, complete }
}

type End = Awaited<ReturnType<typeof endUnknown>> | OrphanEnd

async function endStray(world: Sweeping, one: IntentOfOurs): Promise<End> {
  const { intent, tenderId } = one
  const loaded = await world.sales.loadByTender(tenderId)
  if (!loaded) return endUnknown(world, one)
  const standing = standingOf(loaded, tenderId)
  if (!standing || standing.tender.paymentIntent === intent.paymentIntent) return 'nothing'
  // Its create may still be answered, and then it is the tender's own.
  if (standing.openCalls.some(call => call.step === 'create')) return 'nothing'
  await world.allowance.turn()
  return endOrphan(world, loaded, tenderId, intent)
}

/** A reader that is busy with an intent of ours whose tender holds no reader is compared, cleared and let go. */
async function sweepReaders(world: Sweeping): Promise<Swept> {
  await world.allowance.turn()
  const listed = await world.fleet.readers()
  if (!listed.ok) return UNANSWERED
  let done = 0
  let complete = true
  for (const reader of listed.value) {
    const stuck = await stuckWith(world, reader)
    if (stuck === 'away') complete = false
    else if (stuck) done += await clearStuck(world, reader.readerId, stuck.intent)
  }
  return { done, complete }
}

type Stuck = { readonly intent: string } | 'away' | undefined

/** The intent that keeps a reader busy though nobody holds the reader for it. Other people's intents are none of our business. */
async function stuckWith(world: Sweeping, reader: FleetReader): Promise<Stuck> {
  const intent = reader.busyWith?.paymentIntent
  if (!intent || (await world.sales.readerHeld(reader.readerId))) return undefined
  const { loaded } = await world.sales.loadByIntent(intent, '')
  const tender = loaded?.sale.tenders.find(one => one.kind === 'card' && one.paymentIntent === intent)
  if (!tender || !loaded) return stuckWithUnknown(world, intent)
  // A living tender's own engine may be about to take the reader: it is asked to look first.
  if (isAlive(tender)) await advanceTender(world, tender.id, 'due')
  return (await world.sales.readerHeld(reader.readerId)) ? undefined : { intent }
}

/**
 * No row carries it. Where it is our shop's and was cancelled, by this sweep or by one whose clearing failed, only the reader still asks for
 * a card.
 */
async function stuckWithUnknown(world: Sweeping, intent: string): Promise<Stuck> {
  await world.allowance.turn()
  const seen = await world.payments.intentOfOurs(intent)
  // What another account of Stripe's keeps is not found with our key, today or later.
  if (!seen.ok) return seen.problem.status === 404 ? undefined : 'away'
  if (seen.value?.intent.status !== 'canceled') return undefined
  const shop = await world.shops.shop()
  return shop && seen.value.shopId === shop.id ? { intent } : undefined
}

async function clearStuck(world: Sweeping, readerId: string, intent: string): Promise<number> {
  const since = world.clock.now()
  if (!(await world.sales.takeForClearing(readerId, since))) return 0
  const seen = await world.payments.lookAtReader(readerId)
  const action = seen.ok ? seen.value.action : undefined
  const busy = action?.status === 'in_progress' && action.paymentIntent === intent
  if (!busy) {
    await world.sales.endClearing(readerId, since)
    return 0
  }
  if ((await clearUnderLease(world, readerId, since)).outcome !== 'done') return 0
  await tellCleared(world, readerId, intent)
  return 1
}

/** At the counter that the reader stands on, and in the diary of the sale that was left on it. */
async function tellCleared(world: Sweeping, readerId: string, intent: string): Promise<void> {
  const { loaded } = await world.sales.loadByIntent(intent, '')
  const tenderId = loaded?.sale.tenders.find(one => one.kind === 'card' && one.paymentIntent === intent)?.id
  if (!loaded || !tenderId) {
    // No sale has a diary for it.
    world.log.warn({ reader: readerId, intent }, 'a reader was cleared of a payment that no row knows')
    return
  }
  const at = world.clock.now()
  const data = { did: 'reader_cleared', reader: readerId }
  const journal = [{ kind: 'deed', tenderId, at, data }] as const
  await world.sales.save({ sale: loaded.sale, expected: loaded.version, journal })
}
