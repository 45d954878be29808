import { expect, test } from 'vitest'
import { isPrice, priceProblem, whyNotWhole } from './good-typed.ts'

test('the button of a good says what is missing, the name first', () => {
  expect(whyNotWhole('', null)).toBe('Give it a name')
  expect(whyNotWhole('  ', 280)).toBe('Give it a name')
  expect(whyNotWhole('Lassi', null)).toBe('Type a price')
  expect(whyNotWhole('Lassi', Number.NaN)).toBe('Put the price right')
  expect(whyNotWhole('Lassi', -1)).toBe('Put the price right')
  expect(whyNotWhole('Lassi', 0)).toBeUndefined()
})

test('a price that was left is complained about only where something was typed that is none', () => {
  expect(priceProblem(null)).toBeUndefined()
  expect(priceProblem(280)).toBeUndefined()
  expect(priceProblem(Number.NaN)).toBe('Type it like 4.50.')
  expect(priceProblem(-280)).toBe('A price is not below nothing.')
})

test('what may be saved is a whole amount from nothing on', () => {
  expect([null, Number.NaN, -1].some(isPrice)).toBe(false)
  expect([0, 280].every(isPrice)).toBe(true)
})
