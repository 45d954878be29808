import { expect, test } from 'vitest'
import { SOUNDS } from './sounds.ts'

test.each(Object.entries(SOUNDS))('%s is over within 300 ms', (_, tones) => {
  const end = Math.max(...tones.map(tone => tone.atMs + tone.forMs))
  expect(end).toBeGreaterThan(0)
  expect(end).toBeLessThan(300)
})
