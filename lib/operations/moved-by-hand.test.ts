import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { refundNamed } from '#lib/domain/consent.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { auditAnswer, auditExport } from '#lib/queries/audit.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { approve } from './approve.ts'
import { dealWithSurprise } from './deal-with-surprise.ts'
import { refundTender } from './refund-tender.ts'
import { stopTender } from './stop-tender.ts'

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
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.pool.query("update shop set capture_mode = 'automatic'")
})
afterAll(() => till?.close())

/** The id that Stripe gave to the newest answered call of this step. */
async function requestOf(saleId: SaleId, step: string): Promise<string> {
  const { rows } = await till.pool.query<{ id: string }>(
    'select request_id as id from call where sale_id = $1 and step = $2 and request_id is not null order by n desc limit 1',
    [saleId, step],
  )
  if (!rows[0]) throw new Error(`Stripe has answered no ${step}`)
  return rows[0].id
}

/** The audit as the screen asks for it. */
const found = async (filters: Readonly<Record<string, string>>) =>
  (await auditAnswer(till.world, auditQueryFrom(filters))).rows

async function consented(saleId: SaleId): Promise<string> {
  const about = refundNamed((await tenderOf(saleId)).id, 100)
  const wanted = { permission: 'sale.refund', about, staffId: manager.staffId } as const
  const given = await approve(till.world, { ...wanted, pin: PIN_OF_STAFF }, cashier)
  if (!given.ok) throw new Error(given.refusal.kind)
  return till.world.tokens.hashOf(given.value.token)
}

async function charged(mood: 'paid' | 'held' | 'waiting'): Promise<SaleId> {
  const saleId = await till.sell('Flat white', 2)
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  if (mood === 'waiting') return saleId
  await till.reader.tap('visa')
  await (mood === 'paid' ? till.untilPaid(saleId) : till.untilMood(saleId, 'held'))
  return saleId
}

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders[0]
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

async function refund(saleId: SaleId, approval: string, more = { amountMinor: 100 }) {
  const asked = { sessionHash: cashier.hash, saleId, approval, tenderId: (await tenderOf(saleId)).id }
  const refundId = idOf('ref', randomUUID())
  const press = () => refundTender(till.world, { ...asked, ...more, refundId, reason: 'duplicate' })
  return { done: await press(), again: press }
}

test('a refund is found by who pressed and by who consented, with its amounts, its reason and its sale', async () => {
  const saleId = await charged('paid')
  const { number } = (await till.sale(saleId)).sale
  const { done, again } = await refund(saleId, await consented(saleId))
  expect(done).toMatchObject({ ok: true })
  expect(await again()).toMatchObject({ ok: true })

  const entry = {
    what: 'refund',
    subject: saleId,
    named: `Sale ${number}`,
    staffName: 'Carl Cashier',
    approverName: 'Maya Manager',
    registerName: 'Register 1',
    before: { refunded: { minor: 0, currency: 'usd' } },
    after: {
      refunded: { minor: 100, currency: 'usd' },
      amount: { minor: 100, currency: 'usd' },
      reason: 'duplicate',
      card: 'visa 4242',
    },
  }
  for (const { staffId } of [cashier, manager])
    expect(await found({ who: staffId, what: 'refund' })).toMatchObject([entry])
  expect(await found({ who: owner.staffId, what: 'refund' })).toEqual([])
  expect(await found({ q: saleId, what: 'approve' })).toMatchObject([
    { named: `Sale ${number}`, after: { permission: 'sale.refund', for: 'Carl Cashier' } },
  ])

  await till.rest()
  const [answer, ...others] = await found({ q: saleId, what: 'refund_answered' })
  expect(others).toEqual([])
  const [made] = (await till.stripe.refunds.list({ limit: 1 })).data
  expect(answer).toMatchObject({
    subject: saleId,
    named: `Sale ${number}`,
    staffName: 'Carl Cashier',
    approverName: 'Maya Manager',
    registerName: 'Register 1',
    requestId: await requestOf(saleId, 'refund'),
    after: { answer: 'done', amount: { minor: 100, currency: 'usd' }, stripeRefund: made?.id },
  })

  const { text: file } = await auditExport(
    till.world,
    auditQueryFrom({ what: 'refund', who: cashier.staffId }),
  )
  const [, line, ...lines] = file.trim().split('\r\n')
  expect(lines).toEqual([])
  for (const part of ['Carl Cashier', 'Maya Manager', saleId, 'duplicate']) expect(line).toContain(part)
})

test('a consent to the refund of one sale refunds no other, and a refused refund leaves no entry', async () => {
  const [one, other] = [await charged('paid'), await charged('paid')]
  const token = await consented(one)
  expect((await refund(other, token)).done).toMatchObject({ refusal: { kind: 'not_allowed' } })
  expect((await refund(one, token, { amountMinor: 101 })).done).toMatchObject({ ok: false })
  for (const saleId of [one, other]) expect(await found({ q: saleId, what: 'refund' })).toEqual([])
  expect((await refund(one, token)).done).toMatchObject({ ok: true })
})

