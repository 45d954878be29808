import { expect, test } from 'vitest'
import { optionsFor } from './select-options.ts'

const READERS = [
  { value: '', words: 'No reader: cash only' },
  { value: 'tmr_1', words: 'Counter' },
]

test('a value that is among the options is shown as it is', () => {
  expect(optionsFor(READERS, 'tmr_1')).toBe(READERS)
  expect(optionsFor(READERS, '')).toBe(READERS)
})

test('a value that is not among them is shown as what it is, and never as the first one', () => {
  expect(optionsFor(READERS, 'tmr_gone', 'A reader that is gone')).toEqual([
    { value: 'tmr_gone', words: 'A reader that is gone', isOff: true },
    ...READERS,
  ])
  expect(optionsFor([{ value: '', words: 'The shop’s own' }], 'tml_1')[0]).toMatchObject({
    value: 'tml_1',
    words: 'Not known now',
  })
  expect(optionsFor([{ value: 'tml_1', words: 'Fern & Field' }], '')[0]).toEqual({
    value: '',
    words: 'Choose',
    isOff: true,
  })
  expect(optionsFor([], '')).toHaveLength(1)
})
