import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { approversOf } from '#lib/queries/approvers.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { allowedOnce } from './allowed.ts'
import { approve } from './approve.ts'
import { setActive, setBadge } from './change-people.ts'
import { refundTender } from './refund-tender.ts'

let till: StoryTill
let owner: Session
let manager: Session
let cashier: Session

beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  owner = found
  manager = (await signedInAs(till.world, 'manager', 'Maya Manager')).session
  cashier = (await signedInAs(till.world, 'cashier', 'Carl Cashier')).session
})
afterAll(() => till?.close())

const byPin = (permission: Permission, who = cashier, pin = PIN_OF_STAFF) =>
  approve(till.world, { permission, staffId: manager.staffId, pin }, who)

async function token(permission: Permission = 'sale.refund', who = cashier): Promise<string> {
  const given = await byPin(permission, who)
  if (!given.ok) throw new Error(given.refusal.kind)
  return till.world.tokens.hashOf(given.value.token)
}

async function paidSale(): Promise<SaleId> {
  const saleId = await till.sell('Flat white', 2)
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  return saleId
}

async function refund(
  saleId: SaleId,
  approval: string | undefined,
  more: { who?: Session; minor?: number } = {},
) {
  const { sale } = await till.sale(saleId)
  const tenderId = sale.tenders[0]?.id
  if (!tenderId) throw new Error('nothing was paid')
  return refundTender(till.world, {
    sessionHash: (more.who ?? cashier).hash,
    saleId,
    approval,
    tenderId,
    refundId: idOf('ref', randomUUID()),
    amountMinor: more.minor ?? 100,
    reason: 'requested_by_customer',
  })
}

const isAboutFive = (ms: number) => ms > 3_000 && ms <= 5_000

const NEEDS = { ok: false, refusal: { kind: 'not_allowed', permission: 'sale.refund', approvable: true } }

test('a cashier’s refund needs somebody: with a manager’s PIN it is done, and both names stand in the sale’s diary', async () => {
  const saleId = await paidSale()
  expect(await refund(saleId, undefined)).toEqual(NEEDS)
  expect(await refund(saleId, await token())).toMatchObject({ ok: true })
  const told = await timelineOf(till.world, saleId)
  const wish = told?.entries.find(entry => entry.kind === 'wish' && entry.data.refund !== undefined)
  expect(wish).toMatchObject({
    staffName: 'Carl Cashier',
    data: { approver: { staffId: manager.staffId, name: 'Maya Manager' } },
  })
  const { rows } = await till.pool.query(
    `select staff_name, approver_name, subject from audit where what = 'approve' order by seq desc limit 1`,
  )
  expect(rows).toEqual([
    { staff_name: 'Carl Cashier', approver_name: 'Maya Manager', subject: 'sale.refund' },
  ])
})

test('a consent is good once, for its permission, its session and a minute', async () => {
  const saleId = await paidSale()
  const once = await token()
  expect(await refund(saleId, once)).toMatchObject({ ok: true })
  await till.rest()
  expect(await refund(saleId, once)).toEqual(NEEDS)
  expect(await refund(saleId, await token('sale.settle_hold'))).toEqual(NEEDS)
  expect(await refund(saleId, 'forged')).toEqual(NEEDS)

  const { session: other } = await signedInAs(till.world, 'lead', 'Lena Lead')
  expect(await refund(saleId, await token('sale.refund', other))).toEqual(NEEDS)
  const late = await token()
  till.clock.offset += 60_000
  expect(await refund(saleId, late)).toEqual(NEEDS)
  till.clock.offset -= 60_000
})

test('of two requests with one consent one is done', async () => {
  const saleId = await paidSale()
  const once = await token()
  const done = await Promise.all([refund(saleId, once), refund(saleId, once)])
  expect(done.filter(one => one.ok)).toHaveLength(1)
})

test('an operation that has to start over has asked for its consent once', async () => {
  const once = await token()
  const consent = allowedOnce(till.world, 'sale.refund', once)
  expect(consent.early(cashier)).toBeUndefined()
  for (let i = 0; i < 2; i++)
    expect(await consent.ask(cashier)).toMatchObject({ value: { approver: { name: 'Maya Manager' } } })
  expect(await allowedOnce(till.world, 'sale.refund', once).ask(cashier)).toEqual(NEEDS)
  expect(allowedOnce(till.world, 'sale.refund', undefined).early(cashier)).toEqual(NEEDS.refusal)
})

test('what is not approvable, and what needs no consent, gets none', async () => {
  expect(await byPin('people.manage')).toEqual({
    ok: false,
    refusal: { kind: 'not_allowed', permission: 'people.manage', approvable: false },
  })
  expect(await byPin('sale.pay')).toMatchObject({ ok: false })
  expect(await byPin('sale.refund', owner)).toMatchObject({ ok: false })
})

test('only who may do it may consent to it', async () => {
  const { staffId } = await signedInAs(till.world, 'lead', 'Only Lead')
  const ask = approve(till.world, { permission: 'sale.refund', staffId, pin: PIN_OF_STAFF }, cashier)
  expect(await ask).toEqual({ ok: false, refusal: { kind: 'cannot_approve' } })
  const badge = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  const code = badge.ok ? (badge.value.badge ?? '') : ''
  expect(await approve(till.world, { permission: 'sale.refund', badge: code }, cashier)).toEqual({
    ok: false,
    refusal: { kind: 'cannot_approve' },
  })
  const { people } = await approversOf(till.world, 'sale.refund')
  expect(people.map(({ name }) => name)).toEqual(['Maya Manager', 'Mina Okafor'])
  expect((await approversOf(till.world, 'sale.void')).people.map(({ name }) => name)).toContain('Only Lead')
})

test('a badge consents; wrong PINs count against the manager as at sign-in; who has left consents to nothing', async () => {
  const { staffId } = await signedInAs(till.world, 'manager', 'Brief Manager')
  const badge = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  const code = badge.ok ? (badge.value.badge ?? '') : ''
  const withBadge = () => approve(till.world, { permission: 'sale.refund', badge: code }, cashier)
  const given = await withBadge()
  expect(given).toMatchObject({ ok: true, value: { approver: 'Brief Manager' } })
  await setActive(till.world, { staffId, active: false }, owner)
  expect(await withBadge()).toMatchObject({ refusal: { kind: 'unknown_badge' } })
  const saleId = await paidSale()
  const hash = given.ok ? till.world.tokens.hashOf(given.value.token) : ''
  expect(await refund(saleId, hash)).toEqual(NEEDS)

  const wrong = () => byPin('sale.refund', cashier, '0000')
  expect(await wrong()).toMatchObject({ refusal: { kind: 'wrong_pin', waitMs: 0 } })
  await wrong()
  expect(await wrong()).toMatchObject({
    refusal: { kind: 'wrong_pin', waitMs: expect.toSatisfy(isAboutFive) },
  })
  expect(await byPin('sale.refund')).toMatchObject({ refusal: { kind: 'too_many_tries' } })
})
