import { expect, test } from 'vitest'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { officeWords } from './office-refusals.ts'

const said = (refusal: Refusal, mayBe?: string) => {
  const { strong, text } = officeWords(refusal, () => '', mayBe)
  return `${strong} ${text}`
}

const MET_BEHIND_THE_COUNTER: readonly Refusal[] = [
  { kind: 'stripe_unreachable' },
  { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  { kind: 'stripe_unreachable', mayBeDone: 'answered' },
  { kind: 'stripe_refused', message: 'No.' },
  { kind: 'reader_busy', since: 0 },
  { kind: 'reader_busy', since: 0, saleNumber: 12, staffName: 'Mina' },
  { kind: 'reader_busy', since: 0, holder: 'office' },
  { kind: 'not_found' },
  { kind: 'same_place' },
  { kind: 'not_moved' },
  { kind: 'reader_shows_other' },
  { kind: 'signed_out' },
  { kind: 'shops_own_location' },
]

test('behind the counter nobody is told of cash, of a charge, or of a sale on the screen', () => {
  for (const refusal of MET_BEHIND_THE_COUNTER)
    expect(said(refusal), refusal.kind).not.toMatch(/cash|charged|sale is/i)
})

test('what Stripe has not answered may have been done, and what was never sent was not', () => {
  expect(said({ kind: 'stripe_unreachable', mayBeDone: 'unanswered' }, 'deleted')).toContain(
    'It may have been deleted all the same.',
  )
  expect(said({ kind: 'stripe_unreachable' })).toContain('Nothing was changed.')
})

test('what Stripe refuses is said in our own words where we have them, else in Stripe’s', () => {
  const message = 'Reader is currently busy processing another request.'
  expect(said({ kind: 'stripe_refused', code: 'terminal_reader_busy', message })).toContain(
    'The reader is busy, with another payment or with an update.',
  )
  expect(said({ kind: 'stripe_refused', code: 'http_400', message })).toContain(message)
})
