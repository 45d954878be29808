import { expect, test } from 'vitest'
import { CANCEL_LOST } from './cancel-lost.ts'
import { STRIPE_CODES, shownCode } from './codes.ts'
import { CHARGED, helpFor } from './help.ts'
import { END_HELP, MOOD_HELP } from './help-moods.ts'
import { REFUSAL_HELP } from './help-refusals.ts'
import { MOODS } from './moods.ts'
import { refusalWords } from './refusals.ts'
import { SURPRISE_KINDS } from './surprises.ts'
import { careOf, detailsCode, endedCode, whyCode } from './why.ts'

const CODES = [
  ...STRIPE_CODES,
  ...Object.keys(MOOD_HELP),
  ...Object.keys(END_HELP),
  ...Object.keys(REFUSAL_HELP),
  ...SURPRISE_KINDS,
]
const NEVER_REVEALED = ['fraudulent', 'lost_card', 'merchant_blacklist', 'pickup_card', 'stolen_card']

test('every code a cashier can meet has a page with all of its parts', () => {
  for (const code of CODES) {
    const page = helpFor(code)
    expect(page, code).toBeDefined()
    for (const words of [page?.title, page?.cause, page?.did, ...(page?.todo ?? [''])])
      expect(words, code).toMatch(/^\S.{5,}\S$/)
    expect(CHARGED[page?.charged ?? 'no_matter'].words, code).toMatch(/\.$/)
  }
})

test('a word that is no code has no page, not even one of JavaScript’s own', () => {
  for (const code of ['', 'nothing', 'constructor', '__proto__', 'toString'])
    expect(helpFor(code)).toBeUndefined()
})

test('no page speaks of loss, theft or fraud, and the five codes that would are told like any other no', () => {
  const told = CODES.map(code => JSON.stringify(helpFor(code)))
  expect(told.filter(words => /stolen|theft|thief|fraud|lost card|suspicio/i.test(words))).toEqual([])
  for (const code of NEVER_REVEALED) {
    expect(helpFor(code), code).toBe(helpFor('card_declined'))
    expect(shownCode(code), code).toBe('card_declined')
  }
})

test('a page never says that nothing was charged where something may have been', () => {
  expect(helpFor('connection_error')?.charged).toBe('not_seen')
  expect(helpFor('terminal_reader_timeout')?.charged).toBe('not_seen')
  expect(helpFor('intent_invalid_state')?.charged).toBe('asking')
  for (const mood of ['asking', 'canceling', 'checking', 'doubtful', 'not_let_go', 'releasing'] as const)
    expect(MOOD_HELP[mood].charged, mood).not.toBe('not_charged')
})

test('Why? leads to the finest page there is, and reveals nothing', () => {
  const declined = (code: string, declineCode?: string) =>
    ({ mood: 'declined', decline: { code, at: 0, ...(declineCode ? { declineCode } : {}) } }) as const
  expect(whyCode(declined('card_declined', 'insufficient_funds'))).toBe('insufficient_funds')
  expect(whyCode(declined('expired_card'))).toBe('expired_card')
  expect(whyCode(declined('card_declined', 'a_code_of_next_year'))).toBe('card_declined')
  for (const code of NEVER_REVEALED) {
    expect(whyCode(declined('card_declined', code)), code).toBe('card_declined')
    expect(detailsCode(declined('card_declined', code)), code).toBe('card_declined')
  }
  expect(whyCode({ mood: 'reader_failed', problem: 'terminal_reader_hardware_fault' })).toBe(
    'terminal_reader_hardware_fault',
  )
  expect(whyCode({ mood: 'reader_failed', problem: 'different_integration_mode' })).toBe(
    'different_integration_mode',
  )
  expect(whyCode({ mood: 'reader_failed', problem: 'http_418' })).toBe('reader_failed')
  expect(detailsCode({ mood: 'reader_failed', problem: 'http_418' })).toBe('http_418')
  expect(whyCode({ mood: 'preparing' })).toBeUndefined()
})

