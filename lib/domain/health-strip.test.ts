import { expect, test } from 'vitest'
import { type HealthSample, MINUTE_MS, minuteOf, nextLookAt, stripOf, upShare } from './health-strip.ts'

const at = (i: number) => i * MINUTE_MS
const samples: readonly HealthSample[] = [
  { minute: at(1), parts: { stripe: 'up' } },
  { minute: at(2), parts: { stripe: 'up' } },
  { minute: at(3), parts: { stripe: 'down' } },
  { minute: at(6), parts: {} },
  { minute: at(7), parts: { stripe: 'slow' } },
]

test('minutes in a row are one run, and where nobody looked is a gap, not good', () => {
  expect(stripOf(samples, 'stripe', at(0), 9)).toEqual([
    { state: 'gap', minutes: 1 },
    { state: 'up', minutes: 2 },
    { state: 'down', minutes: 1 },
    { state: 'gap', minutes: 2 },
    { state: 'unknown', minutes: 1 },
    { state: 'slow', minutes: 1 },
    { state: 'gap', minutes: 1 },
  ])
})

test('samples from before the first minute and after the last are none of it', () => {
  expect(stripOf(samples, 'stripe', at(3), 4).map(run => `${run.state} ${run.minutes}`)).toEqual([
    'down 1',
    'gap 2',
    'unknown 1',
  ])
})

test('the server is up where there is a sample, and a gap where there is none', () => {
  expect(stripOf(samples, 'server', at(0), 8).map(run => `${run.state} ${run.minutes}`)).toEqual([
    'gap 1',
    'up 3',
    'gap 2',
    'up 2',
  ])
})

test('the share counts what was looked at alone', () => {
  expect(upShare(stripOf(samples, 'stripe', at(0), 9))).toBe(0.75)
  expect(upShare(stripOf([], 'stripe', at(0), 9))).toBeUndefined()
  expect(minuteOf(at(3) + 59_999)).toBe(at(3))
})

test.each([
  [at(5) - 1, at(5) + 250],
  [at(5), at(6) + 250],
  [at(5) + 250, at(6) + 250],
  [at(5) + 20_250, at(6) + 250],
])('at %d the next look is at %d', (now, next) => {
  expect(nextLookAt(now)).toBe(next)
})
