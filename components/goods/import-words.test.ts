import { expect, test } from 'vitest'
import { endedWords, refusedWords } from './import-words.ts'

test('that nothing was imported is said only where it is known', () => {
  expect(endedWords(true, true).strong).toBe('Nothing was imported.')
  expect(endedWords(true, false).strong).toBe('Nothing was imported.')
  for (const isStopped of [true, false]) {
    const { strong, text } = endedWords(false, isStopped)
    expect(`${strong} ${text}`).not.toContain('Nothing was imported')
    expect(text).toContain('what was imported shows as unchanged')
  }
  const refusal = { kind: 'bad_request', problems: [{ field: 'file', problem: 'Line 3 is wrong.' }] } as const
  expect(refusedWords(refusal)).toEqual({ strong: 'Nothing was imported.', text: 'Line 3 is wrong.' })
})
