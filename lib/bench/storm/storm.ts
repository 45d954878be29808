import { audit, type Violation } from './audit.ts'
import { cashier } from './cashier.ts'
import { closingTime, type Rest } from './closing-time.ts'
import { measureCpu } from './cpu-meter.ts'
import { customers } from './customers.ts'
import { type Figures, newFigures } from './figures.ts'
import { inspector } from './inspector.ts'
import { killer } from './killer.ts'
import { newMemory } from './memory.ts'
import { openShop, type Shop } from './open-shop.ts'
import type { StormOptions } from './options.ts'
import { diceOf } from './random.ts'
import { loadRecords } from './records.ts'
import { shopKeeper } from './shop-keeper.ts'
import { openStage, type Stage } from './stage.ts'
import { handAt } from './till-hand.ts'
import { openTillLine } from './till-line.ts'
import { keepTraces } from './trace.ts'
import { wait } from './wait.ts'
import { clearSkies, weather } from './weather.ts'

export type Outcome = {
  readonly options: StormOptions
  readonly figures: Figures
  /** What no log may hold, by name. */
  readonly secrets: Readonly<Record<string, string>>
  /** Seconds of storm, without start and closing time. */
  readonly seconds: number
  readonly rest: Rest
  readonly violations: readonly Violation[]
  readonly traces: readonly string[]
  readonly tenders: readonly { readonly what: string; readonly count: number }[]
  /** Milliseconds of a core, by who spent them. */
  readonly cpu: ReadonlyMap<string, number>
}

/** Progress every so often; the caller decides where it goes. */
type Say = (line: string) => void

/**
 * One bad day: the real application, database and simulator, robots at every register and before every reader, every fault and kill −9 by
 * seed. Then closing time, and the books are compared with the simulator's.
 */
export async function runStorm(
  options: StormOptions,
  say: Say = () => {},
  ending: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const stage = await openStage(options)
  try {
    await Promise.all(stage.servers.map(server => server.start()))
    const dice = diceOf(`${options.seed} shop`)
    const shop = await openShop(stage, options.registers, dice)
    say(
      `${shop.desks.length} registers are open at ${stage.servers.map(server => server.origin).join(' and ')}.`,
    )
    const figures = newFigures()
    const memory = newMemory()
    const began = performance.now()
    const cpu = measureCpu({
      till: () => stage.servers.flatMap(server => server.pids()),
      database: () => [stage.pids.database],
      simulator: () => [stage.pids.simulator],
      robots: () => [process.pid],
    })
    const seen = await Promise.race([blow({ stage, shop, options, figures, memory, say }), aborted(ending)])
    cpu.stop()
    const seconds = (performance.now() - began) / 1000
    say(`Closing time after ${Math.round(seconds)} s.`)
    const rest = await closingTime(stage, shop)
    say('At rest; the books are compared.')
    await loadRecords(stage.pool, stage.stripe, memory)
    const violations = [...seen, ...(await audit(stage.pool)), ...unrest(rest)]
    const traces = await keepTraces(stage.pool, violations, options.folder)
    const { rows } = await stage.pool.query<{ what: string; count: number }>(TENDERS)
    const secrets = { ...stage.secrets, ...shop.secrets }
    return { options, figures, secrets, seconds, rest, violations, traces, tenders: rows, cpu: cpu.spent }
  } finally {
    await stage.close()
  }
}

/** Never resolves; rejects when the storm is asked to end. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

const TENDERS = `
select kind || ' ' || state as what, count(*)::int as count from tender group by 1
union all select 'surprise ' || kind, count(*)::int from surprise group by 1
union all select 'sale ' || status, count(*)::int from sale group by 1
union all select 'call ' || step || ' ' || coalesce(outcome, 'open') || coalesce(' ' || code, ''), count(*)::int from call group by 1
union all select 'calls sent again', coalesce(sum(times_sent - 1), 0)::int from call
order by 1`

const unrest = ({ left, morning }: Rest): readonly Violation[] => [
  ...left.map(what => ({ rule: 'the engine comes to rest', sale_id: null, what })),
  ...morning.map(what => ({ rule: 'a new try succeeds', sale_id: null, what })),
]

type Blowing = {
  readonly stage: Stage
  readonly shop: Shop
  readonly options: StormOptions
  readonly figures: Figures
  readonly memory: ReturnType<typeof newMemory>
  readonly say: Say
}

/**
 * The storm itself: everybody at once, until time and payments are reached. Returns when all robots have put down what they held, with
 * what the inspector saw.
 */
async function blow({ stage, shop, options, figures, memory, say }: Blowing): Promise<readonly Violation[]> {
  let closing = false
  let home = false
  const isClosing = () => closing
  const { servers, stripe } = stage
  const line = openTillLine(servers, shop.desks[0]?.cookie ?? '', signal => memory.heard.push(signal))
  const diceFor = (who: string) => diceOf(`${options.seed} ${who}`)
  const cashiers = shop.desks.map((desk, at) => {
    const dice = diceFor(`cashier ${at}`)
    const hand = handAt({ desk, servers, dice, figures, memory })
    return cashier({ hand, line, dice, memory, figures, goods: shop.goods, isClosing })
  })
  const readers = [...new Set(shop.desks.map(desk => desk.readerId))]
  const sky = weather({
    stripe,
    readers,
    dice: diceFor('weather'),
    figures,
    isClosing,
    oneVerySlow: options.minutes >= 5,
  })
  const people = customers({ stripe, dice: diceFor('customers'), memory, figures, isClosing: () => home })
  const kills = killer({
    servers,
    dice: diceFor('killer'),
    figures,
    everySeconds: options.killEvery,
    isClosing,
  })
  const keeper = shopKeeper({ pool: stage.pool, dice: diceFor('shop keeper'), figures, isClosing })
  const inspected = inspector(stage.pool, () => home)
  const everybody = Promise.all([...cashiers, sky, kills, keeper])
  await Promise.race([everybody, untilEnough(stage, options, say)])
  closing = true
  await everybody
  home = true
  await people
  await clearSkies(stripe, figures)
  line.close()
  return inspected
}

const TELL_EVERY_MS = 15_000

async function untilEnough({ pool }: Stage, { minutes, payments }: StormOptions, say: Say): Promise<void> {
  const began = performance.now()
  let toldAt = began
  for (;;) {
    await wait(1_000)
    const passed = performance.now() - began
    const { rows } = await pool.query<{ done: number }>(DONE)
    const done = rows[0]?.done ?? 0
    if (passed >= minutes * 60_000 && done >= payments) return
    if (performance.now() - toldAt < TELL_EVERY_MS) continue
    toldAt = performance.now()
    say(`${Math.round(passed / 1000)} s: ${done} payments, ${(done / (passed / 1000)).toFixed(1)} a second.`)
  }
}

/** A payment is a tender that has come to its end. */
const DONE = `select count(*)::int as done from tender where state in ('paid', 'canceled')`
