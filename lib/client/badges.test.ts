import { expect, test } from 'vitest'
import { tellBadge } from './badges.ts'

test('a badge that nobody asked for is known as one, so that it is typed into no field', () => {
  expect(tellBadge('TLBABCDEFGHJKLMNPQR')).toBe('unwanted')
  expect(tellBadge('tlbabcdefghjklmnpqr')).toBe('unwanted')
})

test('what is no badge is left to whoever types it', () => {
  expect(tellBadge('5012345678900')).toBe('no_badge')
  expect(tellBadge('TLB and then some')).toBe('no_badge')
})
