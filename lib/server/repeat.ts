import type { Log } from '#lib/ports/log.ts'

const AFTER_TROUBLE_MS = 1_000

export type Repeating = {
  /** Runs again within this many milliseconds, if it would otherwise rest longer. */
  soon(withinMs: number): void
  /** No further round; resolves when the one under way has ended. */
  stop(): Promise<void>
}

/**
 * Does the work now and again after as many milliseconds as it answers; never again when it answers nothing. One round at a
 * time. A round that throws is logged, and tried again after a second: a server must not stop watching because of one bad minute.
 */
export function repeat(log: Log, name: string, work: () => Promise<number | undefined>): Repeating {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let dueAt = Number.POSITIVE_INFINITY
  let round = Promise.resolve()
  const rest = (ms: number) => {
    clearTimeout(timer)
    dueAt = performance.now() + ms
    timer = setTimeout(run, ms)
    timer.unref()
  }
  const run = () => {
    timer = undefined
    round = work()
      .catch(error => {
        log.error({ err: error }, `${name} failed`)
        return AFTER_TROUBLE_MS
      })
      .then(ms => {
        if (!stopped && ms !== undefined) rest(ms)
      })
  }
  run()
  return {
    soon: withinMs => {
      if (!stopped && timer && dueAt - performance.now() > withinMs) rest(withinMs)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
