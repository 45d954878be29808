import type { World } from '#lib/ports/world.ts'
import { compareBooks } from './compare-books.ts'
import { retryMs } from './payment/pace.ts'
import { type Replaying, replayMoneyBack } from './replay-events.ts'
import { sweep } from './sweep.ts'

type Sweeping = Replaying & Pick<World, 'fleet' | 'allowance' | 'books' | 'shops'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** When the shop sleeps, by the clock of the machine. */
const NIGHT_HOUR = 3

/**
 * What one server does beside the payments under way. At start over the last day, or back to where this database was last swept, and then
 * hourly over what is new, it looks for what no row knows of and for refunds that came back; at start and every night it holds the books
 * of the last two days, or of all the time since the last sweep, against Stripe's. A question that Stripe did not answer is asked again
 * soon and not an hour later. Each call is one round and answers after how many milliseconds the next is due.
 */
export function makeSweeper(world: Sweeping): () => Promise<number> {
  const startedAt = world.clock.now()
  let sweptUntil: number | undefined
  let heardUntil: number | undefined
  let compareAt = world.clock.now()
  /** A till that was shut for days compares all of them. */
  let compareFrom = world.clock.now()
  let tries = 0
  const again = () => retryMs(tries++)
  return async () => {
    const now = world.clock.now()
    sweptUntil ??= await lastSwept(world, startedAt)
    heardUntil ??= await lastHeard(world, sweptUntil)
    const { complete } = await sweep(world, sweptUntil)
    if (!complete) return again()
    // A key that may not read events stops nothing else; what was not answered is asked for with the next hour's, from the same moment on.
    if ((await replayMoneyBack(world, heardUntil)).ok) {
      heardUntil = now
      await world.books.heardTo(now)
    }
    compareFrom = Math.min(compareFrom, sweptUntil)
    sweptUntil = now
    await world.books.sweptTo(now)
    if (now >= compareAt) {
      if (!(await compareBooks(world, Math.min(compareFrom, now - 2 * DAY_MS))).complete) return again()
      compareAt = nextNight(now)
      compareFrom = now
    }
    tries = 0
    return Math.min(HOUR_MS, Math.max(1_000, compareAt - now))
  }
}

/** Written down before anybody looks: should Stripe not answer now, the next start finds this moment and not the sales made until then. */
async function lastSwept({ books }: Pick<World, 'books'>, startedAt: number): Promise<number> {
  const from = Math.min(startedAt - DAY_MS, (await books.sweptUntil(startedAt)) ?? startedAt)
  await books.sweptTo(from)
  return from
}

/** Has a mark of its own, for the sweep goes on without it. In the beginning that is where the sweep had come to. */
async function lastHeard({ books }: Pick<World, 'books'>, sweptUntil: number): Promise<number> {
  const from = (await books.heardUntil()) ?? sweptUntil
  await books.heardTo(from)
  return from
}

function nextNight(now: number): number {
  const night = new Date(now)
  night.setHours(NIGHT_HOUR, 0, 0, 0)
  if (night.getTime() <= now) night.setDate(night.getDate() + 1)
  return night.getTime()
}