test('the page behind Why? is never calmer about the money than the stage is, whatever a command was refused for', () => {
  // True because the table's keys are the moods.
  for (const mood of Object.keys(MOOD_HELP) as (keyof typeof MOOD_HELP)[])
    for (const code of CODES) {
      const seen = { mood, problem: code, decline: { code: 'card_declined', declineCode: code, at: 0 } }
      const page = whyCode(seen)
      if (page === undefined) continue
      expect(careOf(page), `${mood}, ${code}`).toBeGreaterThanOrEqual(careOf(mood))
      // What is waited for was seen on the device; a page of its own tells of that.
      const inDoubt = whyCode({ ...seen, doubtful: true }) ?? ''
      if (inDoubt !== mood) expect(careOf(inDoubt), `${mood} in doubt, ${code}`).toBeGreaterThan(0)
    }
  expect(whyCode({ mood: 'doubtful', problem: 'terminal_reader_offline' })).toBe('doubtful')
  expect(whyCode({ mood: 'doubtful', problem: 'connection_error' })).toBe('connection_error')
  expect(whyCode({ mood: 'reader_offline', problem: 'terminal_reader_offline', doubtful: true })).toBe(
    'doubtful',
  )
  expect(whyCode({ mood: 'asking', problem: 'lock_timeout' })).toBe('asking')
  expect(whyCode({ mood: 'asking', problem: 'rate_limit' })).toBe('asking')
})

test.each([
  'sending',
  'waiting',
  'collected',
  'checking',
  'canceling',
  'taking_off',
  'not_let_go',
  'held',
  'taking',
  'releasing',
] as const)(
  'who waits (%s) may ask why, and is told of this moment, not of what a command was refused for before',
  mood => {
    expect(whyCode({ mood, problem: 'terminal_reader_hardware_fault' })).toBe(mood)
    expect(helpFor(mood)).toBe(MOOD_HELP[mood])
  },
)

test('a payment that ended uncharged can be asked why: the last trouble, else how it ended', () => {
  const cardRead = { brand: 'visa' }
  expect(endedCode({})).toBe('canceled')
  expect(endedCode({ cardRead })).toBe('card_let_go')
  expect(endedCode({ cardRead, problem: 'http_500' })).toBe('card_let_go')
  expect(endedCode({ cardRead, problem: 'terminal_reader_offline' })).toBe('terminal_reader_offline')
  expect(endedCode({ lastDecline: { code: 'card_declined', declineCode: 'incorrect_pin', at: 0 } })).toBe(
    'incorrect_pin',
  )
  for (const code of NEVER_REVEALED)
    expect(endedCode({ lastDecline: { code: 'card_declined', declineCode: code, at: 0 } })).toBe(
      'card_declined',
    )
  // Its end is known, so no page says that a charge may still come.
  for (const problem of CODES) expect(helpFor(endedCode({ problem }))?.charged, problem).toBe('not_charged')
  expect(whyCode({ mood: 'ready' })).toBe('ready')
  expect(whyCode({ mood: 'ready', doubtful: true })).toBe('doubtful')
})

test('a busy reader has a way out for a sale’s payment and for an outsider’s', () => {
  const todo = helpFor('terminal_reader_busy')?.todo.join(' ')
  expect(todo).toMatch(/Payments in flight/)
  expect(todo).toMatch(/under Readers.*Clear it/)
})

test('a yes that came too late: nothing says that the card has been let go, or that Charge is there', () => {
  const { strong, text } = refusalWords({ kind: 'too_late_to_confirm' }, () => '')
  const { did, todo } = REFUSAL_HELP.too_late_to_confirm
  expect(strong).toBe('Nothing was charged.')
  expect([text, did].join(' ')).not.toMatch(/was let go|Charge again/)
  expect(todo[0]).toMatch(/^Wait/)
})

test('a card that was faster than Cancel has a page, which says that it was charged', () => {
  expect(helpFor(CANCEL_LOST.help)?.charged).toBe('charged')
  expect(CANCEL_LOST.strong).toBe(CHARGED.charged.words)
})

test('every mood that goes wrong can be asked why', () => {
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
  for (const [mood, words] of Object.entries(MOODS)) {
    if (words(facts).tone !== 'stop') continue
    // True because the table's keys are the moods.
    expect(whyCode({ mood: mood as keyof typeof MOODS }), mood).toBeDefined()
  }
})
