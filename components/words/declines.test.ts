import { expect, test } from 'vitest'
import { DECLINE_CODES } from './codes.ts'
import { declineWords } from './declines.ts'
import { helpFor } from './help.ts'
import { MOODS } from './moods.ts'

const decline = (declineCode: string, adviceCode?: string) =>
  declineWords({ code: 'card_declined', declineCode, at: 0, ...(adviceCode ? { adviceCode } : {}) })

test('a lost, stolen or suspicious card reads like any no of the bank', () => {
  const plain = decline('generic_decline')
  expect(plain.reason).toBe('Declined by the card’s bank')
  for (const code of ['lost_card', 'stolen_card', 'fraudulent', 'merchant_blacklist', 'pickup_card']) {
    expect(decline(code), code).toEqual(plain)
  }
})

test('no sentence of a payment speaks of loss, theft or fraud', () => {
  const facts = {
    doubtful: false,
    amount: '$1',
    reader: 'the reader',
    declined: 'no',
    say: 'no',
    problem: 'no',
    card: 'Visa',
    at: '1',
  }
  const said = Object.values(MOODS).map(words => JSON.stringify(words(facts)))
  expect(said.filter(words => /stolen|theft|fraud|lost card|suspicious/i.test(words))).toEqual([])
})

test('the finer code wins, and an unknown one is the bank’s plain no', () => {
  expect(decline('insufficient_funds').reason).toBe('Declined: not enough money on the card')
  expect(declineWords({ code: 'expired_card', at: 0 }).reason).toBe('Declined: the card has expired')
  expect(decline('a_code_of_next_year')).toEqual(decline('generic_decline'))
})

test('Stripe’s advice outranks our guess', () => {
  expect(decline('processing_error').say).toContain('same card')
  expect(decline('processing_error', 'do_not_try_again').say).not.toContain('same card')
  expect(decline('generic_decline', 'try_again_later').say).toContain('wait')
})

test('a bad state says first whether the customer was charged', () => {
  const facts = {
    doubtful: false,
    amount: '$1',
    reader: 'the reader',
    declined: 'no',
    say: 'no',
    problem: 'no',
    card: 'Visa',
    at: '1',
  }
  const bad = Object.entries(MOODS).filter(([, words]) => words(facts).tone === 'stop')
  for (const [mood, words] of bad)
    expect(words(facts).safety, mood).toMatch(/not been charged|Nothing was charged/)
  // Where a charge may have happened the till must not say that none did.
  expect(MOODS.asking(facts).safety).toBe('We are asking Stripe; do not charge again.')
  expect(MOODS.doubtful(facts).safety).toContain('so far')
})

test('Stripe’s advice is on the declined stage: another card only, or this one later', () => {
  expect(decline('generic_decline', 'do_not_try_again').advice).toContain('Another card only')
  expect(decline('incorrect_pin', 'do_not_try_again').say).not.toContain('try again')
  expect(decline('generic_decline', 'try_again_later').advice).toContain('later')
  expect(decline('generic_decline', 'confirm_card_data').advice).toContain('inserted')
  expect(decline('generic_decline').advice).toBeUndefined()
})

/** Every decline code of Stripe's, as the cashier reads it and as it is said aloud. */
test('every code of Stripe’s has words for the cashier and a polite line for the customer', () => {
  for (const code of DECLINE_CODES) {
    const { reason, say } = decline(code)
    expect(reason, code).toMatch(/^Declined(:| by) [^.!]+$/)
    expect(say, code).toMatch(/^[A-Z].+\?$/)
    expect(`${reason} ${say}`, code).not.toMatch(/lost|stolen|fraud|suspic|blacklist|_/i)
    const firm = decline(code, 'do_not_try_again')
    expect(firm.say, code).not.toMatch(/same card|try again|once more/)
    expect(firm.advice, code).toContain('Another card only')
    expect(decline(code, 'try_again_later').advice, code).toContain('again later')
    expect(helpFor(code)?.charged, code).toBe('not_charged')
  }
})
