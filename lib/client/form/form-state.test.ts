import { expect, test } from 'vitest'
import { beginning, hear, isDirty, leave, put, saved, within } from './form-state.ts'

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

const SHIRT = { name: 'Shirt', variants: [{ name: 'S', priceMinor: 2000 }] }
const twoVariants = put(beginning(SHIRT), {
  variants: [...SHIRT.variants, { name: '', priceMinor: Number.NaN }],
})

test('a field of a list is complained about by its path, until it is another', () => {
  const wrong = { 'variants.1.name': 'This cannot be empty.', 'variants.1.priceMinor': 'Type an amount.' }
  const left = leave(twoVariants, 'variants.1.name', wrong)
  expect(left.problems).toEqual({ 'variants.1.name': 'This cannot be empty.' })
  expect(within(left.problems, 'variants')).toBe('This cannot be empty.')
  expect(within(left.problems, 'name')).toBeUndefined()
  const priced = put(left, { variants: [...SHIRT.variants, { name: '', priceMinor: 2200 }] })
  expect(priced.problems).toEqual({ 'variants.1.name': 'This cannot be empty.' })
  const named = put(left, { variants: [...SHIRT.variants, { name: 'L', priceMinor: Number.NaN }] })
  expect(named.problems).toEqual({})
  expect(put(left, { variants: SHIRT.variants }).problems).toEqual({})
})

test('what was put right from elsewhere is forgotten on leaving any field', () => {
  const left = leave(twoVariants, 'variants.1.name', { 'variants.1.name': 'Another variant has this name.' })
  expect(leave(left, 'variants.0.name', {}).problems).toEqual({})
})

test('what is wished once is not wished again by the next save, unless it has been typed anew', () => {
  const first = { prefix: 'F-', nextNumber: null as number | null }
  const spent = { nextNumber: null }
  const sent = put(beginning(first), { prefix: 'G-', nextNumber: 500 })
  const done = saved(sent, sent.values, spent)
  expect(done.values).toEqual({ prefix: 'G-', nextNumber: null })
  expect([isDirty(done), done.isSaved]).toEqual([false, true])
  expect(hear(done, { prefix: 'G-', nextNumber: null })).toMatchObject({ isOutdated: false, isSaved: true })
  const more = saved(put(sent, { nextNumber: 600 }), sent.values, spent)
  expect(more.values).toEqual({ prefix: 'G-', nextNumber: 600 })
  expect(isDirty(more)).toBe(true)
})

test('what is typed while a save is on its way is of the version that it made, and nobody else was faster', () => {
  const sent = put(beginning({ name: 'Bar', version: 3 }), { name: 'Bar 2 ' })
  const more = saved(put(sent, { name: 'Bar 2 and more' }), sent.values)
  expect(more.values).toEqual({ name: 'Bar 2 and more', version: 4 })
  // The server keeps it without the blank at the end.
  const heard = hear(more, { name: 'Bar 2', version: 4 })
  expect(heard).toMatchObject({ isOutdated: false, values: { name: 'Bar 2 and more', version: 4 } })
  expect(isDirty(heard)).toBe(true)
  expect(hear(heard, { name: 'Theirs', version: 5 }).isOutdated).toBe(true)
})
