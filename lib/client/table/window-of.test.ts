import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VIRTUAL_ABOVE, windowOf } from './window-of.ts'

test('a short list is drawn whole, wherever one has scrolled', () => {
  expect(windowOf(VIRTUAL_ABOVE, 5_000, 600, 60)).toEqual({ from: 0, to: VIRTUAL_ABOVE })
})

test('of a long one every row on the screen is drawn, and never many more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: VIRTUAL_ABOVE + 1, max: 60_000 }),
      fc.integer({ min: 0, max: 60_000 * 60 }),
      (count, scrolled) => {
        const top = Math.min(scrolled, count * 60 - 800)
        const { from, to } = windowOf(count, top, 800, 60)
        expect(from).toBeLessThanOrEqual(Math.max(0, Math.floor(top / 60)))
        expect(to).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + 800) / 60)))
        expect(to - from).toBeLessThan(60)
      },
    ),
  )
})

test('above and below the list nothing breaks', () => {
  expect(windowOf(1_000, -5_000, 800, 60).from).toBe(0)
  expect(windowOf(1_000, 900_000, 800, 60).to).toBe(1_000)
})
