import { beginning, NOON } from './beginning.ts'
import { closeShop, type Ending } from './closing-time.ts'
import type { Explored } from './explored.ts'
import { check } from './invariants.ts'
import { makeMemories, makeNames } from './memory.ts'
import { isBusy, movesOf } from './moves.ts'
import { type State, Violation } from './state.ts'

export type Found = {
  readonly rule: string
  readonly what: string
  /** What happened, in order. `replay` plays it again. */
  readonly trace: readonly string[]
  readonly ending?: Ending
}

export type Report = {
  readonly states: number
  readonly steps: number
  /** Histories of servers that the real code lived through. */
  readonly executions: number
  readonly closings: number
  readonly depth: number
  readonly exhausted: boolean
  readonly seconds: number
  readonly found?: Found
}

/** How a state came about. The states before it are let go. */
type Trace = { readonly from?: Trace; readonly by: string }
type Node = { readonly state: State; readonly trace: Trace }

/** Breadth first, so that what is found is found by the shortest way. Every state once, known by a name that is exact. */
export async function explore(
  explored: Explored,
  limit: { readonly states: number; readonly seconds: number },
): Promise<Report> {
  const began = performance.now()
  const memories = makeMemories(explored, NOON)
  const start = beginning(explored, memories.blank)
  const around = { explored, memories }
  const names = makeNames()
  const seen = new Set<string>([nameOf(names, start)])
  const closed = new Set<string>()
  let front: Node[] = [{ state: start, trace: { by: '' } }]
  let steps = 0
  let depth = 0
  let exhausted = true
  const report = (found?: Found): Report => ({
    states: seen.size,
    steps,
    executions: memories.lived(),
    closings: closed.size * 2,
    depth,
    exhausted: exhausted && !found,
    seconds: (performance.now() - began) / 1_000,
    ...(found ? { found } : {}),
  })
  while (front.length > 0) {
    const next: Node[] = []
    for (const node of front) {
      if (seen.size > limit.states || performance.now() - began > limit.seconds * 1_000) {
        exhausted = false
        return report()
      }
      for (const move of movesOf(around, node.state)) {
        steps++
        let state: State
        try {
          const went = move.go()
          state = went instanceof Promise ? await went : went
          const name = nameOf(names, state)
          if (seen.has(name)) continue
          seen.add(name)
          check(explored, state)
        } catch (error) {
          return report(foundBy(error, node.trace, move.name))
        }
        const child: Node = { state, trace: { from: node.trace, by: move.name } }
        next.push(child)
        if (explored.noClosing || state.servers.some(isBusy)) continue
        const rest = restNameOf(names, state)
        if (closed.has(rest)) continue
        closed.add(rest)
        for (const ending of ['cancel', 'pay'] as const) {
          try {
            await closeShop(explored, state, ending)
          } catch (error) {
            return report({ ...foundBy(error, child.trace), ending })
          }
        }
      }
    }
    front = next
    depth++
  }
  return report()
}

export function foundBy(error: unknown, end: Trace, last?: string): Found {
  const trace = last === undefined ? [] : [last]
  for (let at: Trace | undefined = end; at?.from; at = at.from) trace.unshift(at.by)
  if (error instanceof Violation) return { rule: error.rule, what: error.message, trace }
  return { rule: 'crash', what: String(error instanceof Error ? error.stack : error), trace }
}

type Names = ReturnType<typeof makeNames>

/** Exact: equal names mean equal states, as far as anything that can still happen depends on them. */
function nameOf(names: Names, state: State): string {
  const { servers, left } = state
  const minds = servers.map(server => `${server.life}.${server.memory.nr}`).join(' ')
  return `${restNameOf(names, state)} | ${minds} | ${state.running ?? ''} | ${names.nameOf(left)}`
}

/** What closing time can depend on. */
function restNameOf(names: Names, { books, stripe, told, acknowledged }: State): string {
  const parts = [
    ...books.sales,
    ...books.plans,
    ...books.calls,
    ...books.leases,
    books.inbox,
    books.surprises,
    ...stripe.intents,
    ...stripe.devices,
    stripe.keys,
    stripe.events,
    stripe.travelling,
    told,
    acknowledged,
  ]
  return `${books.plans.length}/${books.calls.length}/${books.leases.length}/${parts.map(part => names.nameOf(part)).join(' ')}`
}
