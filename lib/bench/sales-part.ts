import { availableParallelism } from 'node:os'
import { type CashDesk, openCashDesk } from './cash-desk.ts'
import type { Counter } from './counter.ts'
import { cpuOf, parentOf, tillBelow } from './cpu.ts'
import { bareCommits, fdatasyncs } from './disk-floor.ts'
import { medianOf, type Row, short, timesRow } from './figures.ts'
import type { Loaded } from './http-load.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'
import { twoServers } from './two-servers.ts'

const IN_FLIGHT = 16
const SERIAL = 300
const ROUND = 1_000
const ROUNDS = 3

/** Durable sales: cash payments of prepared drafts through the real route, beside an empty route of the same process. */
export async function salesPart(settings: Settings, counter: Counter): Promise<void> {
  const desk = await openCashDesk(counter, SERIAL + ROUND * (ROUNDS + 1) + 12_000)
  await desk.empty(ROUND, IN_FLIGHT)
  await desk.pay(ROUND, IN_FLIGHT)

  const serialFloor = await desk.empty(SERIAL, 1)
  const serial = await desk.pay(SERIAL, 1)
  const { empty, cash, spent } = await rounds(settings, counter, desk)
  const commits = await bareCommits(counter.pool, { runs: 300, inFlight: 1 })
  const manyCommits = await bareCommits(counter.pool, { runs: 3_000, inFlight: IN_FLIGHT })
  const perSecond = medianOf(cash.map(load => load.perSecond))
  const emptyPerSecond = medianOf(empty.map(load => load.perSecond))

  print('Durable sales, paid in cash through the route', [
    timesRow('keep 8 KiB (fdatasync)', fdatasyncs(300)),
    timesRow('commit one bare row', commits.times),
    timesRow('cash round trip, one at a time', serial.times, { floor: serialFloor.times, mostMs: 50 }),
    timesRow(
      `cash round trip, ${IN_FLIGHT} in flight`,
      cash.flatMap(load => load.times),
      {
        floor: empty.flatMap(load => load.times),
      },
    ),
    {
      what: `durable sales per second, ${IN_FLIGHT} in flight`,
      measured: `${short(perSecond)}/s = ${short((perSecond / emptyPerSecond) * 100)} %`,
      runs: ROUND * ROUNDS,
      floor: `empty route ${short(emptyPerSecond)}/s`,
      target: '≥ 60 % of the empty route',
      met: perSecond >= emptyPerSecond * 0.6,
    },
    {
      what: `bare commits per second, ${IN_FLIGHT} in flight`,
      measured: `${short(manyCommits.perSecond)}/s`,
      runs: 3_000,
    },
    ...spentRows(spent),
  ])
  print(
    `A second server process on the same PostgreSQL (${availableParallelism()} cores)`,
    await twoServers(settings, desk, spent),
  )
}

export type Spent = {
  readonly till: number
  readonly database: number
  readonly bench: number
  readonly empty: number
}

/** Turn by turn, so that whatever else the machine does meets both alike. */
async function rounds(settings: Settings, counter: Counter, desk: CashDesk) {
  const empty: Loaded[] = []
  const cash: Loaded[] = []
  const meter = await cpuMeter(settings, counter)
  const spent = { till: 0, database: 0, bench: 0, empty: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const start = meter()
    empty.push(await desk.empty(ROUND, IN_FLIGHT))
    const between = meter()
    cash.push(await desk.pay(ROUND, IN_FLIGHT))
    const end = meter()
    spent.empty += between.till - start.till
    for (const who of ['till', 'database', 'bench'] as const) spent[who] += end[who] - between[who]
  }
  const each = (ms: number) => ms / (ROUND * ROUNDS)
  return {
    empty,
    cash,
    spent: {
      till: each(spent.till),
      database: each(spent.database),
      bench: each(spent.bench),
      empty: each(spent.empty),
    },
  }
}

/** Milliseconds of a core so far. All NaN where the system does not tell. */
async function cpuMeter({ BENCH_LAUNCHER_PID }: Settings, { pool }: Counter) {
  const till = tillBelow(BENCH_LAUNCHER_PID) ?? 0
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const database = parentOf(rows[0]?.pid ?? 0) ?? 0
  return () => {
    const { user, system } = process.cpuUsage()
    return {
      till: cpuOf(till) ?? Number.NaN,
      database: cpuOf(database) ?? Number.NaN,
      bench: (user + system) / 1000,
    }
  }
}

function spentRows({ till, database, bench, empty }: Spent): readonly Row[] {
  if (!Number.isFinite(till + database)) return []
  return [
    {
      what: 'core time per sale',
      measured: `till ${short(till)}, PostgreSQL ${short(database)}, the bench itself ${short(bench)} ms`,
      floor: `empty route: till ${short(empty)} ms`,
    },
  ]
}
