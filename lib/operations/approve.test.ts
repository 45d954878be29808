import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Approve } from '#lib/contracts/approvals.ts'
import { refundNamed, steerNamed } from '#lib/domain/consent.ts'
import { idOf, type SaleId, type TenderId } from '#lib/domain/ids.ts'
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
let lead: Session
let cashier: Session

beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  owner = found
  manager = (await signedInAs(till.world, 'manager', 'Maya Manager')).session
  lead = (await signedInAs(till.world, 'lead', 'Lee Lead')).session
  cashier = (await signedInAs(till.world, 'cashier', 'Carl Cashier')).session
})
afterAll(() => till?.close())

type Asked = { permission?: Permission; about: string; who?: Session; pin?: string }

const byPin = ({ permission = 'sale.refund', about, who = cashier, pin = PIN_OF_STAFF }: Asked) =>
  approve(till.world, { permission, about, staffId: manager.staffId, pin }, who)

async function token(asked: Asked): Promise<string> {
  const given = await byPin(asked)
  if (!given.ok) throw new Error(given.refusal.kind)
  return till.world.tokens.hashOf(given.value.token)
}

/** A dollar of what the sale's card has paid. */
const aDollarOf = async (saleId: SaleId, minor = 100) => refundNamed(await tenderOf(saleId), minor)

async function tenderOf(saleId: SaleId): Promise<TenderId> {
  const tenderId = (await till.sale(saleId)).sale.tenders[0]?.id
  if (!tenderId) throw new Error('nothing was paid')
  return tenderId
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
  return refundTender(till.world, {
    sessionHash: (more.who ?? cashier).hash,
    saleId,
    approval,
    tenderId: await tenderOf(saleId),
    refundId: idOf('ref', randomUUID()),
    amountMinor: more.minor ?? 100,
    reason: 'requested_by_customer',
  })
}

const isAboutFive = (ms: number) => ms > 3_000 && ms <= 5_000

const NEEDS = {
  ok: false,
  refusal: { kind: 'not_allowed', permission: 'sale.refund', approvable: true, about: expect.any(String) },
}

test('a cashier’s refund needs somebody: with a manager’s PIN it is done, and both names stand in the sale’s diary', async () => {
  const saleId = await paidSale()
  const about = await aDollarOf(saleId)
  const refused = await refund(saleId, undefined)
  expect(refused).toEqual({ ok: false, refusal: { ...NEEDS.refusal, about } })
  expect(await refund(saleId, await token({ about }))).toMatchObject({ ok: true })
  const told = await timelineOf(till.world, saleId)
  const wish = told?.entries.find(entry => entry.kind === 'wish' && entry.data.refund !== undefined)
  expect(wish).toMatchObject({
    staffName: 'Carl Cashier',
    data: { approver: { staffId: manager.staffId, name: 'Maya Manager' } },
  })
  const { rows } = await till.pool.query(
    `select staff_name, approver_name, subject, after from audit where what = 'approve' order by seq desc limit 1`,
  )
  expect(rows).toMatchObject([
    {
      staff_name: 'Carl Cashier',
      approver_name: 'Maya Manager',
      subject: saleId,
      after: { amount: { minor: 100, currency: 'usd' } },
    },
  ])
})

test('a consent is good once, for its permission, its session and a minute', async () => {
  const saleId = await paidSale()
  const about = await aDollarOf(saleId)
  const once = await token({ about })
  expect(await refund(saleId, once)).toMatchObject({ ok: true })
  await till.rest()
  expect(await refund(saleId, once)).toEqual(NEEDS)
  const settling = await token({ permission: 'sale.settle_hold', about: steerNamed(saleId, 'capture') })
  expect(await refund(saleId, settling)).toEqual(NEEDS)
  expect(await refund(saleId, 'forged')).toEqual(NEEDS)

  const { session: other } = await signedInAs(till.world, 'lead', 'Lena Lead')
  expect(await refund(saleId, await token({ about, who: other }))).toEqual(NEEDS)
  const late = await token({ about })
  till.clock.offset += 60_000
  expect(await refund(saleId, late)).toEqual(NEEDS)
  till.clock.offset -= 60_000
})

test('a consent to one amount of one payment gives back neither more nor another’s', async () => {
  const [saleId, other] = [await paidSale(), await paidSale()]
  const once = await token({ about: await aDollarOf(saleId) })
  expect(await refund(saleId, once, { minor: 200 })).toEqual(NEEDS)
  expect(await refund(other, once)).toEqual(NEEDS)
  expect(await refund(saleId, once)).toMatchObject({ ok: true })
})

test('nobody consents to a refund, a hold, a payment or a reader that is not named', async () => {
  const saleId = await paidSale()
  const away = idOf('sale', randomUUID())
  const vague: readonly (readonly [Permission, string])[] = [
    ['sale.refund', ''],
    ['sale.refund', saleId],
    ['sale.refund', await tenderOf(saleId)],
    ['sale.settle_hold', 'sale.settle_hold'],
    ['sale.settle_hold', saleId],
    ['payments.stop', saleId],
    ['payments.stop', steerNamed(saleId, 'confirm')],
    ['payments.stop', steerNamed(away, 'cancel')],
    ['readers.clear', 'tmr_nobody'],
  ]
  for (const [permission, about] of vague)
    expect(await byPin({ permission, about, who: lead }), permission).toEqual({
      ok: false,
      refusal: { kind: 'not_found' },
    })
  const sent = { permission: 'sale.refund', staffId: manager.staffId, pin: PIN_OF_STAFF }
  expect(Approve.safeParse({ ...sent, about: saleId }).success).toBe(true)
  expect(Approve.safeParse(sent).success).toBe(false)
})

