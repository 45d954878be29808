import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** In the data folder: where a restore makes the new database before it moves anything. */
export const SCRATCH = 'restoring'
/** What a restore has taken the place of, by when. */
export const KEPT = 'pg18-before-'

/**
 * A restore that died between its two moves has left no database in its place, and an empty one made there would look like a lost shop.
 * What was there is put back: nothing has been restored, nothing is lost.
 * @param {string} dataDir
 */
export function undoHalfRestore(dataDir) {
  const place = join(dataDir, 'pg18')
  if (existsSync(place) || !existsSync(join(dataDir, SCRATCH))) return
  const kept = readdirSync(dataDir)
    .filter(name => name.startsWith(KEPT))
    .sort()
    .at(-1)
  if (kept) renameSync(join(dataDir, kept), place)
}
