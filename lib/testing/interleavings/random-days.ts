import { beginning, NOON } from './beginning.ts'
import { closeShop } from './closing-time.ts'
import { dice } from './dice.ts'
import { type Found, foundBy } from './explore.ts'
import type { Explored } from './explored.ts'
import { check } from './invariants.ts'
import { makeMemories } from './memory.ts'
import { type Move, movesOf } from './moves.ts'
import type { State } from './state.ts'

/** A day is over after this many moves at the latest. */
const LONGEST_DAY = 160

export type Days = {
  readonly days: number
  readonly moves: number
  readonly seconds: number
  readonly found?: Found & { readonly seed: number }
}

/** Days beyond every bound, each from its own seed, until the time is up or one goes wrong. */
export async function randomDays(explored: Explored, seed: number, seconds: number): Promise<Days> {
  const began = performance.now()
  const spent = () => (performance.now() - began) / 1_000
  let days = 0
  let moves = 0
  while (spent() < seconds) {
    const day = await randomDay(explored, seed + days)
    days++
    moves += day.moves
    if (day.found) return { days, moves, seconds: spent(), found: { ...day.found, seed: seed + days - 1 } }
  }
  return { days, moves, seconds: spent() }
}

/** One day, the same for the same seed. Where nobody is at work at its end, the shop is closed in both ways. */
export async function randomDay(
  explored: Explored,
  seed: number,
): Promise<{ readonly moves: number; readonly found?: Found }> {
  const random = dice(seed)
  const memories = makeMemories(explored, NOON)
  const around = { explored, memories }
  let state: State = beginning(explored, memories.blank)
  const trace: string[] = []
  try {
    while (trace.length < LONGEST_DAY) {
      const move = pick(movesOf(around, state), random)
      if (!move) break
      trace.push(move.name)
      state = await move.go()
      check(explored, state)
    }
    const left = { ...state, servers: [] }
    await closeShop(explored, left, 'cancel')
    await closeShop(explored, left, 'pay')
    return { moves: trace.length }
  } catch (error) {
    return { moves: trace.length, found: { ...foundBy(error, { by: '' }), trace } }
  }
}

/** Work begun goes on three times out of four, so that days get somewhere. */
function pick(moves: readonly Move[], random: () => number): Move | undefined {
  const ongoing = moves.filter(move =>
    /^server \d+: (?:load|commit|POST|GET|due|plan|reader)/.test(move.name),
  )
  const from = ongoing.length > 0 && random() < 0.75 ? ongoing : moves
  return from[Math.floor(random() * from.length)]
}
