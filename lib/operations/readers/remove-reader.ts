import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy, AuditEntry } from '#lib/ports/audit.ts'
import type { ReaderRow } from '#lib/ports/readers.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import {
  type BusyRefusal,
  busyBy,
  compareFree,
  notDone,
  type StripeRefusal,
  type StuckRefusal,
} from './common.ts'

type RemoveRefusal = BusyRefusal | StuckRefusal | StripeRefusal | { readonly kind: 'not_found' }

/**
 * Deletes a reader at Stripe and takes it from its registers. It is held meanwhile, so that no charge slips between; refused while anybody
 * else holds it or Stripe shows something on it. Whose wish it is is written down before Stripe is asked: an answer that is lost is settled
 * by `settleHolds`. Its row stays: payments name it.
 */
export async function removeReader(
  world: Pick<World, 'readers' | 'fleet' | 'sales' | 'clock' | 'audit'>,
  readerId: string,
  session: Session,
): Promise<Result<'removed', RemoveRefusal>> {
  const { readers, fleet, clock, audit } = world
  const row = await readers.find(readerId)
  if (!row) return refuse({ kind: 'not_found' })
  if (!(await readers.hold(readerId, 'office', clock.now()))) return refuse(await busyBy(world, readerId))
  const free = await compareFree(world, readerId)
  if (!free.ok) {
    await readers.letGo(readerId, 'office')
    return free
  }
  await audit.write(entryOf('begin_delete_reader', row), byOf(session, clock.now()))
  const ending = await fleet.deleteReader(readerId)
  if (ending.outcome !== 'done') {
    if (ending.outcome === 'refused') await readers.letGo(readerId, 'office')
    return notDone(ending)
  }
  const entry = { ...entryOf('delete_reader', row), requestId: ending.requestId }
  await readers.remove(readerId, clock.now(), { entry, by: byOf(session, clock.now()) })
  return ok('removed')
}

const entryOf = (what: string, row: ReaderRow): AuditEntry => ({
  what,
  subject: row.id,
  named: row.label,
  before: {
    label: row.label,
    location: row.locationName ?? row.locationId,
    registers: row.registers.map(({ name }) => name),
  },
  readerId: row.id,
})

/** Longer than any answer may take. */
const FORGOTTEN_AFTER_MS = 100_000

/** Readers that a deletion holds whose answer never came, or whose server died: what Stripe says now is true. */
export async function settleHolds({
  readers,
  fleet,
  clock,
}: Pick<World, 'readers' | 'fleet' | 'clock'>): Promise<void> {
  for (const { readerId } of await readers.forgottenHolds(clock.now() - FORGOTTEN_AFTER_MS)) {
    const seen = await fleet.reader(readerId)
    if (seen.ok) await readers.letGo(readerId, 'office')
    else if (seen.problem.status === 404) {
      const row = await readers.find(readerId)
      const by: AuditBy = { staffId: null, staffName: 'Tapline', registerId: null, at: clock.now() }
      await readers.remove(readerId, by.at, row && { entry: entryOf('delete_reader', row), by })
    }
  }
}
