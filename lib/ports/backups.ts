import type { Result } from '#lib/domain/result.ts'
import type { Watch } from './watch.ts'

/** A copy of the database, in the data folder. */
export type Backup = { readonly name: string; readonly bytes: number; readonly madeAt: number }

export type BackupRefusal =
  | { readonly kind: 'backup_failed'; readonly because: 'disk_full' | 'no_folder' | 'database' | 'stopped' }
  /** One is being made already. */
  | { readonly kind: 'too_busy' }

export type Backups = {
  /** Copies everything as it was at one moment; selling goes on meanwhile. `watch` hears of rows. Stopped, it leaves nothing behind. */
  make(watch?: Watch): Promise<Result<Backup, BackupRefusal>>
  /** Newest first. */
  list(): Promise<readonly Backup[]>
  /** Its bytes as they lie there; undefined when there is none of that name. */
  read(
    name: string,
  ): Promise<{ readonly bytes: number; readonly stream: ReadableStream<Uint8Array> } | undefined>
}
