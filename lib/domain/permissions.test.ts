import { expect, test } from 'vitest'
import {
  ALL_PERMISSIONS,
  isForLater,
  may,
  notAllowed,
  PERMISSIONS,
  type Permission,
  ROLES,
  verdictOf,
} from './permissions.ts'

test('the owner may do everything, and whoever may approve may do it alone', () => {
  for (const permission of ALL_PERMISSIONS) {
    expect(may('owner', permission), permission).toBe(true)
    const verdicts = ROLES.map(role => verdictOf(role, permission))
    if (verdicts.includes('approval')) expect(may('manager', permission), permission).toBe(true)
  }
})

test('nobody may do what someone above may not', () => {
  const rank = { yes: 2, approval: 1, no: 0 }
  for (const permission of ALL_PERMISSIONS) {
    const ranks = ROLES.map(role => rank[verdictOf(role, permission)])
    expect(ranks, permission).toEqual([...ranks].sort((a, b) => b - a))
  }
})

test('every row says in words what it is about, once', () => {
  const words = ALL_PERMISSIONS.map(permission => PERMISSIONS[permission].words)
  expect(new Set(words).size).toBe(words.length)
})

test('a refusal says whether somebody could consent to it', () => {
  expect(notAllowed('cashier', 'sale.refund')).toEqual({
    kind: 'not_allowed',
    permission: 'sale.refund',
    approvable: true,
  })
  expect(notAllowed('cashier', 'people.view').approvable).toBe(false)
})

/** What somebody opens to do what they need consent for. */
const STANDS_UNDER: Partial<Record<Permission, Permission>> = {
  'sale.settle_hold': 'sale.view',
  'sale.refund': 'sale.view',
  'payments.stop': 'payments.view',
  'readers.clear': 'readers.view',
}

test('whoever may do something with consent may open what it stands under', () => {
  for (const permission of ALL_PERMISSIONS.filter(one => !isForLater(one)))
    for (const role of ROLES.filter(one => verdictOf(one, permission) === 'approval'))
      expect(may(role, STANDS_UNDER[permission] ?? permission), `${role}: ${permission}`).toBe(true)
})
