import type { Signal } from '#lib/ports/live.ts'
import { type Database, edgesOf, signalsAfter } from './signals.ts'

const PAGE = 500

export type OnceEach = {
  /** Delivers those that were not delivered before. */
  heard(signals: readonly Signal[]): void
  /** Reads what the table holds and was not heard. The first time it only finds out where the table ends. */
  catchUp(database: Database): Promise<void>
  /** Whether it knows where the table ended when it began: from then on nothing is missed. */
  began(): boolean
}

/**
 * A signal may come by three ways: announced here, heard from the database, read from the table. It is delivered once. Ids are given out
 * before the commit, so the table is read from where it ended two readings ago, not from the greatest id heard.
 */
export function onceEach(deliver: (signal: Signal) => void): OnceEach {
  const seen = new Set<number>()
  let newest = 0
  let newestBefore = 0
  let floor: number | undefined

  const heard = (signals: readonly Signal[]) => {
    for (const signal of signals) {
      if (seen.has(signal.id)) continue
      seen.add(signal.id)
      newest = Math.max(newest, signal.id)
      deliver(signal)
    }
  }

  const readOn = async (database: Database, from: number) => {
    for (let after = from; ; ) {
      const signals = await signalsAfter(database, after, PAGE)
      heard(signals)
      const last = signals.at(-1)
      if (!last || signals.length < PAGE) return
      after = last.id
    }
  }

  return {
    heard,
    began: () => floor !== undefined,
    async catchUp(database) {
      if (floor === undefined) {
        floor = newestBefore = (await edgesOf(database)).newest
        newest = Math.max(newest, floor)
        return
      }
      await readOn(database, floor)
      floor = newestBefore
      newestBefore = newest
      for (const id of seen) if (id <= floor) seen.delete(id)
    },
  }
}
