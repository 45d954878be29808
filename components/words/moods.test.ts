import { expect, test } from 'vitest'
import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import { declineWords } from './declines.ts'
import { CHARGED, helpFor } from './help.ts'
import { moodLine } from './mood-line.ts'
import type { MoodFacts } from './mood-words.ts'
import { MOODS } from './moods.ts'
import { pressingWords } from './pressing.ts'
import { heldWords } from './reader-held.ts'
import { refusalWords } from './refusals.ts'

const { reason, say } = declineWords({ code: 'card_declined', declineCode: 'insufficient_funds', at: 0 })
const facts: MoodFacts = {
  doubtful: false,
  amount: '$9',
  reader: 'the reader',
  declined: reason,
  say,
  problem: 'no',
  card: 'Visa',
  at: '1',
}
const allWords = Object.values(MOODS)

test('in doubt no word of any mood says that nothing was charged, or that cash may be taken', () => {
  for (const words of allWords) {
    const { safety, sentence, sub, panel, strip } = words({ ...facts, doubtful: true })
    // A card that was read and not sent to its bank was seen on the device; these two are never in doubt.
    if (sentence === facts.card || words === MOODS.unreachable || words === MOODS.refused) continue
    const said = [safety, sentence, sub, panel.strong, panel.text, strip].join(' ')
    expect(said).not.toMatch(/not been charged|Nothing (more )?(was|is) charged|cash|another way/i)
  }
})

test('after other money of the sale nobody says that the customer was charged nothing', () => {
  for (const words of allWords)
    expect(JSON.stringify(words({ ...facts, partly: true }))).not.toMatch(
      /not been charged|Nothing was charged/,
    )
  expect(MOODS.declined({ ...facts, partly: true }).safety).toBe('Nothing more was charged.')
})

test('the page behind a reader that shows the amount is no calmer than what is known', () => {
  for (const mood of ['sending', 'waiting']) expect(helpFor(mood)?.charged).toBe('not_seen')
})

test('trying again in doubt while the till’s own server is away does not say that nothing was charged', () => {
  expect(pressingWords('not_sent', facts).safety).toBe('Nothing was charged.')
  expect(pressingWords('not_sent', { ...facts, doubtful: true }).safety).toContain('No charge seen so far')
})

test('whoever is at work on a payment says first what is known of a charge, in doubt no calmer than that', () => {
  for (const mood of ['preparing', 'sending', 'waiting', 'taking_off'] as const) {
    expect(MOODS[mood](facts).safety, mood).toBe('No charge seen yet.')
    expect(MOODS[mood]({ ...facts, doubtful: true }).safety, mood).toBe(CHARGED.not_seen.words)
  }
  for (const mood of ['checking', 'asking', 'canceling', 'not_let_go', 'taking', 'releasing'] as const)
    expect(MOODS[mood](facts).safety, mood).toBe('We are asking Stripe; do not charge again.')
  expect(pressingWords('on_its_way', facts).safety).toBe('No charge seen yet.')
  expect(pressingWords('sent_and_lost', facts).safety).toBe(CHARGED.not_seen.words)
})

test('a decline in doubt says why, what to say aloud, and not that nobody was charged', () => {
  const { safety, sentence, panel } = MOODS.declined({ ...facts, doubtful: true })
  expect(safety).toBe('No charge seen so far; take no other money yet.')
  expect(sentence).toBe('Declined: not enough money on the card')
  expect(panel.text).toContain(say)
  expect(moodLine('ready', { doubtful: true })).toMatchObject({
    words: 'No charge seen so far, the cart is open',
    needsSomebody: true,
  })
})

test('a hold that is let go is not told as taken, and one without a deadline is kept', () => {
  expect(JSON.stringify(MOODS.releasing(facts))).not.toMatch(/taking|taken/i)
  expect(JSON.stringify(MOODS.held(facts))).not.toMatch(/taking|undefined/i)
  expect(MOODS.held({ ...facts, heldUntil: 'noon' }).sub).toBe('Take it before noon.')
  expect(moodLine('releasing', { doubtful: false }).words).toBe('Releasing the hold')
  expect(moodLine('held', { doubtful: false, heldUntil: 'noon' }).words).toBe('Held until noon')
})

test('while a card is waited for, the reader’s screen is asked about long before the customer', () => {
  const waiting = MOODS.waiting(facts).later?.map(({ afterMs, sub }) => [afterMs, sub]) ?? []
  expect(waiting).toEqual([
    [15_000, expect.stringContaining('Does its screen not show it?')],
    [90_000, expect.stringContaining('Still waiting')],
  ])
})

test('after the time for a yes the button is gone, and nobody says that the card was let go already', () => {
  expect(MOODS.collected(facts).later).toMatchObject([{ afterMs: CONFIRM_WITHIN_MS, off: 'confirm' }])
  const { strong, text } = refusalWords({ kind: 'too_late_to_confirm' }, () => '')
  expect(`${strong} ${text}`).not.toMatch(/was let go|Charge again/)
})

test('a busy reader is told with whose it is, where the till knows', () => {
  const whose = heldWords({ saleNumber: 12, staffName: 'Mina', since: 0 }, () => '14:03')
  expect(whose).toBe('This reader is taking sale 12 (Mina, since 14:03). A manager can stop that payment.')
  expect(MOODS.reader_busy({ ...facts, busyWith: whose }).sub).toBe(whose)
  expect(MOODS.reader_busy(facts).sub).toContain('updates itself')
})
