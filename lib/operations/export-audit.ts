import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

/** The audit left the house: who took it, and when. */
export async function exportAudit(
  { audit, clock }: Pick<World, 'audit' | 'clock'>,
  session: Session,
): Promise<void> {
  await audit.write({ what: 'export_audit', subject: 'audit' }, byOf(session, clock.now()))
}
