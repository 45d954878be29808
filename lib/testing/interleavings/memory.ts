import type { Ask } from './doors.ts'
import type { Explored } from './explored.ts'
import { doJob } from './jobs.ts'
import { serverWorld } from './server-world.ts'
import type { Ended, Memory, Moment, Parked } from './state.ts'

/**
 * What the real code does next, as a pure function of what it was told so far. A promise cannot be copied, a history can: the
 * operations run again from the start of a history that nobody has lived through yet, are fed the answers it names, and stop at the
 * ports they wait at. Each history is lived through once; every state of the world in which a server has it shares the result.
 */
export type Memories = {
  /** A server that has just started, or has nothing on its mind. */
  blank(serverId: string, marks?: string): Memory
  /** At once when somebody has lived through it before. */
  after(memory: Memory, moment: Moment): Memory | Promise<Memory>
  readonly lived: () => number
}

export function makeMemories(explored: Explored, now: number): Memories {
  const known = new Map<string, Memory>()
  const values = makeNames()
  let nr = 0
  const keep = (memory: Omit<Memory, 'nr'>): Memory => ({ ...memory, nr: ++nr })
  const blanks = new Map<string, Memory>()
  return {
    blank(serverId, marks = `${serverId}/0`) {
      const there = blanks.get(marks)
      if (there) return there
      const blank = keep({ of: serverId, marks, history: [], parked: [], ended: [], troubles: [] })
      blanks.set(marks, blank)
      return blank
    },
    after(memory, moment) {
      const key = `${memory.nr} ${moment.kind === 'answer' ? moment.to : 'job'} ${values.nameOf(moment.kind === 'answer' ? moment.value : moment)}`
      const there = known.get(key)
      if (there) return there
      return live(explored, memory, [...memory.history, moment], now).then(lived => {
        const next = keep({
          of: memory.of,
          marks: memory.marks,
          history: [...memory.history, moment],
          ...lived,
        })
        known.set(key, next)
        return next
      })
    },
    lived: () => nr,
  }
}

/** Equal values get the same number, however often they are made. */
export function makeNames() {
  const byText = new Map<string, number>()
  const byValue = new WeakMap<object, number>()
  return {
    nameOf(value: unknown): number {
      const isObject = typeof value === 'object' && value !== null
      const before = isObject ? byValue.get(value) : undefined
      if (before !== undefined) return before
      const text = JSON.stringify(value) ?? 'undefined'
      const name = byText.get(text) ?? byText.size
      byText.set(text, name)
      if (isObject) byValue.set(value, name)
      return name
    },
  }
}

type Lived = Pick<Memory, 'parked' | 'ended' | 'troubles'>

/** A turn of the event loop: every promise that can go on has gone on. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve))

async function live(
  explored: Explored,
  { of: serverId, marks }: Memory,
  history: readonly Moment[],
  now: number,
): Promise<Lived> {
  const waiting = new Map<number, { readonly ask: Ask; readonly go: (value: unknown) => void }>()
  const troubles: string[] = []
  const ended: Ended[] = []
  let asked = 0
  const ask = (what: Ask) => new Promise(go => waiting.set(++asked, { ask: what, go }))
  const world = serverWorld(explored, ask, {
    serverId,
    marks,
    now: () => now,
    trouble: what => troubles.push(what),
  })
  for (const moment of history) {
    if (moment.kind === 'job') {
      const { job, input } = moment
      doJob(world, job, input).then(
        value => ended.push({ job, value }),
        error => troubles.push(String(error)),
      )
    } else {
      waiting.get(moment.to)?.go(moment.value)
      waiting.delete(moment.to)
    }
    await settled()
  }
  return { parked: parkedIn(waiting), ended, troubles }
}

const parkedIn = (waiting: ReadonlyMap<number, { readonly ask: Ask }>): readonly Parked[] =>
  [...waiting].map(([nr, { ask }]) => ({ nr, ask }))
