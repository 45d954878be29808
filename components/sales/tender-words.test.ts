import { expect, test } from 'vitest'
import { formatFor } from '#lib/client/format.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { CardTender, Refund } from '#lib/domain/tender.ts'
import { cardName, lapsesSoon, refundWords, tenderWords, timeLeft } from './tender-words.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 20, 12)
const format = formatFor('US', 'usd')
const UUID = '00000000-0000-4000-8000-000000000000'

const tender = (part: Partial<CardTender>): CardTender => ({
  kind: 'card',
  id: idOf('tender', UUID),
  amount: money(486, 'usd'),
  state: 'held',
  wish: 'none',
  readerId: 'tmr_1',
  attempt: 'none',
  attemptAt: NOW,
  presses: [],
  createdAt: NOW,
  ...part,
})

test.each([
  [5 * 24 * HOUR - 1, '4 days'],
  [48 * HOUR, '2 days'],
  [48 * HOUR - 1, '47 hours'],
  [HOUR, '1 hour'],
  [HOUR - 1, '59 minutes'],
  [60_000, '1 minute'],
  [-HOUR, '0 minutes'],
])('%i ms are %s', (left, words) => {
  expect(timeLeft(NOW + left, NOW)).toBe(words)
})

test('held money is amber in its last day, and calm while Stripe has not told the deadline', () => {
  expect(lapsesSoon(NOW + 24 * HOUR, NOW)).toBe(false)
  expect(lapsesSoon(NOW + 24 * HOUR - 1, NOW)).toBe(true)
  expect(lapsesSoon(undefined, NOW)).toBe(false)
  const words = (captureBefore: number) => tenderWords(tender({ holds: true, captureBefore }), format, NOW)
  expect(words(NOW + 30 * HOUR)).toMatchObject({ tone: 'go', strong: '$4.86 is held, not taken.' })
  expect(words(NOW + 3 * HOUR)).toMatchObject({ tone: 'care', text: expect.stringContaining('3 hours left') })
})

test('what is wished of held money is said instead of its deadline', () => {
  const wished = (wish: CardTender['wish']) =>
    tenderWords(tender({ holds: true, captureBefore: NOW + HOUR, wish }), format, NOW).strong
  expect(wished('capture')).toBe('Taking $4.86.')
  expect(wished('stop')).toBe('Releasing the hold.')
})

test('nothing is said of money that did not move', () => {
  for (const state of ['drafted', 'canceled'] as const)
    expect(tenderWords(tender({ state }), format, NOW).strong).toMatch(
      /^Nothing (is paid yet|was charged)\.$/,
    )
})

test.each<[Partial<CardTender>, string]>([
  [{ state: 'ready' }, 'No charge seen so far; take no other money yet.'],
  [{ state: 'on_reader', attempt: 'waiting' }, 'No charge seen so far; take no other money yet.'],
  [{ state: 'on_reader', attempt: 'checking' }, 'We are asking Stripe; do not charge again.'],
  [{ state: 'on_reader', attempt: 'asking' }, 'We are asking Stripe; do not charge again.'],
  [{ state: 'ready', attempt: 'connection_error' }, 'No charge seen so far; take no other money yet.'],
  [{ state: 'ready', attempt: 'no_answer' }, 'No charge seen so far; take no other money yet.'],
])('of a payment under way (%o) no more is claimed than the counter knows', (part, strong) => {
  expect(tenderWords(tender(part), format, NOW).strong).toBe(strong)
})

test('a hold that is being released is not called released before Stripe has said so', () => {
  const { strong, text } = tenderWords(tender({ wish: 'stop', holds: true }), format, NOW)
  expect(`${strong} ${text}`).not.toContain('Nobody is charged')
})

test('a card is named by what Stripe has told of it', () => {
  expect(cardName(tender({}))).toBe('Card')
  expect(cardName(tender({ cardRead: { brand: 'visa' } }))).toBe('Visa')
  const card = {
    chargeId: 'ch_1',
    brand: 'mastercard',
    last4: '4444',
    readMethod: 'contactless_emv',
    emv: {},
  }
  expect(cardName(tender({ card }))).toBe('Mastercard ending 4444, tapped')
})

test('a refund that failed says so first, and never whose card was lost or stolen', () => {
  const refund = (problem: string): Refund => ({
    id: idOf('ref', UUID),
    amount: money(100, 'usd'),
    state: 'failed',
    by: idOf('staff', UUID),
    at: NOW,
    reason: 'duplicate',
    problem,
  })
  for (const problem of ['lost_or_stolen_card', 'insufficient_funds', 'a_code_of_tomorrow']) {
    const { strong, text, tone } = refundWords(refund(problem), format)
    expect([tone, strong]).toEqual(['stop', '$1.00 did not go back.'])
    expect(text).toContain('pay the customer another way')
    expect(text).not.toMatch(/lost|stolen/i)
  }
})
