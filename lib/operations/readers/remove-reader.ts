import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { type BusyRefusal, busyBy, notDone, type StripeRefusal } from './common.ts'

type Removing = Pick<World, 'readers' | 'fleet' | 'sales' | 'clock'>

/**
 * Deletes a reader at Stripe and takes it from its registers. It is held meanwhile, so that no charge slips between; refused while anybody
 * else holds it or Stripe shows something on it. Its row stays: payments name it. An answer that is lost is settled by `settleHolds`.
 */
export async function removeReader(
  world: Removing,
  readerId: string,
  session: Session,
): Promise<Result<'removed', BusyRefusal | StripeRefusal | { readonly kind: 'not_found' }>> {
  const { readers, fleet, clock } = world
  const row = await readers.find(readerId)
  if (!row) return refuse({ kind: 'not_found' })
  if (!(await readers.hold(readerId, 'office', clock.now()))) return refuse(await busyBy(world, readerId))
  const seen = await fleet.reader(readerId)
  if (seen.ok && seen.value.busyWith) {
    await readers.letGo(readerId, 'office')
    return refuse({ kind: 'reader_busy', since: clock.now() })
  }
  const ending = await fleet.deleteReader(readerId)
  if (ending.outcome !== 'done') {
    if (ending.outcome === 'refused') await readers.letGo(readerId, 'office')
    return notDone(ending)
  }
  const entry = {
    what: 'delete_reader',
    subject: readerId,
    named: row.label,
    before: {
      label: row.label,
      location: row.locationName ?? row.locationId,
      registers: row.registers.map(({ name }) => name),
    },
    readerId,
    requestId: ending.requestId,
  }
  await readers.remove(readerId, clock.now(), { entry, by: byOf(session, clock.now()) })
  return ok('removed')
}

/** Longer than any answer may take. */
const FORGOTTEN_AFTER_MS = 100_000

/** Readers that a deletion holds whose answer never came, or whose server died: what Stripe says now is true. */
export async function settleHolds({ readers, fleet, clock }: Removing): Promise<void> {
  for (const { readerId } of await readers.forgottenHolds(clock.now() - FORGOTTEN_AFTER_MS)) {
    const seen = await fleet.reader(readerId)
    if (seen.ok) await readers.letGo(readerId, 'office')
    else if (seen.problem.status === 404) await readers.remove(readerId, clock.now(), undefined)
  }
}
