import { availableParallelism } from 'node:os'
import type { CashDesk } from './cash-desk.ts'
import { tillBelow } from './cpu.ts'
import { medianOf, type Row, short } from './figures.ts'
import { holdBack } from './held-back.ts'
import type { Spent } from './sales-part.ts'
import { type Server, secondServer } from './second-server.ts'
import type { Settings } from './settings.ts'

const IN_FLIGHT = 16
const COUNT = 800
const ROUNDS = 3
/** Two servers at this much of a core each leave room on two cores for PostgreSQL and for whoever asks. */
const SHARE = 0.35
const HELD_COUNT = 500

/** One against two, in turn. What two cores can show at all is said beside it. */
export async function twoServers(settings: Settings, desk: CashDesk, spent: Spent): Promise<readonly Row[]> {
  const second = await secondServer(settings)
  try {
    await desk.pay(COUNT, IN_FLIGHT, [second.origin])
    const free = await oneAndTwo(settings, desk, second, COUNT, ROUNDS)
    return [freeRow(free, spent), ...(await heldRows(settings, desk, second))]
  } finally {
    await second.stop()
  }
}

type Rates = {
  readonly one: number
  readonly two: number
  readonly emptyOne: number
  readonly emptyTwo: number
}

async function oneAndTwo(
  { BASE_URL }: Settings,
  desk: CashDesk,
  { origin }: Server,
  count: number,
  rounds: number,
): Promise<Rates> {
  const rates = {
    one: [] as number[],
    two: [] as number[],
    emptyOne: [] as number[],
    emptyTwo: [] as number[],
  }
  for (let round = 0; round < rounds; round++) {
    rates.emptyOne.push((await desk.empty(count, IN_FLIGHT)).perSecond)
    rates.emptyTwo.push((await desk.empty(count, IN_FLIGHT, [BASE_URL, origin])).perSecond)
    rates.one.push((await desk.pay(count, IN_FLIGHT)).perSecond)
    rates.two.push((await desk.pay(count, IN_FLIGHT, [BASE_URL, origin])).perSecond)
  }
  return {
    one: medianOf(rates.one),
    two: medianOf(rates.two),
    emptyOne: medianOf(rates.emptyOne),
    emptyTwo: medianOf(rates.emptyTwo),
  }
}

/** The target is only judged where the cores allow it: two tills, PostgreSQL and the bench need more than two. */
function freeRow({ one, two, emptyOne, emptyTwo }: Rates, spent: Spent): Row {
  const cores = availableParallelism()
  const most = Math.min(2, (cores * 1000) / (spent.till + spent.database + spent.bench) / one)
  const allows = !(most < 1.7)
  return {
    what: 'both at full speed',
    measured: `${short(two)}/s against ${short(one)}/s = ×${short(two / one)}`,
    runs: COUNT * ROUNDS,
    floor: `empty route ×${short(emptyTwo / emptyOne)}`,
    target: allows ? '≥ ×1.7' : `≥ ×1.7; ${cores} cores allow ×${short(most)} at most`,
    ...(allows ? { met: two >= one * 1.7 } : {}),
  }
}

/** Whether the database stands in the way of a second server shows where neither has to fight for a core. */
async function heldRows(settings: Settings, desk: CashDesk, second: Server): Promise<readonly Row[]> {
  const first = tillBelow(settings.BENCH_LAUNCHER_PID)
  if (first === undefined) return []
  const letGo = holdBack([first, second.pid], SHARE)
  try {
    const { one, two, emptyOne, emptyTwo } = await oneAndTwo(settings, desk, second, HELD_COUNT, 2)
    return [
      {
        what: `each held to ${SHARE * 100} % of a core`,
        measured: `${short(two)}/s against ${short(one)}/s = ×${short(two / one)}`,
        runs: HELD_COUNT * 2,
        floor: `empty route ×${short(emptyTwo / emptyOne)}`,
        target: '≥ ×1.7',
        met: two >= one * 1.7,
      },
    ]
  } finally {
    letGo()
  }
}
