import { beginning, NOON } from './beginning.ts'
import { closeShop } from './closing-time.ts'
import type { Explored } from './explored.ts'
import { check } from './invariants.ts'
import { makeMemories } from './memory.ts'
import { movesOf } from './moves.ts'
import type { State } from './state.ts'

/** Plays a trace again, move by move, checks every state, and closes the shop in both ways. Throws what it finds. */
export async function replay(explored: Explored, trace: readonly string[]): Promise<State> {
  const memories = makeMemories(explored, NOON)
  const around = { explored, memories }
  let state: State = beginning(explored, memories.blank)
  for (const name of trace) {
    const moves = movesOf(around, state)
    const move = moves.find(one => one.name === name)
    if (!move)
      throw new Error(`cannot happen here: ${name}\n  but:\n  ${moves.map(one => one.name).join('\n  ')}`)
    state = await move.go()
    check(explored, state)
  }
  for (const ending of ['cancel', 'pay'] as const)
    await closeShop(explored, { ...state, servers: [] }, ending)
  return state
}
