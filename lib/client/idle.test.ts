import { expect, test } from 'vitest'
import { beginsFrom, idleAt } from './idle.ts'

test('a register warns for its last twenty seconds, then is over; zero minutes are for ever', () => {
  expect(idleAt(39_999, 0, 1)).toEqual({ kind: 'awake' })
  expect(idleAt(40_000, 0, 1)).toEqual({ kind: 'warned', leftMs: 20_000 })
  expect(idleAt(59_999, 0, 1)).toEqual({ kind: 'warned', leftMs: 1 })
  expect(idleAt(60_000, 0, 1)).toEqual({ kind: 'over' })
  expect(idleAt(10 ** 12, 0, 0)).toEqual({ kind: 'awake' })
})

test('a clock that was set back wakes nobody up and locks nobody out', () => {
  expect(idleAt(0, 60_000, 1)).toEqual({ kind: 'awake' })
})

test('a page that is opened is no press: it counts from the last one there was', () => {
  expect(beginsFrom(1_000, 121_000)).toBe(1_000)
  expect(idleAt(121_000, beginsFrom(1_000, 121_000), 1)).toEqual({ kind: 'over' })
  expect(beginsFrom(0, 121_000)).toBe(121_000)
  expect(beginsFrom(500_000, 121_000)).toBe(121_000)
})
