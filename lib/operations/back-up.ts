import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Backup, BackupRefusal } from '#lib/ports/backups.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { Watch } from '#lib/ports/watch.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

type Backing = Pick<World, 'backups' | 'audit' | 'clock'>

/** A copy of the database as it is now, in the data folder, and a line that says who made it. */
export async function backUp(
  world: Backing,
  who: Session,
  watch?: Watch,
): Promise<Result<Backup, BackupRefusal>> {
  const made = await world.backups.make(watch)
  if (!made.ok) return made
  const { name, bytes } = made.value
  const entry = { what: 'make_backup', subject: name, after: { bytes } }
  await world.audit.write(entry, byOf(who, world.clock.now()))
  return made
}

/** The bytes of one backup. It holds everything of the shop, so whoever takes it away is written down. */
export async function fetchBackup(
  world: Backing,
  name: string,
  who: Session,
): Promise<
  Result<
    { readonly bytes: number; readonly stream: ReadableStream<Uint8Array> },
    { readonly kind: 'not_found' }
  >
> {
  const found = await world.backups.read(name)
  if (!found) return refuse({ kind: 'not_found' })
  await world.audit.write({ what: 'download_backup', subject: name }, byOf(who, world.clock.now()))
  return ok(found)
}
