import { expect, test } from 'vitest'
import { pinDelayMs } from './pin-delay.ts'

test('two slips are free, then each wrong PIN costs twice as long, a quarter of an hour at most', () => {
  const seconds = Array.from({ length: 12 }, (_, wrong) => pinDelayMs(wrong) / 1000)
  expect(seconds).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900])
})

test('however often somebody tries, the wait stays a number', () => {
  expect(pinDelayMs(100_000)).toBe(900_000)
})
