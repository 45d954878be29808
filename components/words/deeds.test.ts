import { expect, test } from 'vitest'
import { ageWords, deedWords } from './deeds.ts'

test('what the till did by itself is said as a person would say it, money first', () => {
  const left = { did: 'let_go', reader: 'Reader 2', saleNumber: 1042, sinceMs: 200_000 } as const
  expect(deedWords(left)).toEqual({
    strong: 'Nobody was charged.',
    text: 'Cleared a payment left on Reader 2 by sale 1042, three minutes old.',
  })
  expect(deedWords({ ...left, did: 'paid_after_all' }).strong).toBe('The card was charged.')
  expect(deedWords({ did: 'hold_taken', saleNumber: 7 }).text).toContain('sale 7')
})

test('an age is said in whole minutes, hours and days', () => {
  const minute = 60_000
  expect(
    [20_000, minute, 3 * minute, 45 * minute, 61 * minute, 25 * 60 * minute, 72 * 60 * minute].map(ageWords),
  ).toEqual([
    'less than a minute',
    'one minute',
    'three minutes',
    '45 minutes',
    'one hour',
    '25 hours',
    'three days',
  ])
})
