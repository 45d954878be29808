import { decide } from '#lib/domain/decide-sale.ts'
import type { TenderId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { AdvancingWorld } from './advance-tender.ts'
import { byOf } from './allowed.ts'
import { wasSaved } from './at-register.ts'
import { lookNow } from './check-tender.ts'
import { steerEntry } from './moved-by-hand.ts'

export type StopRefusal = SaleRefusal | { readonly kind: 'not_found' } | { readonly kind: 'too_busy' }

const MOST_TRIES = 12

/**
 * *Stop and release reader*, by a manager. It stops that payment, never a bare reader: the wish is written down, the engine cancels what it
 * may and lets the reader go once nothing can happen there any more. Money may still win. A payment that has ended is helped to let go.
 */
export async function stopTender(
  world: AdvancingWorld,
  { session, tenderId }: { readonly session: Session; readonly tenderId: TenderId },
): Promise<Result<{ stopping: true }, StopRefusal>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const loaded = await world.sales.loadByTender(tenderId)
    if (!loaded) return refuse({ kind: 'not_found' })
    const done = hasEnded(loaded, tenderId)
      ? stillHolds(loaded, tenderId)
      : await wishStop(world, loaded, session, tenderId)
    if (done === 'stale') continue
    if (done.ok) await lookNow(world, tenderId)
    return done
  }
  return refuse({ kind: 'too_busy' })
}

const hasEnded = ({ sale }: Loaded, tenderId: TenderId): boolean => liveCard(sale)?.id !== tenderId

function stillHolds({ leases }: Loaded, tenderId: TenderId): Result<{ stopping: true }, StopRefusal> {
  const holds = leases.some(({ holder }) => holder.kind === 'tender' && holder.tenderId === tenderId)
  return holds ? ok({ stopping: true }) : refuse({ kind: 'no_card_payment' })
}

async function wishStop(
  world: AdvancingWorld,
  { sale, version }: Loaded,
  session: Session,
  tenderId: TenderId,
): Promise<Result<{ stopping: true }, StopRefusal> | 'stale'> {
  const { staffId, approver } = session
  const now = world.clock.now()
  const tender = liveCard(sale)
  const decided = decide(sale, { type: 'stop', at: now })
  if (!decided.ok) return decided
  if (decided.value === sale || !tender) return ok({ stopping: true })
  const saved = await world.sales.save({
    sale: decided.value,
    expected: version,
    looks: [{ tenderId, looks: 0, nextLookAt: now }],
    journal: [
      {
        kind: 'wish',
        tenderId,
        staffId,
        at: now,
        data: { wish: 'stop', from: 'payments', ...(approver ? { approver } : {}) },
      },
    ],
    audit: { entry: steerEntry(sale, tender, 'stop'), by: byOf(session, now) },
  })
  return wasSaved(saved) ? ok({ stopping: true }) : 'stale'
}