test('whoever is asked for a consent sees the sale and the amount, or the reader', async () => {
  const saleId = await paidSale()
  const { number } = (await till.sale(saleId)).sale
  const about = await aDollarOf(saleId, 125)
  const { about: shown } = await approversOf(till.world, { permission: 'sale.refund', about })
  expect(shown).toEqual({ saleNumber: number, amount: { minor: 125, currency: 'usd' }, wish: null })
  const cleared = await approversOf(till.world, { permission: 'readers.clear', about: till.readerId })
  expect(cleared.about).toEqual({ readerLabel: expect.any(String) })
  const asked = { permission: 'readers.clear', about: till.readerId, who: lead } as const
  expect(await byPin(asked)).toMatchObject({ ok: true })
  const none = await approversOf(till.world, { permission: 'sale.refund', about: saleId })
  expect(none.about).toBeNull()
})

test('of two requests with one consent one is done', async () => {
  const saleId = await paidSale()
  const once = await token({ about: await aDollarOf(saleId) })
  const done = await Promise.all([refund(saleId, once), refund(saleId, once)])
  expect(done.filter(one => one.ok)).toHaveLength(1)
})

test('an operation that has to start over has asked for its consent once', async () => {
  const about = await aDollarOf(await paidSale())
  const once = await token({ about })
  const consent = allowedOnce(till.world, 'sale.refund', once, about)
  expect(consent.early(cashier)).toBeUndefined()
  for (let i = 0; i < 2; i++)
    expect(await consent.ask(cashier)).toMatchObject({ value: { approver: { name: 'Maya Manager' } } })
  expect(await allowedOnce(till.world, 'sale.refund', once, about).ask(cashier)).toEqual(NEEDS)
  expect(allowedOnce(till.world, 'sale.refund', undefined, about).early(cashier)).toEqual(NEEDS.refusal)
})

test('what is not approvable, and what needs no consent, gets none', async () => {
  const about = await aDollarOf(await paidSale())
  expect(await byPin({ permission: 'people.manage', about })).toEqual({
    ok: false,
    refusal: { kind: 'not_allowed', permission: 'people.manage', approvable: false },
  })
  expect(await byPin({ permission: 'sale.pay', about })).toMatchObject({ ok: false })
  expect(await byPin({ about, who: owner })).toMatchObject({ ok: false })
})

test('only who may do it may consent to it', async () => {
  const wanted = { permission: 'sale.refund', about: await aDollarOf(await paidSale()) } as const
  const { staffId } = await signedInAs(till.world, 'lead', 'Only Lead')
  const ask = approve(till.world, { ...wanted, staffId, pin: PIN_OF_STAFF }, cashier)
  expect(await ask).toEqual({ ok: false, refusal: { kind: 'cannot_approve' } })
  const badge = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  const code = badge.ok ? (badge.value.badge ?? '') : ''
  expect(await approve(till.world, { ...wanted, badge: code }, cashier)).toEqual({
    ok: false,
    refusal: { kind: 'cannot_approve' },
  })
  const { people } = await approversOf(till.world, wanted)
  expect(people.map(({ name }) => name)).toEqual(['Maya Manager', 'Mina Okafor'])
  const voiding = await approversOf(till.world, { permission: 'sale.void', about: '' })
  expect(voiding.people.map(({ name }) => name)).toContain('Only Lead')
})

test('a badge consents; wrong PINs count against the manager as at sign-in; who has left consents to nothing', async () => {
  const { staffId } = await signedInAs(till.world, 'manager', 'Brief Manager')
  const badge = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  const code = badge.ok ? (badge.value.badge ?? '') : ''
  const saleId = await paidSale()
  const about = await aDollarOf(saleId)
  const withBadge = () => approve(till.world, { permission: 'sale.refund', about, badge: code }, cashier)
  const given = await withBadge()
  expect(given).toMatchObject({ ok: true, value: { approver: 'Brief Manager' } })
  await setActive(till.world, { staffId, active: false }, owner)
  expect(await withBadge()).toMatchObject({ refusal: { kind: 'unknown_badge' } })
  const hash = given.ok ? till.world.tokens.hashOf(given.value.token) : ''
  expect(await refund(saleId, hash)).toEqual(NEEDS)

  const wrong = () => byPin({ about, pin: '0000' })
  expect(await wrong()).toMatchObject({ refusal: { kind: 'wrong_pin', waitMs: 0 } })
  await wrong()
  expect(await wrong()).toMatchObject({
    refusal: { kind: 'wrong_pin', waitMs: expect.toSatisfy(isAboutFive) },
  })
  expect(await byPin({ about })).toMatchObject({ refusal: { kind: 'too_many_tries' } })
})
