import { expect, test } from 'vitest'
import { testCards } from './test-cards.ts'

test('a card is found by its number, its Stripe name and its label alone', () => {
  for (const key of ['number', 'name', 'label'] as const) {
    expect(new Set(testCards.map(card => card[key])).size, key).toBe(testCards.length)
  }
})

test('the four last digits on the drawn card are those of its number', () => {
  expect(testCards.filter(card => !card.number.endsWith(card.last4))).toEqual([])
})

test.each(testCards)('the number of $label passes the check digit', card => {
  const digits = [...card.number].reverse().map(Number)
  const sum = digits.reduce((total, digit, at) => {
    const value = at % 2 === 0 ? digit : digit * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  expect(sum % 10).toBe(0)
})

test('a declined card says why, an approved one has nothing to say', () => {
  for (const card of testCards) {
    expect(card.declineCode !== undefined, card.label).toBe(card.outcome === 'declined')
  }
})

test('twelve common cards fill the tray, with some of every group', () => {
  const common = testCards.filter(card => card.common)
  expect(common).toHaveLength(12)
  expect(new Set(common.map(card => card.group))).toEqual(
    new Set(['approves', 'pin', 'declines', 'regional']),
  )
})

test('Interac is never tapped: its test card has no contactless chip', () => {
  const interac = testCards.filter(card => card.type === 'interac_present')
  expect(interac.map(card => card.label)).toEqual(['Interac'])
  expect(interac.flatMap(card => card.reads)).not.toContain('tap')
})
