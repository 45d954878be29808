import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { PlainError } from './plain-error.js'

/** @typedef {{ uid: number, gid: number }} Account */

export const isRoot = process.getuid?.() === 0

/**
 * The account PostgreSQL runs under when we are root, because it refuses to be root; undefined when we are not.
 * @returns {Account | undefined}
 */
export function unprivilegedAccount() {
  if (!isRoot) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(line => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new PlainError(
    'PostgreSQL may not run as root and this machine has no account named postgres or nobody: start Tapline as an ordinary user, or set DATABASE_URL.',
  )
}

/**
 * Whether another account may walk into a folder, which takes the x bit on it and on every folder above it.
 * @param {string} folder
 * @param {number} uid
 */
export function canEnter(folder, uid) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid: owner } = statSync(at)
    if (!(mode & (owner === uid ? 0o100 : 0o001))) return false
    if (at === dirname(at)) return true
  }
}

/**
 * Throws a PlainError when we are root and the account PostgreSQL would run under could not get at its files.
 * @param {string} folder an existing one
 */
export function refuseUnreachable(folder) {
  const account = unprivilegedAccount()
  if (!account || canEnter(folder, account.uid)) return
  throw new PlainError(
    `PostgreSQL may not run as root, and the account it runs under cannot enter ${folder}: set DATA_DIR to a folder that other users may enter, or start Tapline as an ordinary user.`,
  )
}
