import { expect, test } from 'vitest'
import { money } from '#lib/domain/money.ts'
import { saleStateWords } from './sale-state.ts'

test.each([
  ['paid', 0, 'Paid', 'done'],
  ['paid', 1, 'Part refunded', 'done'],
  ['paid', 450, 'Refunded', 'cancelled'],
  ['paid', 500, 'Refunded', 'cancelled'],
  ['held', 0, 'Money held', 'waiting'],
  ['open', 0, 'Open', 'waiting'],
] as const)('%s, with %i of 450 given back: %s', (state, back, words, glyph) => {
  expect(saleStateWords(state, money(450, 'usd'), money(back, 'usd'))).toMatchObject({ words, glyph })
})
