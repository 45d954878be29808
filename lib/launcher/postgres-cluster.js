import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from './plain-error.js'

/** @import { Account } from './unprivileged.js' */

/**
 * Made beside its place and moved there when whole: neither a crash halfway nor two starts at once leave half a database.
 * @param {{ binaries: string, data: string, account: Account | undefined, durable: boolean }} options
 */
export async function createCluster({ binaries, data, account, durable }) {
  const unfinished = `${data}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (account) chownSync(unfinished, account.uid, account.gid)
  const complaint = await initdb(join(binaries, 'bin', 'initdb'), unfinished, account, durable)
  if (complaint !== undefined) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new PlainError(`The database could not be created in ${data}: ${complaint}`)
  }
  try {
    renameSync(unfinished, data)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(data, 'PG_VERSION'))) throw error
  }
}

/**
 * In a group of its own: Ctrl-C is for the launcher, which lets this second of work finish before it ends everything in order.
 * @param {string} program
 * @param {string} folder
 * @param {Account | undefined} account
 * @param {boolean} durable
 * @returns {Promise<string | undefined>} what went wrong
 */
function initdb(program, folder, account, durable) {
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const args = ['-D', folder, '-U', 'tapline', '--auth=trust', ...text, ...(durable ? [] : ['--no-sync'])]
  return new Promise(resolve => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', chunk => {
      said += chunk
    })
    child.once('error', error => resolve(error.message))
    child.once('close', code => resolve(code === 0 ? undefined : said.trim()))
  })
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
