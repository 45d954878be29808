import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Whether a process with this number runs. One that belongs to somebody else counts: we may not signal it, but it is there. One that
 * has ended and is only waiting for its parent to notice does not: in a container that may be for ever.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** @param {number} pid */
const isZombie = pid => statOf(pid)?.state === 'Z'

/**
 * The number of a process's parent, on Linux; elsewhere undefined.
 * @param {number} pid
 */
export const parentOf = pid => statOf(pid)?.parent

/** @param {number} pid */
function statOf(pid) {
  if (process.platform !== 'linux') return undefined
  try {
    // The name before the state stands in brackets and may itself contain anything.
    const [, state, parent] = /.*\) (\w) (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}

/**
 * The command line of a process, or an empty string when it cannot be read. After a restart of the machine a number that was
 * written down may belong to something else entirely, so a number alone proves nothing.
 * @param {number} pid
 */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * The code Node gives its errors (ENOENT, EACCES …), or an empty string.
 * @param {unknown} error
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** @param {number} ms */
export const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
