import { expect, test } from 'vitest'
import { tokenBuckets } from './rate.ts'

test('a bucket is emptied, fills up one by one, and is its own key’s alone', () => {
  let now = 0
  const { take } = tokenBuckets({ size: 3, everyMs: 1_000 }, () => now)
  expect([1, 2, 3, 4].map(() => take('a'))).toEqual([true, true, true, false])
  expect(take('b')).toBe(true)
  now = 999
  expect(take('a')).toBe(false)
  now = 1_998
  expect([take('a'), take('a')]).toEqual([true, false])
  now = 1_000_000
  expect([1, 2, 3, 4].map(() => take('a'))).toEqual([true, true, true, false])
})

test('whoever asks while it is empty does not wait longer for it', () => {
  let now = 0
  const { take } = tokenBuckets({ size: 1, everyMs: 1_000 }, () => now)
  expect(take('a')).toBe(true)
  for (now = 100; now <= 900; now += 100) expect(take('a')).toBe(false)
  now = 1_000
  expect(take('a')).toBe(true)
})

test('a flood of addresses does not fill the memory, and who came last is still known', () => {
  const { take } = tokenBuckets({ size: 1, everyMs: 60_000 }, () => 0)
  for (let i = 0; i < 20_000; i++) take(`address ${i}`)
  expect(take('address 19999')).toBe(false)
  expect(take('address 0')).toBe(true)
})
