import { readFileSync } from 'node:fs'
import { runCommand } from './command.js'
import { PlainError } from './plain-error.js'
import { inProject, say } from './project.js'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, devOptional?: boolean, link?: boolean }} Entry
 * @typedef {Record<string, Entry>} Packages
 */

/**
 * Installs what package-lock.json says, unless exactly that is there already. `--include=dev`, because NODE_ENV=production would
 * make npm leave out what the build needs; no install scripts, because nothing we use needs one.
 * @param {AbortSignal} [signal]
 */
export async function install(signal) {
  if (isInstalled()) return
  say('Installing the locked packages…')
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const [program, ...first] = npm()
  const { code, output } = await runCommand(program, [...first, ...args], signal ? { signal } : {})
  if (code !== 0)
    throw new PlainError(`${output.trim()}\nThe packages could not be installed; npm says why above.`)
}

/**
 * Under `npm start` npm names its own script, which spares us the question of what it is called on this system.
 * @returns {[string, ...string[]]}
 */
function npm() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return [process.execPath, script]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/**
 * npm leaves a list of what it installed, written last, so an interrupted install has none. Comparing the lists, rather than
 * remembering that we installed, also sees what somebody installed or removed by hand.
 */
function isInstalled() {
  const installed = packagesIn(inProject('node_modules/.package-lock.json'))
  const locked = packagesIn(inProject('package-lock.json'))
  if (!installed || !locked) return false
  return Object.entries(locked).every(([path, wanted]) => path === '' || isSame(wanted, installed[path]))
}

/**
 * @param {Entry} wanted
 * @param {Entry | undefined} found
 */
function isSame(wanted, found) {
  // Optional packages are mostly other platforms' binaries.
  if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer)
  return found.version === wanted.version && found.integrity === wanted.integrity
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
