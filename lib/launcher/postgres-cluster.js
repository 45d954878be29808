import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from './plain-error.js'

/** @import { Account } from './unprivileged.js' */

/**
 * Made beside its place and moved there when whole: neither a crash halfway nor two starts at once leave half a database.
 * @param {{ binaries: string, data: string, account: Account | undefined, durable: boolean }} options
 */
export function createCluster({ binaries, data, account, durable }) {
  const unfinished = `${data}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (account) chownSync(unfinished, account.uid, account.gid)
  const made = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      '-D',
      unfinished,
      '-U',
      'tapline',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
    ].concat(durable ? [] : ['--no-sync']),
    { ...account, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new PlainError(
      `The database could not be created in ${data}: ${made.error?.message ?? made.stderr.trim()}`,
    )
  }
  try {
    renameSync(unfinished, data)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(data, 'PG_VERSION'))) throw error
  }
}

/**
 * PG… variables of the person who starts us are meant for their own databases.
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  for (const name of Object.keys(env)) if (name.startsWith('PG')) delete env[name]
  return env
}
