import { expect, test } from 'vitest'
import { askingRule, isAskedAbout } from './asks-about.ts'

const card = (more: object) => ({ brand: 'visa', ...more })

test.each([
  ['every', card({ funding: 'debit', country: 'US' }), true],
  ['credit', card({ funding: 'credit' }), true],
  ['credit', card({ funding: 'debit' }), false],
  ['credit', card({ funding: 'prepaid' }), false],
  ['credit', card({ funding: 'unknown' }), true],
  ['credit', card({}), true],
  ['abroad', card({ country: 'US' }), false],
  ['abroad', card({ country: 'DE' }), true],
  ['abroad', card({}), true],
  ['abroad', undefined, true],
] as const)('a shop in the US that asks about %s, and %o: asked %s', (about, read, asked) => {
  expect(isAskedAbout(read, askingRule(about, 'US'))).toBe(asked)
})
