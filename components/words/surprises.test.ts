import { expect, test } from 'vitest'
import { SURPRISE_KINDS, surpriseWords } from './surprises.ts'

test('what needs a manager begins with where the money is', () => {
  for (const kind of SURPRISE_KINDS) expect(surpriseWords(kind)?.money, kind).toMatch(/charged|money|Money/)
  const nobody = SURPRISE_KINDS.filter(kind => /nobody/.test(surpriseWords(kind)?.money ?? ''))
  expect(nobody).toEqual(['canceled_elsewhere', 'hold_expired'])
})
