import { expect, test } from 'vitest'
import { badgeIn, badgeOf, registerCodeIn, registerCodeShown } from './spoken-code.ts'

test('a register’s code is read as people type it', () => {
  for (const typed of ['ABCD-EFGH', 'abcdefgh', ' ab cd ef gh '])
    expect(registerCodeIn(typed)).toBe('ABCDEFGH')
  expect(registerCodeShown('ABCDEFGH')).toBe('ABCD-EFGH')
})

test.each(['', 'ABCD-EFG', 'ABCD-EFGHJ', 'ABCD-EFG0', 'ABCD_EFGH', 'ＡBCDEFGH'])('%j is no code', typed => {
  expect(registerCodeIn(typed)).toBeUndefined()
})

test('a badge is known by its code alone, whatever Caps Lock says; a good’s barcode is none', () => {
  const badge = badgeOf('ABCDEFGHJKLMNPQR')
  expect(badgeIn(badge)).toBe(badge)
  expect(badgeIn(` ${badge.toLowerCase()}`)).toBe(badge)
  for (const other of ['5012345678900', 'TLB', `${badge}A`, 'TLB0BCDEFGHJKLMNPQR', 'XLBABCDEFGHJKLMNPQR'])
    expect(badgeIn(other)).toBeUndefined()
})
