import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './command.js'
import { PlainError } from './plain-error.js'
import { inProject, say } from './project.js'
import { environment } from './settings.js'
import { isRoot } from './unprivileged.js'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'msedge',
]

const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A browser to test with: the one in BROWSER_PATH, one that is there, Debian's package when we may install it, or Playwright's own.
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>} its path; undefined for Playwright's own, which Playwright finds itself
 */
export async function findBrowser(signal) {
  const named = environment().BROWSER_PATH
  if (named && !existsSync(named))
    throw new PlainError(`BROWSER_PATH is ${named}, and there is no such file.`)
  if (named) return named
  return (
    (await installedBrowser(signal)) ??
    (await installFromDebian(signal)) ??
    (await installFromPlaywright(signal))
  )
}

/** @param {AbortSignal} signal */
async function installedBrowser(signal) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...folders.flatMap(folder => NAMES.map(name => join(folder, name))), ...USUAL_PLACES]
  for (const path of candidates) if (existsSync(path) && (await runs(path, signal))) return path
  return undefined
}

/**
 * Ubuntu's `chromium-browser` is a script that asks for a snap, and a snap cannot see our folders: being there is not enough.
 * @param {string} path
 * @param {AbortSignal} signal
 */
async function runs(path, signal) {
  if (realpathSync(path).includes('/snap')) return false
  // On Windows a browser asked for its version opens a window.
  if (process.platform === 'win32') return true
  const { code, output } = await runCommand(path, ['--version'], { signal }).catch(() => ({
    code: 1,
    output: '',
  }))
  return code === 0 && /\d+\.\d+/.test(output)
}

/** @param {AbortSignal} signal */
async function installFromDebian(signal) {
  if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) return undefined
  say('Installing Chromium from Debian…')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update', '-qq'], { signal, env })
  const packages = ['chromium', 'fonts-dejavu-core']
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    {
      signal,
      env,
    },
  )
  if (code !== 0) say(`${output.trim()}\nDebian has no Chromium for us.`)
  return installedBrowser(signal)
}

/** @param {AbortSignal} signal */
async function installFromPlaywright(signal) {
  say("Installing Playwright's Chromium…")
  const cli = inProject('node_modules/playwright/cli.js')
  const { code, output } = await runCommand(process.execPath, [cli, 'install', 'chromium'], { signal })
  if (code !== 0)
    throw new PlainError(
      `${output.trim()}\nThere is no browser to test with: install Chrome or Chromium, or set BROWSER_PATH to one.`,
    )
  return undefined
}
