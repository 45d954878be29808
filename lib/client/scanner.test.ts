import { expect, test } from 'vitest'
import { afterKey, type Burst, noBurst } from './scanner.ts'

/** Types a text with the same pause before every key, and says what the last key made of it. */
function type(keys: readonly string[], gapMs: number, startAt = 1000) {
  let burst: Burst = noBurst
  let code: string | undefined
  keys.forEach((key, i) => {
    const next = afterKey(burst, key, startAt + i * gapMs)
    burst = next.burst
    code = next.code
  })
  return { code, burst }
}

const barcode = [...'5012345678900']

test('a fast burst that Enter or Tab ends is a code', () => {
  expect(type([...barcode, 'Enter'], 8).code).toBe('5012345678900')
  expect(type([...barcode, 'Tab'], 30).code).toBe('5012345678900')
})

test('a hand is not a scanner', () => {
  expect(type([...barcode, 'Enter'], 60).code).toBeUndefined()
})

test('what is shorter than four characters is not a code', () => {
  expect(type([...'123', 'Enter'], 8).code).toBeUndefined()
  expect(type([...'1234', 'Enter'], 8).code).toBe('1234')
})

test('a code without its ending is not a code yet', () => {
  expect(type(barcode, 8)).toMatchObject({ code: undefined, burst: { text: '5012345678900' } })
})

test('what was typed before the burst is not part of it', () => {
  let burst = afterKey(noBurst, '3', 1000).burst
  burst = afterKey(burst, '*', 1300).burst
  for (const [i, key] of barcode.entries()) burst = afterKey(burst, key, 1800 + i * 8).burst
  expect(afterKey(burst, 'Enter', 1800 + barcode.length * 8).code).toBe('5012345678900')
})

test('shift between the letters is no letter', () => {
  expect(type([...'ab', 'Shift', ...'CD', 'Enter'], 8).code).toBe('abCD')
})

test('an Enter long after the burst is a person’s', () => {
  const { burst } = type(barcode, 8)
  expect(afterKey(burst, 'Enter', burst.lastAt + 400).code).toBeUndefined()
})
