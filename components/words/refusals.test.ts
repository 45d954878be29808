import { expect, test } from 'vitest'
import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Standing } from './nothing-charged.ts'
import { refusalWords } from './refusals.ts'

const wordsOf = (...problems: string[]) =>
  refusalWords(
    { kind: 'bad_request', problems: problems.map(problem => ({ field: 'x', problem })) },
    () => '',
  )

test('what does not fit is told in the server’s sentences', () => {
  expect(wordsOf('4012345678901 is already on “Kulfi”.', 'Add the town behind a comma')).toEqual({
    strong: 'Nothing was changed.',
    text: '4012345678901 is already on “Kulfi”. Add the town behind a comma.',
  })
})

test('what no person typed is told in none of them', () => {
  const told = {
    strong: 'The till did not understand that.',
    text: 'What you typed is still here. Try again.',
  }
  expect(wordsOf('Invalid input', 'must be JSON')).toEqual(told)
  expect(wordsOf()).toEqual(told)
})

const MONEY = { minor: 50, currency: 'usd' } as const
const PRESSED: readonly Refusal[] = [
  { kind: 'nothing_to_charge' },
  { kind: 'total_changed', shown: MONEY, now: MONEY },
  { kind: 'amount_too_small', smallest: MONEY },
  { kind: 'amount_too_large' },
  { kind: 'no_reader' },
  { kind: 'reader_busy', readerId: 'tmr_1', since: 0 },
  { kind: 'stripe_unreachable' },
  { kind: 'too_late_to_confirm' },
]

test.each(PRESSED)(
  '$kind: a press that did nothing tells no more than is known of the whole sale',
  refusal => {
    const told = (standing?: Standing) => refusalWords(refusal, () => '$1', undefined, standing)
    expect(told().strong).toBe('Nothing was charged.')
    expect(told({ doubtful: false, partly: true }).strong).toBe('Nothing more was charged.')
    const { strong, text } = told({ doubtful: true, partly: true })
    expect(strong).toBe('No charge seen so far; take no other money yet.')
    expect(text).not.toMatch(/cash/i)
  },
)
