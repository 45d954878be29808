import { join } from 'node:path'
import type { BackupsAnswer } from '#lib/contracts/health.ts'
import { env } from './env.ts'
import { world } from './world.ts'

/** The backups there are, and where they lie. */
export async function backupsNow(): Promise<BackupsAnswer> {
  const { DATA_DIR, DATABASE_URL } = env()
  return {
    backups: await world().backups.list(),
    folder: join(DATA_DIR, 'backups'),
    // The launcher's own database is reached through a socket in a folder.
    embedded: new URL(DATABASE_URL).searchParams.get('host')?.startsWith('/') ?? false,
    now: world().clock.now(),
  }
}
