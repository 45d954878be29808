import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

/** A manager says what was done about it. It is written once, into the surprise and into the diary of its sale, and stays. */
export async function dealWithSurprise(
  { surprises, clock }: Pick<World, 'surprises' | 'clock'>,
  input: { readonly session: Session; readonly id: number; readonly version: number; readonly how: string },
): Promise<Result<{ dealt: true }, { readonly kind: 'dealt_with' }>> {
  const { session, id, version, how } = input
  const by = { staffId: session.staffId, how, atMs: clock.now() }
  return (await surprises.dealWith(id, version, by)) ? ok({ dealt: true }) : refuse({ kind: 'dealt_with' })
}
