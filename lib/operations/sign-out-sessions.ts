import type { StaffId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

export type SignOutWish =
  | { readonly who: 'session'; readonly id: string }
  | { readonly who: 'person'; readonly staffId: StaffId }
  | { readonly who: 'others' }

/** Ends sessions; their browsers go to the sign-in screen at once, and the carts stay with their registers. Whoever asks stays signed in. */
export async function signOutSessions(
  { people, clock }: Pick<World, 'people' | 'clock'>,
  wish: SignOutWish,
  who: Session,
): Promise<Result<{ readonly ended: number }, { readonly kind: 'not_found' }>> {
  const by = byOf(who, clock.now())
  const but = who.hash
  if (wish.who === 'others') return ok({ ended: await people.endSessions({ everybody: true, but }, by) })
  if (wish.who === 'person')
    return ok({ ended: await people.endSessions({ staffId: wish.staffId, but }, by) })
  const ended = await people.endSessions({ id: wish.id }, by)
  return ended > 0 ? ok({ ended }) : refuse({ kind: 'not_found' })
}
