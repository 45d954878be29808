import { expect, test } from 'vitest'
import { beginning, hear, isDirty, leave, put, saved } from './form-state.ts'

const FIRST = { name: 'Counter', place: 'tml_1' }
const typed = put(beginning(FIRST), { name: '' })

test('what was typed makes it dirty, typing it back does not', () => {
  expect(isDirty(beginning(FIRST))).toBe(false)
  expect(isDirty(typed)).toBe(true)
  expect(isDirty(put(typed, { name: 'Counter' }))).toBe(false)
})

test('a field is complained about on leaving it, not when it was passed through, and not while it is put right', () => {
  const wrong = { name: 'Give it a name.', place: 'Choose one.' }
  expect(leave(beginning(FIRST), 'name', wrong).problems).toEqual({})
  const left = leave(typed, 'name', wrong)
  expect(left.problems).toEqual({ name: 'Give it a name.' })
  expect(put(left, { name: 'W' }).problems).toEqual({})
  expect(put(left, { place: 'tml_2' }).problems).toEqual({ name: 'Give it a name.' })
})

test('news fill a form nobody typed in', () => {
  const stored = { name: 'Window', place: 'tml_1' }
  expect(hear(beginning(FIRST), stored).values).toEqual(stored)
})

test('news never take away what was typed, and the form says that it is behind', () => {
  const heard = hear(typed, { name: 'Window', place: 'tml_1' })
  expect(heard.values).toEqual({ name: '', place: 'tml_1' })
  expect(heard.isOutdated).toBe(true)
  expect(saved(heard, heard.values).isOutdated).toBe(false)
})

test('news of one’s own save are no news, whichever way round they come and whatever the order of the keys', () => {
  const mine = put(beginning(FIRST), { name: 'Bar' })
  const stored = { place: 'tml_1', name: 'Bar' }
  for (const end of [hear(saved(mine, mine.values), stored), saved(hear(mine, stored), mine.values)]) {
    expect(end).toMatchObject({ isOutdated: false, isSaved: true })
    expect(isDirty(end)).toBe(false)
  }
})

test('what is typed while a save is on its way stays unsaved', () => {
  const sent = put(beginning(FIRST), { name: 'Bar' })
  const more = put(sent, { name: 'Bar 2' })
  expect(isDirty(saved(more, sent.values))).toBe(true)
})
