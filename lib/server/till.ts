import { setClock } from '#lib/adapters/database/set-clock.ts'
import { readersKey } from '#lib/contracts/keys.ts'
import { nextLookAt } from '#lib/domain/health-strip.ts'
import { makeConnector } from '#lib/operations/connect-at-start.ts'
import { lookAfterReaders } from '#lib/operations/readers/look-after-readers.ts'
import { beat, makeWatcher } from '#lib/operations/reconcile.ts'
import { type HealthMemory, sampleHealth } from '#lib/operations/sample-health.ts'
import { makeSweeper } from '#lib/operations/sweeper.ts'
import { env, isLoopback } from './env.ts'
import { fleetWatch } from './fleet-watch.ts'
import { writeKnocks } from './knock-tally.ts'
import { repeat } from './repeat.ts'
import { type Wired, wired } from './world.ts'

const BEAT_EVERY_MS = 4_000
const TALLY_EVERY_MS = 5_000
const SEAL_EVERY_MS = 600_000
/** How long whoever looks after readers rests when nothing is under way with one. */
const QUIET_MS = 15_000

const here = globalThis as { taplineOpen?: Promise<() => Promise<void>> }

/** Starts what a server does by itself: its heart, the reconciler, its endpoints at the simulator. Once per process. */
export function openTill(): Promise<() => Promise<void>> {
  here.taplineOpen ??= open(wired())
  return here.taplineOpen
}

async function open(till: Wired): Promise<() => Promise<void>> {
  const { world, live, pool } = till
  const { log, pace } = world
  // Before anything is measured by it. Without the database nothing is; every beat sets it again.
  await setClock(pool, world.clock).catch(error => log.warn({ err: error }, 'the clock could not be set'))
  const heart = repeat(log, 'heartbeat', () => beat(world).then(() => BEAT_EVERY_MS))
  const reconciler = makeWatcher(world)
  const watcher = repeat(log, 'reconciler', reconciler.turn)
  const sweeper = repeat(log, 'sweep', makeSweeper(world))
  const fleet = fleetWatch(world)
  const readers = repeat(log, 'readers', async () => {
    await lookAfterReaders(world)
    return (await world.readerTests.nextDueAt()) === undefined ? QUIET_MS : pace.reconcileEveryMs
  })
  const sealer = repeat(log, 'audit seal', () =>
    world.audit.seal(world.clock.now()).then(() => SEAL_EVERY_MS),
  )
  const unsubscribe = live.bus.subscribe(({ key }) => {
    watcher.soon(pace.reconcileEveryMs)
    if (key === readersKey) readers.soon(pace.reconcileEveryMs)
  })
  const endpoints = knockHere(till)
  const sampler = sampling(till)
  const tally = repeat(log, 'knock tally', () => writeKnocks(world).then(() => TALLY_EVERY_MS))
  return async () => {
    unsubscribe()
    await Promise.all([
      heart.stop(),
      watcher.stop().then(reconciler.rest),
      sweeper.stop(),
      sealer.stop(),
      fleet.stop(),
      readers.stop(),
      endpoints.stop(),
      tally.stop(),
      sampler.stop(),
    ])
    await live.close()
    await pool.end()
  }
}

const HOUR_MS = 3_600_000

const START_MS = 4_000

/** Once a minute, shortly after it has begun, by whichever server comes first. What is older than its use is forgotten then. */
function sampling({ world }: Wired) {
  const memory: HealthMemory = { kept: [] }
  let hasBegun = false
  return repeat(world.log, 'health', async () => {
    if (!hasBegun) {
      // A server that is just starting finds everything slow, itself most of all.
      hasBegun = true
      return START_MS
    }
    await sampleHealth(world, memory)
    await world.knocks.forgetBefore(world.clock.now() - 7 * 24 * HOUR_MS).catch(() => undefined)
    await world.knocks.blankBefore(world.clock.now() - 30 * 24 * HOUR_MS).catch(() => undefined)
    const now = world.clock.now()
    return nextLookAt(now) - now
  })
}

/** The endpoints are seen to at every start, again and again until Stripe has let us: with the simulator by themselves, else where a manager said. */
function knockHere({ world }: Wired) {
  const here = env().TAPLINE_SIMULATOR_ORIGIN ? originHere() : undefined
  return repeat(world.log, 'webhook endpoints', makeConnector(world, here))
}

/** The simulator is on this machine. A till that listens on one address of the network answers there and nowhere else. */
function originHere(): string {
  const { HOST, PORT } = env()
  const isOneAddress = !isLoopback(HOST) && HOST !== '0.0.0.0' && HOST !== '::'
  return `http://${isOneAddress ? HOST : '127.0.0.1'}:${PORT}`
}
