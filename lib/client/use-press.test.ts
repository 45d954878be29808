import { expect, test } from 'vitest'
import { namesOfPresses } from './use-press.ts'

const HOURS = { part: 'rebootWindow', value: { startHour: 2, endHour: 4 } }
const LATER = { part: 'rebootWindow', value: { startHour: 3, endHour: 4 } }

test('what is sent again after a lost answer has its old name, so that it is done once', () => {
  const press = namesOfPresses()
  const first = press('idle', HOURS)
  expect(press('lost', structuredClone(HOURS))).toBe(first)
  expect(press('lost', HOURS)).toBe(first)
})

test('what was edited after a lost answer has a name of its own: Stripe takes no other wish under an old one', () => {
  const press = namesOfPresses()
  const first = press('idle', HOURS)
  const edited = press('lost', LATER)
  expect(edited).not.toBe(first)
  expect(press('lost', LATER)).toBe(edited)
  expect(press('lost', HOURS)).not.toBe(first)
})

test('after an answer of either kind the next press has a new name, and one who has not pressed yet has lost nothing', () => {
  const press = namesOfPresses()
  const names = [press('lost', HOURS), press('idle', HOURS), press('refused', HOURS), press('idle')]
  expect(new Set(names).size).toBe(4)
  expect(press('lost')).toBe(names[3])
})
