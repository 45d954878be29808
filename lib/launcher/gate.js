import { findBrowser } from './browser.js'
import { build } from './build.js'
import { runCommand } from './command.js'
import { startPostgres } from './embedded-postgres.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'
import { inProject, say } from './project.js'
import { withScratchFolder } from './scratch-folder.js'
import { blankSettings } from './test-till.js'

/**
 * The gate: types, lint, dead code, unit and integration tests, and, unless `fast`, the end-to-end tests in a real browser against
 * the production build. It installs what it needs, a browser included, and leaves nothing running.
 * @param {{ fast: boolean }} options
 * @returns {Promise<number>} the exit code
 */
export async function check({ fast }) {
  const signal = awaitEnding()
  const started = performance.now()
  await install(signal)
  const browser = fast ? undefined : await findBrowser(signal)
  const passed = await withScratchFolder(async folder => {
    if (!(await checkSources(signal))) return false
    if (!fast) await build(signal)
    if (!(await runVitest(folder, fast, signal))) return false
    return fast || (await runStories(browser, signal))
  })
  const seconds = Math.round((performance.now() - started) / 1000)
  say(passed ? `\nAll green after ${seconds} s.` : `\nNot green, after ${seconds} s.`)
  return passed ? 0 : 1
}

/**
 * All of them, even when the first complains: each is quick, and one run should tell everything.
 * @param {AbortSignal} signal
 */
async function checkSources(signal) {
  const typegen = await runStep('Route types', ['next/dist/bin/next', 'typegen'], { signal, quiet: true })
  const types = await runStep('Types', ['typescript/bin/tsc', '--noEmit', '-p', '.'], { signal })
  const lint = await runStep('Lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'], {
    signal,
  })
  const deadCode = await runStep('Dead code', ['knip/bin/knip.js'], {
    signal,
  })
  return typegen && types && lint && deadCode
}

/**
 * @param {string} folder
 * @param {boolean} fast
 * @param {AbortSignal} signal
 */
async function runVitest(folder, fast, signal) {
  const database = await startPostgres({ folder, durable: false, settings: { max_connections: '400' } })
  const slow = ['launcher/launch', 'testing/storm', 'testing/kill-nine'].map(name => `lib/${name}.test.ts`)
  const withoutLaunching = fast ? slow.flatMap(file => ['--exclude', file]) : []
  /** @type {[string, ...string[]]} */
  const args = ['vitest/vitest.mjs', 'run', '--config', 'lib/testing/vitest.config.ts', ...withoutLaunching]
  try {
    const env = { ...blankSettings, TEST_DATABASE_URL: database.url }
    return await runStep('Unit and integration tests', args, { signal, env })
  } finally {
    await database.stop()
  }
}

/**
 * The stories start a till of their own, the way `npm start` does, since some of them end it and start it again.
 * @param {string | undefined} browser
 * @param {AbortSignal} signal
 */
function runStories(browser, signal) {
  const env = { ...blankSettings, BROWSER_PATH: browser ?? '' }
  return runStep('End-to-end tests', ['playwright/cli.js', 'test', '-c', 'e2e'], { signal, env })
}

/**
 * @param {string} title
 * @param {[string, ...string[]]} command a program in node_modules and its arguments
 * @param {{ signal: AbortSignal, env?: Record<string, string>, quiet?: boolean }} options `quiet`: speaks only when it fails
 */
async function runStep(title, [program, ...args], { signal, env = {}, quiet = false }) {
  if (!quiet) say(`\n${title}`)
  const { code, output } = await runCommand(process.execPath, [inProject('node_modules', program), ...args], {
    signal,
    env: { NEXT_TELEMETRY_DISABLED: '1', ...env },
    show: !quiet,
  })
  if (code !== 0) say(`${output}\n${title}: failed.`)
  return code === 0
}
