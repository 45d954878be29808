import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { supportCopy } from '#components/timeline/support-copy.ts'
import { timelineSample } from '#components/timeline/testing/timeline-sample.ts'
import { DOORS } from '#lib/adapters/stripe/endpoints.ts'
import { formatFor } from '#lib/client/format.ts'
import type { TimelineEntry } from '#lib/contracts/timeline.ts'
import { diaryWords } from './diary.ts'

/** A plain key of that name makes a linter think of promises. */
const THEN = 'then'

/** Every decision the till writes into a diary, with all that may stand beside it. */
const DECISIONS: readonly Readonly<Record<string, unknown>>[] = [
  { freed: 'tmr_1' },
  { busy: 'tmr_1', with: 'tender_2' },
  { left: 'silent', sinceMs: 180_000 },
  { expired: 'create', [THEN]: 'adopt', adopted: 'pi_2' },
  { misused: 'cancel', [THEN]: 'look' },
  { books: 450 },
  { orphan: 'pi_2', requestId: 'req_1', ms: 212 },
  { uncanceled: 'pi_2', code: 'lock_timeout', requestId: 'req_1', ms: 212 },
  { closed: 'never created' },
  { ruled: 'credit' },
  { ruled: 'abroad' },
  { capture: 'its deadline is near' },
  { unknown: 'resource_missing' },
]

const sample = timelineSample()
const facts = {
  format: formatFor('US', 'usd'),
  currency: 'usd',
  readerOf: () => 'the Counter reader',
} as const
const entryOf = (kind: 'decision' | 'knock', data: Readonly<Record<string, unknown>>): TimelineEntry => ({
  id: 'note:1',
  at: 1,
  kind,
  data,
})

test('what the till writes of its decisions is what is listed here, and nothing else', () => {
  const listed = new Set(DECISIONS.flatMap(data => Object.keys(data)))
  expect([...writtenKeys()].sort()).toEqual([...listed].sort())
})

test.each(DECISIONS)('%j has words of its own', data => {
  const { title, text } = diaryWords(entryOf('decision', data), facts)
  expect(title).not.toBe('The till decided')
  expect(text).not.toBe('')
})

test.each(DECISIONS)('%j is told to Stripe’s support whole', data => {
  const { happened } = JSON.parse(supportCopy({ ...sample, entries: [entryOf('decision', data)] }))
  expect(happened[0].decided).toEqual(data)
})

test.each(Object.values(DOORS).flatMap(({ events }) => events))('%s is more than a knock', type => {
  expect(diaryWords(entryOf('knock', { type, event: 'evt_1', effect: 'look' }), facts).title).not.toBe(
    'Stripe knocked',
  )
})

/** The keys of everything that the operations write as a decision, read from their sources. */
function writtenKeys(): ReadonlySet<string> {
  const operations = new URL('../../lib/operations/', import.meta.url)
  const sources = readdirSync(operations, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map(file => readFileSync(new URL(file, operations), 'utf8'))
  return new Set(
    sources.flatMap(source =>
      [...source.matchAll(/kind: 'decision',[^{}]*\bdata(?:: (\{[^{}]*\}))?/g)].flatMap(([, inPlace]) =>
        keysIn(inPlace ?? madeOf('data', source), source),
      ),
    ),
  )
}

/** What `name` is made of, up to the next statement of its function. */
const madeOf = (name: string, source: string): string =>
  new RegExp(`^ {2}const ${name} = (.*?)(?=^ {2}\\w)`, 'ms').exec(source)?.[1] ?? ''

/** `key:`, a key that is its value's name, and whatever is spread into it. */
function keysIn(value: string, source: string): readonly string[] {
  const spread = [...value.matchAll(/\.\.\.(\w+)/g)].flatMap(([, name = '']) =>
    keysIn(madeOf(name, source), source),
  )
  const named = [...value.matchAll(/(\w+):|[{,]\s*(\w+)(?=\s*[,}])/g)].map(([, a, b]) => a ?? b ?? '')
  return [...spread, ...named]
}
