import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from './plain-error.js'
import { errorCode } from './processes.js'
import { inProject, projectRoot } from './project.js'
import { canEnter, isRoot, unprivilegedAccount } from './unprivileged.js'

/**
 * Where this checkout keeps its data when DATA_DIR does not say. As root in a folder nobody else may enter, such as /root, the
 * database could not get at its own files, since it may not run as root: then below /var/lib.
 */
export function defaultDataFolder() {
  const account = isRoot ? unprivilegedAccount() : undefined
  if (!account || canEnter(projectRoot, account.uid)) return inProject('.data')
  const name = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8)
  return `/var/lib/tapline-${name}`
}

/**
 * Makes the folder when it is missing, and makes sure we may write there.
 * @param {string} folder
 */
export function openDataFolder(folder) {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true })
      // Others may pass through to what is theirs, the database's files, and see nothing else.
      chmodSync(folder, 0o711)
    }
    accessSync(folder, constants.W_OK | constants.X_OK)
    const trial = join(folder, `.trial-${process.pid}`)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    throw new PlainError(
      `The data folder ${folder} cannot be written to (${reason(error)}): set DATA_DIR to one that can.`,
    )
  }
}

/** @param {unknown} error */
function reason(error) {
  /** @type {Record<string, string>} */
  const words = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'something on the way to it is not a folder',
    EEXIST: 'something that is not a folder is in its place',
  }
  return words[errorCode(error)] ?? (errorCode(error) || 'unknown reason')
}
