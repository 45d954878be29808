import { expect, test } from 'vitest'
import type { PartAnswer } from '#lib/contracts/health.ts'
import { MINUTE_MS } from '#lib/domain/health-strip.ts'
import { agoWords, bytesWords, isDiskLow, nextLookWords, shareWords, spells, statusLine } from './health.ts'

const part = (name: string, state: PartAnswer['state'], more: Partial<PartAnswer> = {}): PartAnswer => ({
  part: name,
  label: name,
  state,
  since: 0,
  strip: [],
  up: 1,
  ...more,
})

test('the worst is said first, and nothing is called good that nobody looked at', () => {
  const well = [part('server', 'up'), part('stripe', 'up'), part('reader:1', 'up')]
  expect(statusLine(well)).toEqual({ tone: 'done', words: 'Everything works.' })
  expect(statusLine([...well, part('reader:2', 'down'), part('webhooks', 'down')]).words).toBe(
    'webhooks does not work.',
  )
  expect(statusLine([...well, part('reader:2', 'down')])).toEqual({
    tone: 'care',
    words: 'reader:2 is offline. Everything else works.',
  })
  expect(statusLine([...well, part('webhooks', 'unknown')]).words).toContain('Nothing is known')
  expect(statusLine([part('server', 'gap')]).tone).toBe('care')
  const many = ['a', 'b', 'c', 'd', 'e'].map(name => part(`reader:${name}`, 'down'))
  expect(statusLine([...well, ...many]).words).toMatch(/^reader:a, reader:b and 3 more are offline/)
})

test('what was not good is listed with its time, and the hours before the first sample are not', () => {
  const strip = [
    { state: 'gap', minutes: 10 },
    { state: 'up', minutes: 5 },
    { state: 'down', minutes: 2 },
    { state: 'gap', minutes: 3 },
    { state: 'up', minutes: 1 },
  ] as const
  expect(spells(part('stripe', 'up', { strip }), 0)).toEqual([
    { words: 'does not work', from: 15 * MINUTE_MS, to: 17 * MINUTE_MS },
    { words: 'nobody looked', from: 17 * MINUTE_MS, to: 20 * MINUTE_MS },
  ])
  expect(spells(part('stripe', 'gap', { strip: [{ state: 'gap', minutes: 9 }] }), 0)).toEqual([])
})

test('shares, sizes and ages round to the honest side', () => {
  expect([1, 0.9999, 0.998, 0, null].map(shareWords)).toEqual(['100 %', '99.9 %', '99.8 %', '0 %', '–'])
  expect([0, 999, 220_000, 1_440_000_000, 123_456_789].map(bytesWords)).toEqual([
    '0 B',
    '999 B',
    '220 kB',
    '1.4 GB',
    '123 MB',
  ])
  expect([0, 1, 5, 60, 180, 72 * 60].map(minutes => agoWords(0, minutes * MINUTE_MS))).toEqual([
    'just now',
    'a minute ago',
    '5 minutes ago',
    'an hour ago',
    '3 hours ago',
    '3 days ago',
  ])
  expect(isDiskLow({ disk: { freeBytes: 1e9, totalBytes: 500e9 } })).toBe(true)
  expect(isDiskLow({ disk: { freeBytes: 50e9, totalBytes: 500e9 } })).toBe(false)
  expect(isDiskLow({ disk: null })).toBe(false)
})

test.each([
  [0, 'next in 60 s'],
  [20_250, 'next in 40 s'],
  [59_000, 'next in 1 s'],
  [59_500, 'next now'],
])('%d ms into a minute: %s', (into, words) => {
  expect(nextLookWords(3 * MINUTE_MS + into)).toBe(words)
})
