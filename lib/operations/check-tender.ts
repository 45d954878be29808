import type { TenderId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'

/** *Check now*, from any screen: Stripe is asked about this payment at once, and the engine does what follows from the answer. */
export async function checkTender(
  world: AdvancingWorld,
  { tenderId }: { readonly tenderId: TenderId },
): Promise<Result<{ asked: true }, { readonly kind: 'not_found' }>> {
  if (!(await world.sales.loadByTender(tenderId))) return refuse({ kind: 'not_found' })
  await lookNow(world, tenderId)
  return ok({ asked: true })
}

/** Makes a look due and takes it. What goes wrong on the way is in the rows, and the reconciler finds it. */
export async function lookNow(world: AdvancingWorld, tenderId: TenderId): Promise<void> {
  await world.sales.plan({ tenderId, lookDue: true, nextLookAt: world.clock.now() })
  advanceTender(world, tenderId, 'due').catch(error =>
    world.log.error({ tender: tenderId, error: String(error) }, 'the engine stopped'),
  )
}