test('held money that somebody takes or lets go is told, once', async () => {
  await till.pool.query("update shop set capture_mode = 'manual'")
  const taken = await charged('held')
  await till.steer(taken, 'capture')
  await till.steer(taken, 'capture')
  await till.untilPaid(taken)
  const letGo = await charged('held')
  await till.steer(letGo, 'cancel')
  await till.untilMood(letGo, 'none')

  await till.rest()
  const { wantedTotal: amount } = (await till.sale(taken)).sale
  const told = { staffName: 'Mina Okafor', before: { payment: 'money held' }, requestId: null }
  const answered = { staffName: 'Mina Okafor', registerName: 'Register 1' }
  expect(await found({ q: taken })).toMatchObject([
    {
      ...answered,
      what: 'capture_hold_answered',
      requestId: await requestOf(taken, 'capture'),
      after: { answer: 'done', status: 'succeeded' },
    },
    { ...told, what: 'capture_hold', after: { payment: 'to be taken', amount } },
  ])
  expect(await found({ q: letGo })).toMatchObject([
    {
      ...answered,
      what: 'release_hold_answered',
      requestId: await requestOf(letGo, 'cancel'),
      after: { answer: 'done', status: 'canceled' },
    },
    { ...told, what: 'release_hold', after: { payment: 'to be let go', amount } },
  ])
})

test('what Stripe says no to is told with its code and its request', async () => {
  const saleId = await charged('paid')
  await till.mood('status', { status: 401, method: 'POST', path: '/v1/refunds' })
  expect((await refund(saleId, await consented(saleId))).done).toMatchObject({ ok: true })
  await till.rest()
  expect(await found({ q: saleId, what: 'refund_answered' })).toMatchObject([
    {
      staffName: 'Carl Cashier',
      requestId: await requestOf(saleId, 'refund'),
      after: { answer: 'refused', code: 'http_401' },
    },
  ])
})

test('a no that comes again and again does not fill the audit; that it was done in the end is told', async () => {
  await till.pool.query("update shop set capture_mode = 'manual'")
  const saleId = await charged('held')
  await till.mood('status', { status: 401, times: 0, method: 'POST', path: '/v1/payment_intents/*/capture' })
  await till.steer(saleId, 'capture')
  for (let n = 0; n < 6; n++) await till.turn(6_000)
  await till.rest()
  const { rowCount } = await till.pool.query("select from call where sale_id = $1 and step = 'capture'", [
    saleId,
  ])
  expect(rowCount).toBeGreaterThan(3)
  const answers = async () =>
    (await found({ q: saleId, what: 'capture_hold_answered' })).map(({ after }) => after)
  const no = expect.objectContaining({ answer: 'refused', code: 'http_401' })
  expect(await answers()).toEqual([no, no, no])
  await till.calm()
  await till.comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
  expect(await answers()).toEqual([expect.objectContaining({ answer: 'done' }), no, no, no])
})

test('a cashier’s own Cancel is no entry, a manager’s Stop from the office is one', async () => {
  const own = await charged('waiting')
  await till.steer(own, 'cancel')
  await till.untilMood(own, 'none')
  expect(await found({ q: own })).toEqual([])

  const saleId = await charged('waiting')
  const { id: tenderId } = await tenderOf(saleId)
  await stopTender(till.world, {
    session: { ...cashier, approver: { staffId: manager.staffId, name: 'Maya Manager' } },
    tenderId,
  })
  await stopTender(till.world, { session: cashier, tenderId })
  await till.untilMood(saleId, 'none')
  const [entry, ...more] = await found({ q: saleId, what: 'stop_payment' })
  expect(more).toEqual([])
  expect(entry).toMatchObject({ staffName: 'Carl Cashier', approverName: 'Maya Manager', subject: saleId })
  expect(entry?.readerLabel).not.toBeNull()
  await till.rest()
  expect(await found({ q: saleId, what: 'stop_payment_answered' })).toMatchObject([
    {
      staffName: 'Carl Cashier',
      approverName: 'Maya Manager',
      requestId: await requestOf(saleId, 'cancel'),
      after: { answer: 'done', status: 'canceled' },
    },
  ])
})

test('what a manager did about a surprise is in the audit with its amount, and the chain holds', async () => {
  const saleId = await charged('waiting')
  const { paymentIntent } = await tenderOf(saleId)
  await till.stripe.terminal.readers.cancelAction(till.readerId)
  await till.stripe.paymentIntents.cancel(paymentIntent ?? '')
  await till.until(async () => expect((await surprisesNow(till.world)).open).toHaveLength(1))
  await till.rest()
  const [open] = (await surprisesNow(till.world)).open
  const note = { id: open?.id ?? 0, version: open?.version ?? 0, how: 'Rang it up again' }
  await dealWithSurprise(till.world, { session: manager, ...note })
  await dealWithSurprise(till.world, { session: manager, ...note })

  expect(await found({ who: manager.staffId, what: 'deal_with_surprise' })).toMatchObject([
    {
      subject: saleId,
      staffName: 'Maya Manager',
      after: { surprise: 'canceled_elsewhere', amount: open?.amount, done: 'Rang it up again' },
    },
  ])
  till.clock.offset += 600_000
  expect(await till.world.audit.seal(till.clock.now())).toBe(true)
  expect(await till.world.audit.verify()).toMatchObject({ unbroken: true, sealed: expect.any(Number) })
})
