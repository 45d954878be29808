import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { approversOf } from '#lib/queries/approvers.ts'
import { auditAnswer } from '#lib/queries/audit.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { approve } from './approve.ts'
import { type SteerWish, steerPayment } from './steer-payment.ts'

let till: StoryTill
let manager: Session
/** At another register than the sales are. */
let cashier: Session

beforeAll(async () => {
  till = await openTill()
  const terrace = idOf('register', randomUUID())
  await till.pool.query(`insert into register (id, name) values ($1, 'Terrace')`, [terrace])
  const elsewhere = async (role: 'manager' | 'cashier', name: string) => {
    const { session } = await signedInAs(till.world, role, name)
    await till.pool.query('update session set register_id = $1 where hash = $2', [terrace, session.hash])
    return { ...session, registerId: terrace }
  }
  manager = await elsewhere('manager', 'Maya Manager')
  cashier = await elsewhere('cashier', 'Carl Cashier')
})
afterEach(async () => {
  await till.rest()
  await expectBooksToBalance(till)
  await till.pool.query("update shop set capture_mode = 'automatic'")
  await till.pool.query('update register set two_steps = false')
})
afterAll(() => till?.close())

async function charged(mood: 'waiting' | 'held' | 'collected'): Promise<SaleId> {
  if (mood === 'held') await till.pool.query("update shop set capture_mode = 'manual'")
  if (mood === 'collected') await till.pool.query('update register set two_steps = true')
  const saleId = await till.sell('Flat white', 2)
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  if (mood !== 'waiting') await till.reader.tap('visa')
  await till.untilMood(saleId, mood)
  return saleId
}

const steer = (who: Session, saleId: SaleId, wish: SteerWish, approval?: string) =>
  steerPayment(till.world, { sessionHash: who.hash, saleId, wish, approval })

/** What the cashier is refused, as the screen sends it on. */
async function refusalOf(saleId: SaleId, wish: SteerWish) {
  const asked = await steer(cashier, saleId, wish)
  if (asked.ok || asked.refusal.kind !== 'not_allowed') throw new Error('nobody has to consent to it')
  const { permission, about = '' } = asked.refusal
  return { permission, about }
}

const consentTo = (wanted: { permission: Permission; about: string }) =>
  approve(till.world, { ...wanted, staffId: manager.staffId, pin: PIN_OF_STAFF }, cashier)

async function consented(saleId: SaleId, wish: SteerWish): Promise<string> {
  const given = await consentTo(await refusalOf(saleId, wish))
  if (!given.ok) throw new Error(given.refusal.kind)
  return till.world.tokens.hashOf(given.value.token)
}

/** The audit as the screen asks for it, oldest first. */
const told = async (saleId: SaleId) =>
  (await auditAnswer(till.world, auditQueryFrom({ q: saleId, page: '1' }))).rows.toReversed()

const NOT_THIS = { ok: false, refusal: { kind: 'not_allowed' } }

test('a consent to take held money releases none, and the other way round', async () => {
  const saleId = await charged('held')
  const [take, release] = [await consented(saleId, 'capture'), await consented(saleId, 'cancel')]
  expect(await steer(cashier, saleId, 'cancel', take)).toMatchObject(NOT_THIS)
  expect(await steer(cashier, saleId, 'capture', release)).toMatchObject(NOT_THIS)
  expect((await till.sale(saleId)).payment?.mood).toBe('held')
  expect(await steer(cashier, saleId, 'capture', take)).toMatchObject({ ok: true })
  await till.untilPaid(saleId)
})

test('whoever consents sees whether money is taken or released and how much, and so it is written down', async () => {
  const saleId = await charged('held')
  const { number: saleNumber, wantedTotal: amount } = (await till.sale(saleId)).sale
  for (const [wish, is] of [
    ['capture', 'take_hold'],
    ['cancel', 'release_hold'],
  ] as const) {
    const asked = await refusalOf(saleId, wish)
    expect((await approversOf(till.world, asked)).about).toEqual({ saleNumber, amount, wish: is })
    expect(await consentTo(asked)).toMatchObject({ ok: true })
    expect((await told(saleId)).at(-1)).toMatchObject({
      what: 'approve',
      approverName: 'Maya Manager',
      after: { permission: 'sale.settle_hold', wish: is, for: 'Carl Cashier' },
    })
  }
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
})

test('a consent to stop another counter’s payment neither charges the card nor changes the sale', async () => {
  const saleId = await charged('collected')
  const stop = await consented(saleId, 'cancel')
  for (const wish of ['confirm', 'change_sale'] as const)
    expect(await steer(cashier, saleId, wish, stop), wish).toMatchObject(NOT_THIS)
  expect((await till.sale(saleId)).payment?.mood).toBe('collected')
  expect(await steer(cashier, saleId, 'cancel', stop)).toMatchObject({ ok: true })
  await till.untilMood(saleId, 'none')
})

test('a card that another counter has read is charged there or by a manager, who is written down', async () => {
  const saleId = await charged('collected')
  const no = { kind: 'not_allowed', permission: 'payments.confirm', approvable: false }
  expect(await steer(cashier, saleId, 'confirm')).toEqual({ ok: false, refusal: no })
  const asked = { permission: 'payments.confirm', about: `${saleId} confirm` } as const
  expect(await consentTo(asked)).toEqual({ ok: false, refusal: no })
  expect(await steer(manager, saleId, 'confirm')).toMatchObject({ ok: true })
  await till.untilPaid(saleId)
  expect(await told(saleId)).toMatchObject([
    {
      what: 'confirm_payment',
      staffName: 'Maya Manager',
      registerName: 'Terrace',
      named: expect.stringMatching(/^Sale /),
    },
  ])
})

test('a yes at the own counter is no entry', async () => {
  const saleId = await charged('collected')
  await till.steer(saleId, 'confirm')
  await till.untilPaid(saleId)
  expect(await told(saleId)).toEqual([])
})

test('the sale of another counter that is changed is told by that word; where the card was read its payment is stopped', async () => {
  const waits = await charged('waiting')
  expect(await steer(cashier, waits, 'change_sale', await consented(waits, 'change_sale'))).toMatchObject({
    ok: true,
  })
  await till.untilMood(waits, 'ready')
  expect(await told(waits)).toMatchObject([
    { what: 'approve', after: { wish: 'change_sale' } },
    { what: 'take_off_payment', staffName: 'Carl Cashier', approverName: 'Maya Manager' },
  ])
  await till.steer(waits, 'cancel')
  await till.untilMood(waits, 'none')
  const read = await charged('collected')
  expect(await steer(manager, read, 'change_sale')).toMatchObject({ ok: true })
  await till.untilMood(read, 'none')
  await till.rest()
  expect((await told(read)).map(({ what }) => what)).toEqual(['stop_payment', 'stop_payment_answered'])
})
