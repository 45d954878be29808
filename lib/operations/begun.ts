import type { AuditEntry } from '#lib/ports/audit.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

/** Whose wish it is, written before Stripe is asked: where the answer is lost, nothing else would tell who had asked. */
export const begun = (
  { audit, clock }: Pick<World, 'audit' | 'clock'>,
  session: Session,
  entry: AuditEntry,
): Promise<void> => audit.write({ ...entry, what: `begin_${entry.what}` }, byOf(session, clock.now()))
