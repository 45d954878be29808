import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { begun } from '../begun.ts'
import { unread } from '../manage-locations.ts'
import { notDone, type StripeRefusal } from './common.ts'

type Wanted = { readonly readerId: string; readonly label: string; readonly was: string }

type Renamed = Result<
  'renamed',
  StripeRefusal | { readonly kind: 'not_found' } | { readonly kind: 'changed_meanwhile' }
>

type Needs = Pick<World, 'readers' | 'fleet' | 'clock' | 'ids' | 'audit'>

/**
 * A new name at Stripe and here. `was` is the name that was on the screen: two managers at once do not overwrite each other unseen, nor what
 * Stripe's Dashboard was told meanwhile.
 */
export const renameReader = (world: Needs, wanted: Wanted, session: Session): Promise<Renamed> =>
  world.readers.settingsAlone(wanted.readerId, () => rename(world, wanted, session))

async function rename(world: Needs, { readerId, label, was }: Wanted, session: Session): Promise<Renamed> {
  const { readers, fleet, clock, ids } = world
  const row = await readers.find(readerId)
  if (!row || row.removedAt !== null) return refuse({ kind: 'not_found' })
  const seen = await fleet.reader(readerId)
  if (!seen.ok) return unread(seen.problem)
  // The name that is wanted may be there already, when only Stripe's answer to the last press was lost.
  if (seen.value.label !== was && seen.value.label !== label) {
    await readers.keep(seen.value, clock.now())
    return refuse({ kind: 'changed_meanwhile' })
  }
  if (label === was) return ok('renamed')
  const wish = { what: 'rename_reader', subject: readerId, named: was, before: { label: was }, readerId }
  await begun(world, session, { ...wish, after: { label } })
  const ending = await fleet.renameReader(readerId, label, `tapline:reader:${readerId}:rename:${ids.uuid()}`)
  if (ending.outcome !== 'done') return notDone(ending)
  const { answer, requestId } = ending
  const entry = { ...wish, named: label, after: { label: answer.label }, requestId }
  await readers.keep(answer, clock.now(), { entry, by: byOf(session, clock.now()) })
  return ok('renamed')
}
