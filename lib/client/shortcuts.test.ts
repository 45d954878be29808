import { expect, test } from 'vitest'
import { commandOf, worksInField } from './shortcuts.ts'

const press = (key: string, with_: { ctrl?: boolean; meta?: boolean; alt?: boolean } = {}) =>
  commandOf({ key, ctrlKey: with_.ctrl ?? false, metaKey: with_.meta ?? false, altKey: with_.alt ?? false })

test('the keys of the counter', () => {
  expect(press('/')).toEqual({ do: 'search' })
  expect(press('F9')).toEqual({ do: 'charge' })
  expect(press('Enter', { ctrl: true })).toEqual({ do: 'charge' })
  expect(press('z', { meta: true })).toEqual({ do: 'undo' })
  expect(press('3')).toEqual({ do: 'digit', digit: 3 })
  expect(press('é')).toEqual({ do: 'letter', letter: 'é' })
})

test('the browser keeps its own', () => {
  expect(press('r', { ctrl: true })).toBeUndefined()
  expect(press('F5')).toBeUndefined()
  expect(press('d', { alt: true })).toBeUndefined()
})

test('text typed into a field is text, but F9 charges', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false }
  expect(worksInField({ ...plain, key: 'F9' })).toBe(true)
  expect(worksInField({ ...plain, key: 'Enter', ctrlKey: true })).toBe(true)
  expect(worksInField({ ...plain, key: '/' })).toBe(false)
  expect(worksInField({ ...plain, key: '1' })).toBe(false)
  expect(worksInField({ ...plain, key: 'z', ctrlKey: true })).toBe(false)
})
