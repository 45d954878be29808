import { expect, test } from 'vitest'
import { type KeypadKeyName, pressed, type Typed, takenBack, typed } from './typed.ts'

const type = (start: Typed, keys: readonly KeypadKeyName[], from = 1000) =>
  keys.reduce((now, key, i) => pressed(now, key, from + i * 100, 8), start)

test('digits come one after another, and delete takes the last', () => {
  expect(type(typed(''), ['8', '00', '0']).digits).toBe('8000')
  expect(type(typed(''), ['8', '1', 'delete']).digits).toBe('8')
  expect(type(typed(''), ['0', '0', '5']).digits).toBe('5')
})

test('the first digit replaces what was offered; delete shortens it', () => {
  expect(type(typed('7180'), ['9']).digits).toBe('9')
  expect(type(typed('7180'), ['delete']).digits).toBe('718')
})

test('no more digits than there is room for', () => {
  expect(type(typed(''), ['1', '2', '3', '4', '5', '6', '7', '8', '9']).digits).toBe('12345678')
})

test('what a scanner typed is taken back', () => {
  const mine = type(typed('7180'), ['8', '00'], 1000)
  const scanned = ['5', '0', '1', '2'] as const
  const both = scanned.reduce<Typed>((now, key, i) => pressed(now, key, 5000 + i * 8, 8), mine)
  expect(both.digits).toBe('8005012')
  expect(takenBack(both, 5000).digits).toBe('800')
  expect(takenBack(mine, 5000).digits).toBe('800')
})
