import { findBrowser } from './browser.js'
import { build } from './build.js'
import { runCommand } from './command.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'
import { withScratchFolder } from './scratch-folder.js'
import { startTestTill } from './test-till.js'

/**
 * Runs `lib/bench` against a production till with an empty database of its own. The till is started twice, once on nothing and once
 * on what it left, because how soon it is ready is one of the figures.
 * @param {string[]} args for the bench itself
 * @returns {Promise<number>} the exit code
 */
export async function bench(args) {
  const signal = awaitEnding()
  await install(signal)
  const browser = await findBrowser(signal)
  await build(signal)
  return withScratchFolder(async folder => {
    const first = await startTestTill({ folder, signal })
    await first.stop()
    const till = await startTestTill({ folder, signal })
    try {
      const { code } = await runCommand(process.execPath, ['--import', 'tsx', 'lib/bench/main.ts', ...args], {
        signal,
        show: true,
        env: {
          BASE_URL: till.url,
          SIMULATOR_ORIGIN: till.simulator,
          BROWSER_PATH: browser ?? '',
          BENCH_DATABASE_URL: till.databaseUrl,
          BENCH_LAUNCHER_PID: String(till.pid),
          BENCH_READY_EMPTY_MS: String(Math.round(first.readyMs)),
          BENCH_READY_WARM_MS: String(Math.round(till.readyMs)),
        },
      })
      return code
    } finally {
      await till.stop()
    }
  })
}
