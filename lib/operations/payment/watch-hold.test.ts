import { expect, test } from 'vitest'
import { watchedAgainAt } from './watch-hold.ts'

const HOUR = 3_600_000

test.each([
  ['before the two days of the guide are over: at their end', 46.5, 144, 48],
  [
    'after them, and the card’s network keeps it longer: two hours before that ends, for its sale may be finished by then',
    49,
    144,
    142,
  ],
  ['in those two hours: at their end', 143, 144, 144],
  ['Stripe takes its time to end it: every minute', 145, 144, 145 + 1 / 60],
  ['Stripe has told no deadline: every minute after the guide’s', 49, undefined, 49 + 1 / 60],
])('a hold that somebody was warned of is looked at again %s', (_, hours, captureBefore, again) => {
  const tender = {
    attemptAt: 0,
    ...(captureBefore === undefined ? {} : { captureBefore: captureBefore * HOUR }),
  }
  expect(watchedAgainAt(tender, hours * HOUR) / HOUR).toBeCloseTo(again, 6)
})
