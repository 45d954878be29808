import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

export type TestCardRefusal =
  | { readonly kind: 'not_test_mode' }
  | { readonly kind: 'no_reader' }
  | { readonly kind: 'stripe_unreachable' }
  | { readonly kind: 'stripe_refused'; readonly message: string }

/** What a customer would do, for a reader that is simulated at Stripe. Never with a live key. What comes of it arrives as any payment does. */
export async function presentTestCard(
  { shops, fleet, ids }: Pick<World, 'shops' | 'fleet' | 'ids'>,
  input: { readonly number: string; readonly type: 'card_present' | 'interac_present' },
  { session, live }: { readonly session: Session; readonly live: boolean },
): Promise<Result<{ presented: true }, TestCardRefusal>> {
  if (live) return refuse({ kind: 'not_test_mode' })
  const registers = await shops.registers()
  const readerId = registers.find(register => register.id === session.registerId)?.readerId
  if (!readerId) return refuse({ kind: 'no_reader' })
  const ending = await fleet.presentCard(readerId, input, `tapline:present:${ids.uuid()}`)
  if (ending.outcome === 'done') return ok({ presented: true })
  if (ending.outcome === 'unknown') return refuse({ kind: 'stripe_unreachable' })
  return refuse({ kind: 'stripe_refused', message: ending.problem.message })
}
