import type { StaffId, TenderId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { JournalEntry } from '#lib/ports/sale-store.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'

/** *Check now*, from any screen: Stripe is asked about this payment at once, and the engine does what follows from the answer. */
export async function checkTender(
  world: AdvancingWorld,
  { tenderId, staffId }: { readonly tenderId: TenderId; readonly staffId: StaffId },
): Promise<Result<{ asked: true }, { readonly kind: 'not_found' }>> {
  if (!(await world.sales.loadByTender(tenderId))) return refuse({ kind: 'not_found' })
  await lookNow(world, tenderId, {
    kind: 'wish',
    tenderId,
    staffId,
    at: world.clock.now(),
    data: { wish: 'check_status', from: 'payments' },
  })
  return ok({ asked: true })
}

/** Makes a look due and takes it. What goes wrong on the way is in the rows, and the reconciler finds it. `told` goes into the diary. */
export async function lookNow(world: AdvancingWorld, tenderId: TenderId, told?: JournalEntry): Promise<void> {
  await world.sales.plan({ tenderId, lookDue: true, nextLookAt: world.clock.now() }, undefined, told)
  advanceTender(world, tenderId, 'wish').catch(error =>
    world.log.error({ tender: tenderId, err: error }, 'the engine stopped'),
  )
}
