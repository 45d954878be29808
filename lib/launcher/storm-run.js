import { build } from './build.js'
import { runCommand } from './command.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'

/**
 * Runs `lib/bench/storm` against the production build. The storm starts its servers itself, because it kills them too.
 * @param {string[]} args for the storm itself
 * @returns {Promise<number>} the exit code
 */
export async function storm(args) {
  const signal = awaitEnding()
  await install(signal)
  await build(signal)
  const program = ['--import', 'tsx', 'lib/bench/storm/main.ts', ...args]
  const { code } = await runCommand(process.execPath, program, { signal, show: true })
  return code
}
