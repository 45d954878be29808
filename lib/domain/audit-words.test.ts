import { expect, test } from 'vitest'
import { auditWords, whatsSaying } from './audit-words.ts'

test('an operation without words of its own is told by its name', () => {
  expect(auditWords('rename_reader')).toBe('Rename reader')
  expect(auditWords('set_capture_mode')).toBe('When cards are charged')
})

test.each([
  ['Cards read before they are charged', ['set_two_steps']],
  ['cards READ', ['set_two_steps']],
  ['are charged', ['set_capture_mode', 'set_two_steps']],
  ['PIN reset', ['reset_pin']],
  [' pin ', ['reset_pin', 'choose_pin', 'wrong_pin', 'block_pin', 'forgive_wrong_pins']],
  ['Till locked', ['lock_till']],
  ['nobody did this', []],
  ['', []],
])('whoever types %j finds %j', (typed, whats) => {
  expect(whatsSaying(typed)).toEqual(whats)
})
