import { createHash } from 'node:crypto'

/** Dice that fall the same way for the same seed. Each robot has dice of its own, so that none disturbs another. */
export type Dice = {
  /** From 0 up to, not including, 1. */
  next(): number
  chance(likelihood: number): boolean
  /** A whole number from `least` up to and including `most`. */
  between(least: number, most: number): number
  /** Throws when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T
  uuid(): string
}

/** Mulberry32: small, fast, and good enough for dice. */
export function diceOf(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32BE(0) | 1
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('')
  return {
    next,
    between,
    chance: likelihood => next() < likelihood,
    pick: from => {
      const picked = from[between(0, from.length - 1)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
