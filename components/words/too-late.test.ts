import { expect, test } from 'vitest'
import { tooLateWords } from './too-late.ts'

const good = (name: string, quantity: number) => ({ name, quantity })

test.each([
  [[good('Flat white', 1)], true, 'Too late: Flat white ×1 is on the paid sale.'],
  [
    [good('Flat white', 2), good('Bagel', 1)],
    true,
    'Too late: Flat white ×2, Bagel ×1 are on the paid sale.',
  ],
  [
    ['A', 'B', 'C', 'D', 'E'].map(name => good(name, 1)),
    true,
    'Too late: A ×1, B ×1, C ×1, 2 more are on the paid sale.',
  ],
  [[good('Flat white', 1)], false, 'Too late: Flat white ×1 is still on this sale.'],
])('goods that came off too late are named', (goods, isPaid, strong) => {
  expect(tooLateWords({ goods, isPaid }).strong).toBe(strong)
})
