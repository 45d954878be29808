import { expect, test } from 'vitest'
import { checkCode, noTries } from './set-up-code.ts'

const wrong = { kind: 'wrong_set_up_code' }

test('the code opens, however it is written', () => {
  for (const typed of ['ABCD-2345', 'abcd2345', ' abcd 2345 ']) {
    expect(checkCode(noTries(), 'ABCD-2345', typed, 0)).toBeUndefined()
  }
})

test('another code, a part of it or none does not', () => {
  for (const typed of ['ABCD-2346', 'ABCD-234', 'ABCD-23456', '', undefined]) {
    expect(checkCode(noTries(), 'ABCD-2345', typed, 0)).toEqual(wrong)
  }
})

test('a till that needs a code and has none cannot be opened', () => {
  expect(checkCode(noTries(), undefined, '', 0)).toEqual(wrong)
})

test('after three wrong tries each waits twice as long, half a minute at most, and the right one waits too', () => {
  const tries = noTries()
  const waits: number[] = []
  let now = 0
  for (let i = 0; i < 10; i++) {
    expect(checkCode(tries, 'RIGHT', 'WRONG', now)).toEqual(wrong)
    const waitMs = Math.max(0, tries.blockedUntil - now)
    waits.push(waitMs)
    if (waitMs > 0)
      expect(checkCode(tries, 'RIGHT', 'RIGHT', now)).toEqual({ kind: 'too_many_tries', waitMs })
    now += waitMs
  }
  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(checkCode(tries, 'RIGHT', 'RIGHT', now)).toBeUndefined()
  expect(checkCode(tries, 'RIGHT', 'WRONG', now)).toEqual(wrong)
})
