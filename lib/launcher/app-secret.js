import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from './plain-error.js'
import { errorCode } from './processes.js'
import { isAppSecret } from './settings.js'

/**
 * The key that encrypts secrets in the embedded database: made once, and only its owner may read it. It reaches the disk before
 * anything is encrypted with it, and appears in one piece, so that neither a power cut nor two starts can leave two keys.
 * @param {string} dataDir
 */
export function appSecretIn(dataDir) {
  const file = join(dataDir, 'app-secret')
  return read(file) ?? make(file)
}

/** @param {string} file */
function make(file) {
  const unfinished = `${file}.${process.pid}`
  rmSync(unfinished, { force: true })
  const handle = openSync(unfinished, 'wx', 0o600)
  writeSync(handle, `${randomBytes(32).toString('base64')}\n`)
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
  const made = read(file)
  if (!made) throw new PlainError(`The key that was written to ${file} is not there any more.`)
  return made
}

/** @param {string} file */
function read(file) {
  let secret
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new PlainError(`The key in ${file} cannot be read (${errorCode(error)}).`)
  }
  if (!isAppSecret(secret))
    throw new PlainError(
      `${file} does not hold 32 bytes in base64: put the original back, since the database was encrypted with it.`,
    )
  return secret
}
