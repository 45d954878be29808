import { expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { ReaderState } from '#lib/domain/reader-state.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import { eventWords } from './reader-events.ts'
import { groupOf, modelWords, stateWords } from './reader-states.ts'
import { testLines, testVerdict } from './reader-test.ts'

const uuid = '00000000-0000-4000-8000-000000000000'
const sale = { saleId: idOf('sale', uuid), saleNumber: 1042, tenderId: idOf('tender', uuid) }

test.each<[ReaderState, string, string | undefined, string]>([
  [{ kind: 'ready' }, 'Ready', undefined, 'ready'],
  [{ kind: 'taking', since: 1, staffName: 'Theo', ...sale }, 'Taking a card', 'sale 1042, Theo', 'busy'],
  [
    { kind: 'stuck', since: 1, type: 'process_payment_intent', paymentIntent: 'pi_1', of: sale },
    'Stuck',
    'left by sale 1042',
    'stuck',
  ],
  [
    { kind: 'stuck', since: 1, type: 'of_tomorrow', paymentIntent: null },
    'Stuck',
    'something left on it',
    'stuck',
  ],
  [{ kind: 'offline', since: 1 }, 'Offline', 'since', 'offline'],
  [{ kind: 'updating', since: 1 }, 'Updating', 'or busy with itself', 'updating'],
  [{ kind: 'gone', since: 1 }, 'Gone at Stripe', 'since', 'stuck'],
  [{ kind: 'gone', since: 1, by: { how: 'moved', to: 'tmr_2' } }, 'Moved away', 'since', 'stuck'],
])('%j is said as %s', (state, word, line, group) => {
  expect(stateWords(state)).toMatchObject({ word, ...(line ? { line } : {}) })
  expect(groupOf(state)).toBe(group)
})

test('a model is short, and says when its software is too old', () => {
  expect(modelWords('stripe_s700', '2.42.1.0')).toBe('S700, 2.42.1')
  expect(modelWords('simulated_wisepos_e', '2.28.2.0')).toBe('WisePOS E, 2.28.2, too old')
  expect(modelWords('verifone_P400', null)).toBe('P400')
})

const sum = (minor: number) => `$${minor / 100}`

test('events are told without a word about lost or stolen cards', () => {
  expect(
    eventWords(
      { id: 'c1', at: 1, kind: 'declined', what: 'stolen_card', saleNumber: 7, amountMinor: 450 },
      sum,
    ),
  ).toEqual({
    glyph: 'refused',
    title: 'Declined by the card’s bank',
    text: 'Sale 7, $4.5',
  })
  expect(
    eventWords(
      { id: 'c1', at: 1, kind: 'approved', saleNumber: 7, amountMinor: 450, brand: 'visa', last4: '4242' },
      sum,
    ).text,
  ).toBe('Sale 7, $4.5, Visa 4242')
  expect(
    eventWords({ id: 'c1', at: 1, kind: 'office', what: 'move_reader', staffName: 'Mina' }, sum),
  ).toMatchObject({
    title: 'Moved here',
    text: 'Mina',
  })
})

test('a test payment whose money did not go back says so where it is listed', () => {
  const event = {
    id: 'c1',
    at: 1,
    kind: 'test',
    what: 'approved',
    amountMinor: 100,
    staffName: 'Mina',
  } as const
  expect(eventWords(event, sum)).toMatchObject({ glyph: 'done', text: 'Approved, $1, Mina' })
  expect(eventWords({ ...event, owed: true }, sum)).toMatchObject({
    glyph: 'refused',
    text: 'Approved, $1, Mina, it did not go back',
  })
})

const begun: ReaderTest = {
  id: 'test_1',
  readerId: 'tmr_1',
  mode: 'card',
  live: true,
  amount: money(100, 'usd'),
  startedAt: 1_000,
  staffName: 'Mina',
  calls: [
    { step: 'create', n: 1, at: 1_000, outcome: 'done', ms: 40 },
    { step: 'process', n: 1, at: 1_100, outcome: 'done', ms: 600 },
  ],
  paymentIntent: 'pi_1',
  litAt: 1_700,
  money: 'none',
}

test('a test payment says what it waits for, and then how long everything took', () => {
  expect(testLines(begun).map(({ words, ms }) => [words, ms])).toEqual([
    ['Stripe has begun a payment', 40],
    ['The reader is lit', 600],
    ['Tap a card on the reader', undefined],
  ])
  const paid: ReaderTest = {
    ...begun,
    calls: [...begun.calls, { step: 'refund', n: 1, at: 3_700, outcome: 'done', ms: 90 }],
    paidAt: 3_600,
    result: 'approved',
    money: 'back',
    cardWords: { brand: 'visa', last4: '4242' },
    endedAt: 3_800,
  }
  expect(
    testLines(paid)
      .map(({ words, ms }) => [words, ms])
      .slice(2),
  ).toEqual([
    ['Approved, Visa ending 4242', 1_900],
    ['The money is on its way back', 90],
  ])
  expect(testVerdict(paid)).toMatchObject({ strong: 'The reader works.' })
})

test('whether money was taken comes first, and money that did not go back is said', () => {
  const declined: ReaderTest = { ...begun, result: 'declined', code: 'lost_card', money: 'back', endedAt: 9 }
  expect(testVerdict(declined)).toEqual({
    glyph: 'refused',
    strong: 'Nothing was charged.',
    text: 'Declined by the bank. Declined by the card’s bank.',
  })
  expect(testVerdict({ ...declined, result: 'approved', money: 'owed' }).text).toBe('It has not gone back.')
})
