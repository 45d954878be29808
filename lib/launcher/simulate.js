import { startChild } from './child.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'

/**
 * Runs the simulator alone, for any other project: nothing is built, no database is started.
 * @param {string[]} args its own flags
 * @returns {Promise<number>} the exit code
 */
export async function simulate(args) {
  const ending = awaitEnding()
  try {
    await install(ending)
  } catch (error) {
    if (ending.aborted) return 0
    throw error
  }
  const program = ['--import', 'tsx', 'lib/stripe-simulator/main.ts', ...args]
  const simulator = startChild(program, {
    onStarted: child => ending.addEventListener('abort', () => void child.stop(), { once: true }),
  })
  const { code } = await simulator.ended
  return code ?? 1
}
