import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { ok, refuse } from '#lib/domain/result.ts'
import type { Backup, BackupRefusal, Backups } from '#lib/ports/backups.ts'
import type { Log } from '#lib/ports/log.ts'
import type { Watch } from '#lib/ports/watch.ts'
import type { Clock } from '#lib/ports/world.ts'
import { dumpTo, UNFINISHED } from './dump.ts'
import { SUFFIX } from './format.ts'

/** Any number will do, as long as only backups use it. */
const BACKUP_LOCK = 7_331_010

/** Whether nobody else is making one, on any server or at the machine; and then nobody is until this client lets go or goes. */
export async function isAlone(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
    BACKUP_LOCK,
  ])
  return rows[0]?.mine === true
}

/** What those left behind that died half-way. Only for whoever is alone: it could be another's work. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const unfinished = names.filter(name => name.endsWith(`${SUFFIX}${UNFINISHED}`))
  await Promise.all(unfinished.map(name => rm(join(folder, name), { force: true })))
}

type Needs = {
  readonly pool: pg.Pool
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
}

/** Backups lie in `backups`, in the data folder. */
export function makeBackups({ pool, dataDir, clock, log }: Needs): Backups {
  const folder = join(dataDir, 'backups')
  return {
    async make(watch) {
      // The data folder is there; Node's recursive mkdir would never return from a place like /proc.
      const trouble = await mkdir(folder, { mode: 0o700 }).then(
        () => undefined,
        error => error,
      )
      if (trouble && !isCode(trouble, 'EEXIST')) {
        log.error({ err: trouble }, 'the folder for backups could not be made')
        return refuse({ kind: 'backup_failed', because: 'no_folder' })
      }
      const now = clock.now()
      return one({ pool, log }, join(folder, nameAt(now)), now, watch)
    },
    list: () => listed(folder),
    async read(name) {
      const known = (await listed(folder)).find(backup => backup.name === name)
      if (!known) return undefined
      // Node's own web stream, which the types of the platform know under another name.
      const stream = Readable.toWeb(createReadStream(join(folder, name))) as ReadableStream<Uint8Array>
      return { bytes: known.bytes, stream }
    },
  }
}

/** `2026-11-20T15-04-05Z.tapline-backup`: sorts by time, and no file system minds it. */
export const nameAt = (ms: number): string =>
  `${new Date(ms).toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}${SUFFIX}`

async function one({ pool, log }: Pick<Needs, 'pool' | 'log'>, file: string, madeAt: number, watch?: Watch) {
  const client = await pool.connect()
  try {
    if (!(await isAlone(client))) return refuse({ kind: 'too_busy' as const })
    await removeUnfinished(dirname(file))
    await dumpTo(client, file, madeAt, watch)
    await unlock(client)
    return ok(await factsOf(file))
  } catch (error) {
    if (watch?.signal.aborted) {
      await unlock(client)
      return refuse({ kind: 'backup_failed' as const, because: 'stopped' as const })
    }
    log.error({ err: error }, 'a backup broke off')
    return refuse({ kind: 'backup_failed' as const, because: becauseOf(error) })
  } finally {
    // Not given back but closed, and with it go the lock, the transaction and the settings.
    client.release(true)
  }
}

/** At once: a closed connection's lock goes only when the database notices, and the next press may come before. */
async function unlock(client: pg.PoolClient): Promise<void> {
  await client.query('rollback; select pg_advisory_unlock_all()').catch(() => undefined)
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

function becauseOf(error: unknown): Extract<BackupRefusal, { kind: 'backup_failed' }>['because'] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full'
  return code === 'EACCES' || code === 'EROFS' || code === 'ENOENT' || code === 'EPERM'
    ? 'no_folder'
    : 'database'
}

async function listed(folder: string): Promise<readonly Backup[]> {
  const names = await readdir(folder).catch(() => [])
  const backups = await Promise.all(
    names.filter(name => name.endsWith(SUFFIX)).map(name => factsOf(join(folder, name))),
  )
  return backups.sort((a, b) => b.madeAt - a.madeAt || b.name.localeCompare(a.name))
}

async function factsOf(file: string): Promise<Backup> {
  const { size, mtimeMs } = await stat(file)
  return { name: file.slice(file.lastIndexOf('/') + 1), bytes: size, madeAt: Math.round(mtimeMs) }
}
