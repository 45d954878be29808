import { expect, test } from 'vitest'
import {
  dealtKey,
  locationKey,
  locationsKey,
  readersKey,
  registersKey,
  saleKey,
  surprisesKey,
  touches,
} from './keys.ts'

test.each([readersKey, registersKey])('what changes under %s changes what is told of locations', changed => {
  expect(touches(changed, locationsKey)).toBe(true)
  expect(touches(changed, locationKey('tml_1'))).toBe(true)
  expect(touches(changed, locationKey('account'))).toBe(true)
})

test('a sale or one reader’s payment is no news of locations', () => {
  expect(touches(saleKey('sale_1'), locationsKey)).toBe(false)
  expect(touches(`${readersKey}/tmr_1`, locationsKey)).toBe(false)
})

test('whoever deals with a surprise changes the list of those that were dealt with', () => {
  expect(touches(surprisesKey, `${dealtKey}?sort=amount`)).toBe(true)
  expect(touches(saleKey('sale_1'), dealtKey)).toBe(false)
})
