import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
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
      makeFolder(folder)
      // Others may pass through to what is theirs, the database's files, and see nothing else.
      chmodSync(folder, 0o711)
    }
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('Not a folder.'), { code: 'ENOTDIR' })
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

/**
 * Step by step, because Node's own recursive mkdir never returns from a place like /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** @param {unknown} error */
function reason(error) {
  /** @type {Record<string, string>} */
  const words = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'no folder can be made there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'it, or something on the way to it, is not a folder',
    EEXIST: 'something that is not a folder is in its place',
  }
  return words[errorCode(error)] ?? (errorCode(error) || 'unknown reason')
}
