import type { Announce, LiveBus, Signal } from '#lib/ports/live.ts'
import type { Log } from '#lib/ports/log.ts'
import type { Clock } from '#lib/ports/world.ts'
import { announcer } from './announce.ts'
import { listen } from './listen.ts'
import { onceEach } from './once-each.ts'
import { type Database, edgesOf, pruneSignals, signalsAfter, signalsIn } from './signals.ts'

const SWEEP_EVERY_MS = 4_000
const PRUNE_EVERY_MS = 60 * 60 * 1000
const KEPT_MS = 24 * 60 * 60 * 1000
/** More missed than this, and reading everything again is cheaper than telling it. */
const MOST_RESUMED = 1_000
/** A smaller id may have become visible after the greater one that a browser heard last, so it resumes from a little earlier. */
const RESUME_OVERLAP = 100

export type LiveLine = {
  readonly bus: LiveBus
  /** After the commit. Streams of this server hear it at once, other servers through the database. */
  readonly announce: Announce
  /** Ends every stream, at once, and then the connection. A second time does no harm. */
  close(): Promise<void>
}

type Options = {
  readonly url: string
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** How often the table is read for what no notification told, in milliseconds. */
  readonly sweepEveryMs?: number
}

/** One per server process: an ear on the database, and everybody here who wants to hear. */
export function openLiveLine(options: Options): LiveLine {
  const { url, database, clock, log } = options
  const listeners = new Set<(signal: Signal) => void>()
  const closers = new Set<() => void>()
  let isClosed = false
  const hearing = onceEach(signal => {
    for (const listener of [...listeners]) toldSafely(listener, signal, log)
  })
  const complain = (error: unknown) => log.warn({ err: error }, 'Signals could not be read.')
  const catchUp = oneAtATime(() => hearing.catchUp(database).catch(complain))
  const line = listen({
    url,
    log,
    onPayload: payload => hearing.heard(signalsIn(payload)),
    onUp: catchUp,
  })
  const sweeping = every(options.sweepEveryMs ?? SWEEP_EVERY_MS, catchUp)
  const pruning = every(PRUNE_EVERY_MS, () => {
    pruneSignals(database, clock.now() - KEPT_MS).catch(complain)
  })
  const notify = announcer({ database, log })

  return {
    bus: {
      subscribe: listener => added(listeners, listener),
      onClose: listener => {
        if (isClosed) listener()
        return added(closers, listener)
      },
      since: id => since(database, id),
      listening: () => line.up() && hearing.began(),
    },
    announce(signals) {
      hearing.heard(signals)
      notify(signals)
    },
    close() {
      isClosed = true
      clearInterval(sweeping)
      clearInterval(pruning)
      for (const close of [...closers]) close()
      return line.close()
    },
  }
}

/** A stream that breaks must break neither the others nor the sale that was just saved. */
function toldSafely(listener: (signal: Signal) => void, signal: Signal, log: Log): void {
  try {
    listener(signal)
  } catch (error) {
    log.error({ err: error }, 'A listener of the live line broke.')
  }
}

function every(ms: number, work: () => void): NodeJS.Timeout {
  return setInterval(work, ms).unref()
}

function added<T>(to: Set<T>, one: T): () => void {
  to.add(one)
  return () => void to.delete(one)
}

/** Asked while it works, it works once more afterwards: what it has read by then may be older than the asking. */
function oneAtATime(work: () => Promise<void>): () => void {
  let working = false
  let again = false
  const run = async () => {
    working = true
    do {
      again = false
      await work()
    } while (again)
    working = false
  }
  return () => {
    again = true
    if (!working) void run()
  }
}

async function since(database: Database, id: number): Promise<readonly Signal[] | undefined> {
  const { oldest, newest } = await edgesOf(database)
  if (oldest === 0 || id < oldest - 1 || id > newest) return undefined
  const signals = await signalsAfter(database, id - RESUME_OVERLAP, MOST_RESUMED + RESUME_OVERLAP)
  return signals.length < MOST_RESUMED + RESUME_OVERLAP ? signals : undefined
}
