import { expect, test } from 'vitest'
import { formatFor } from '#lib/client/format.ts'
import { DECLINE_CODES, STRIPE_CODES } from './codes.ts'
import { diaryWords } from './diary.ts'
import { knownProblem } from './problems.ts'

/** Told in words of their own, with what the bank or the customer did. */
const TOLD_ELSEWHERE: readonly string[] = [
  ...DECLINE_CODES,
  'card_declined',
  'connection_error',
  'customer_canceled',
]

test('every code with which Stripe refuses a command has a sentence', () => {
  for (const code of [...STRIPE_CODES, 'resource_missing'])
    if (!TOLD_ELSEWHERE.includes(code)) expect(knownProblem(code), code).toMatch(/\.$/)
})

test.each([
  ['capture_charge_authorization_expired', /let the held money go/],
  ['a_code_of_next_year', /^Stripe said no\. Answered/],
])(
  'the diary tells why the held money was not taken (%s), not what a cashier would do with a card',
  (code, words) => {
    const call = {
      step: 'capture',
      n: 1,
      key: 'key',
      path: '/v1',
      outcome: 'refused',
      code,
      ms: 212,
    } as const
    const facts = { format: formatFor('US', 'usd'), currency: 'usd', readerOf: () => 'the reader' } as const
    const { text } = diaryWords({ id: 'note:1', at: 0, kind: 'call', call }, facts)
    expect(text).toMatch(words)
    expect(text).not.toMatch(/another way/)
  },
)
