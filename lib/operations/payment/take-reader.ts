import type { TenderId } from '#lib/domain/ids.ts'
import { withTender } from '#lib/domain/sale.ts'
import type { ReaderHeld } from '#lib/ports/sale-store.ts'
import { busyWith } from '../busy-with.ts'
import { type After, type EngineWorld, type Standing, saved, standingOf } from './standing.ts'
import { type ShopOfCall, tryToWrite, writeCall } from './write-call.ts'

/** Lets the engine run for another tender, until it rests. */
export type Help = (tenderId: TenderId) => Promise<void>

/**
 * Puts the payment on its reader, if nobody else holds it. A tender that has ended and only has not let go yet is helped to
 * do so; a living one of another sale is never disturbed: the wish ends, and the cashier is told whose it is.
 */
export async function takeReader(
  world: EngineWorld,
  standing: Standing,
  shop: ShopOfCall,
  step: 'process' | 'collect',
  help: Help,
): Promise<After> {
  const { readerId, id } = standing.tender
  // The database refuses a reader that is somebody else's, so whose it is need only be asked then.
  const written = await tryToWrite(world, standing, step, shop)
  if (written !== 'taken') return written
  const held = await heldByOther(world, readerId, id, help)
  if (!held) return writeCall(world, standing, step, shop)
  const now = world.clock.now()
  const { problem: _, ...tender } = standing.tender
  const refused = { wish: 'none', attempt: 'reader_busy', busyWith: busyWith(held), attemptAt: now } as const
  const sale = withTender(standing.sale, { ...tender, ...refused })
  const { holder } = held
  const whose = holder.kind === 'tender' ? holder.tenderId : holder.kind
  const journal = [
    { kind: 'decision', tenderId: id, at: now, data: { busy: readerId, with: whose } },
  ] as const
  await saved(world, standing, { sale, journal })
  return 'rest'
}

async function heldByOther(
  world: EngineWorld,
  readerId: string,
  mine: TenderId,
  help: Help,
): Promise<ReaderHeld | undefined> {
  const lease = await world.sales.readerHeld(readerId)
  if (lease?.holder.kind !== 'tender') return lease
  const { tenderId } = lease.holder
  if (tenderId === mine) return undefined
  const other = standingOf(await world.sales.loadByTender(tenderId), tenderId)
  const ended = other?.tender.state === 'paid' || other?.tender.state === 'canceled'
  if (ended) await help(tenderId)
  const still = ended ? await world.sales.readerHeld(readerId) : lease
  return still?.holder.kind === 'tender' && still.holder.tenderId === tenderId ? still : undefined
}
