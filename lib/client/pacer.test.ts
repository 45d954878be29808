import { expect, test } from 'vitest'
import { makePacer, type Pacer } from './pacer.ts'

function paced(tell: (pacer: Pacer, turn: (ms: number) => void) => void): number {
  let at = 0
  const pacer = makePacer(
    () => at,
    () => 0.5,
  )
  tell(pacer, ms => {
    at += ms
  })
  return pacer.pace(3_000)
}

const answers = (pacer: Pacer, count: number, status: number, ms = 20) => {
  for (let i = 0; i < count; i++) pacer.answered(status, ms)
}

test.each<[string, number, (pacer: Pacer, turn: (ms: number) => void) => void]>([
  ['nothing heard yet', 3_000, () => undefined],
  ['good answers, and no’s that are the page’s own', 3_000, pacer => answers(pacer, 50, 409)],
  ['one 429', 6_000, pacer => answers(pacer, 1, 429)],
  ['two failures in a minute', 3_000, pacer => answers(pacer, 2, 503)],
  ['three failures in a minute', 6_000, pacer => answers(pacer, 3, 503)],
  [
    'three failures in more than a minute',
    3_000,
    (pacer, turn) => {
      answers(pacer, 2, 500)
      turn(60_000)
      answers(pacer, 1, 500)
    },
  ],
  ['a median above two seconds', 6_000, pacer => answers(pacer, 5, 200, 2_100)],
  [
    'two slow ones of five',
    3_000,
    pacer => {
      answers(pacer, 3, 200)
      answers(pacer, 2, 200, 9_000)
    },
  ],
  ['pressure without end', 24_000, pacer => answers(pacer, 40, 429)],
  [
    'nine good answers after it',
    6_000,
    pacer => {
      answers(pacer, 1, 429)
      answers(pacer, 9, 200)
    },
  ],
  [
    'ten good answers after it',
    3_000,
    pacer => {
      answers(pacer, 1, 429)
      answers(pacer, 10, 200)
    },
  ],
])('%s: asked every %i ms', (_, ms, tell) => {
  expect(paced(tell)).toBe(ms)
})

test('no two tills march in step: the pause lies within a fifth of what it should be', () => {
  const pauses = Array.from({ length: 200 }, () => makePacer(() => 0).pace(1_000))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(800)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1_200)
  expect(new Set(pauses).size).toBeGreaterThan(50)
})
