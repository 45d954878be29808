import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { blankSettings, startTestTill } from '#lib/launcher/test-till.js'
import { cleanClone, coldStart } from './clean-clone.ts'
import { type Row, short, spreadOf, told } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const WARM_RUNS = 5
const MOST_WARM_MS = 3_000

/** From the start command to a till whose parts are all up: with nothing there, with nothing in the shop, and with nothing changed. */
export async function readyPart(settings: Settings): Promise<void> {
  const starts = [settings.BENCH_READY_EMPTY_MS, settings.BENCH_READY_WARM_MS]
  const [empty = Number.NaN, ...warm] = await withScratchFolder(async folder => {
    const times: number[] = []
    for (let run = 0; run <= WARM_RUNS; run++) {
      const till = await startTestTill({ folder, signal: new AbortController().signal })
      times.push(till.readyMs)
      await till.stop()
    }
    return times
  })
  const spread = spreadOf([...warm, ...(starts[1] === undefined ? [] : [starts[1]])])
  print('Ready', [
    {
      what: 'warm: a start with nothing changed',
      measured: told(spread),
      runs: spread.runs,
      target: '≤ 3 s',
      met: spread.p99 <= MOST_WARM_MS,
    },
    {
      what: 'built, with an empty data folder',
      measured: told(spreadOf([empty, ...(starts[0] === undefined ? [] : [starts[0]])])),
      runs: starts[0] === undefined ? 1 : 2,
    },
    ...(await coldRows()),
  ])
}

async function coldRows(): Promise<readonly Row[]> {
  return withScratchFolder(async folder => {
    const clone = cleanClone(folder)
    if (!clone) return []
    const { installMs, buildMs, startMs, complaint } = await coldStart(clone, {
      ...blankSettings,
      DATA_DIR: `${folder}/data`,
    })
    if (complaint) return [{ what: 'cold: a clean clone', measured: `did not start: ${complaint}` }]
    const seconds = (ms: number) => `${short(ms / 1000)} s`
    return [
      {
        what: 'cold: a clean clone with its packages installed',
        measured: `${seconds(buildMs + startMs)}: build ${seconds(buildMs)}, start ${seconds(startMs)}`,
        runs: 1,
      },
      {
        what: 'cold: a clean clone, npm’s cache as it is here',
        measured: `${seconds(installMs + buildMs + startMs)}: install ${seconds(installMs)}, then as above`,
        runs: 1,
      },
    ]
  })
}
