import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { takeBefore } from '#lib/domain/tender.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { refundTender } from './refund-tender.ts'

/** Held money and its deadline: what ends a hold, and how it is told. Every story turns clocks by days, so each has a till of its own. */

const HOUR = 3_600_000
const SIX_DAYS = 6 * 24 * HOUR

let till: StoryTill
beforeEach(async () => {
  till = await openTill()
  await till.pool.query("update shop set capture_mode = 'manual'")
})
afterEach(() => till?.close())

async function cardOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** The card is charged what is left to pay, and the bank has promised it. */
async function holds(saleId: SaleId) {
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(saleId, 'held')
  await till.until(async () => expect((await cardOf(saleId)).captureBefore).toBeGreaterThan(till.clock.now()))
  const { id, paymentIntent = '', captureBefore = 0 } = await cardOf(saleId)
  return { id, paymentIntent, captureBefore }
}

async function held() {
  const sale = await till.sell('Flat white', 2)
  return { sale, ...(await holds(sale)) }
}

/** The calendar of Stripe alone goes on; what happens there is heard, not looked for. */
const turnStripes = (ms: number) => till.control('POST', 'clock', { advance_ms: ms })

/** Both calendars go on, and everybody at the counter signs in again. */
async function turnAll(ms: number) {
  await till.pool.query('update session set expires_at = expires_at + $1', [2 * SIX_DAYS])
  await till.turn(ms)
}

async function told(tenderId: string): Promise<readonly string[]> {
  const { rows } = await till.pool.query('select kind from surprise where tender_id = $1 order by at', [
    tenderId,
  ])
  return rows.map(row => row.kind)
}

async function captures(tenderId: string): Promise<readonly (string | null)[]> {
  const { rows } = await till.pool.query(
    "select code from call where tender_id = $1 and step = 'capture' order by n",
    [tenderId],
  )
  return rows.map(row => row.code)
}

async function paidInCash(sale: SaleId) {
  await till.untilMood(sale, 'none')
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
  expect(await till.cash(sale)).toMatchObject({ ok: true })
  await till.untilPaid(sale)
  await till.until(() => expectBooksToBalance(till))
}

test('a hold that lapses is said to a manager, and the sale is open', async () => {
  const { sale, id, paymentIntent } = await held()
  await turnStripes(SIX_DAYS)
  await till.untilMood(sale, 'none')
  expect(await till.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: 'canceled' })
  expect(await told(id)).toEqual(['hold_expired'])
  await paidInCash(sale)
})

test('of a lapsed hold only charge.expired is heard: looked at, and told as what it is', async () => {
  const { sale, id } = await held()
  await till.mood('webhook_dropped', { times: 0, event_type: 'payment_intent.canceled' })
  await turnStripes(SIX_DAYS)
  await till.untilMood(sale, 'none')
  const { rows } = await till.pool.query(
    "select type from stripe_event where type like '%cancel%' or type like '%expired'",
  )
  expect(rows).toEqual([{ type: 'charge.expired' }])
  expect(await told(id)).toEqual(['hold_expired'])
  await paidInCash(sale)
})

test('a hold cancelled in the Dashboard before its deadline has not lapsed: somebody did it', async () => {
  const { sale, id, paymentIntent } = await held()
  await till.stripe.paymentIntents.cancel(paymentIntent, { cancellation_reason: 'abandoned' })
  await till.untilMood(sale, 'none')
  expect(await told(id)).toEqual(['canceled_elsewhere'])
  await paidInCash(sale)
})

test('a hold cancelled in the Dashboard and found after its deadline was still cancelled by somebody', async () => {
  const { sale, id, paymentIntent } = await held()
  await till.mood('webhook_dropped', { times: 0 })
  await till.stripe.paymentIntents.cancel(paymentIntent)
  await turnAll(SIX_DAYS)
  await till.comes(async () => expect(await told(id)).toEqual(['canceled_elsewhere']))
  await paidInCash(sale)
})

test('the till was away when it should have taken a hold: too late, told, and nothing is charged', async () => {
  const { sale, id } = await held()
  await till.mood('webhook_dropped', { times: 0 })
  await turnAll(SIX_DAYS)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expired']))
  expect(await captures(id)).toEqual(['payment_intent_unexpected_state'])
  await paidInCash(sale)
})

test('the bank let the hold go before its deadline: the capture is refused, the till reads why and tells it', async () => {
  const { sale, id } = await held()
  await till.mood('hold_lapsed')
  await till.steer(sale, 'capture')
  await till.untilMood(sale, 'none')
  expect(await captures(id)).toEqual(['capture_charge_authorization_expired'])
  expect(await told(id)).toEqual(['hold_expired'])
  await paidInCash(sale)
})

test('a capture refused as expired while the hold still stands at Stripe: nothing is concluded until Stripe has ended it', async () => {
  const { sale, id } = await held()
  await till.mood('hold_lapsed', { times: 0, delay_ms: HOUR })
  await till.steer(sale, 'capture')
  await till.rest()
  for (let turns = 0; turns < 5; turns++) await till.turn(1_000)
  expect((await till.sale(sale)).payment?.mood).toBe('taking')
  expect(await told(id)).toEqual([])
  // Asked again and again, but ever more seldom.
  const tried = (await captures(id)).length
  expect(tried).toBeGreaterThan(1)
  expect(tried).toBeLessThan(5)
  await till.calm()
  await turnAll(HOUR)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expired']))
  await paidInCash(sale)
})

test.each([
  ['one step', false],
  ['two steps', true],
])(
  'a payment in %s: near its deadline the hold is taken by itself, though Stripe fails twice',
  async (_, twoSteps) => {
    await till.pool.query('update register set two_steps = $1', [twoSteps])
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    if (twoSteps) {
      await till.untilMood(sale, 'collected')
      await till.steer(sale, 'confirm')
    }
    await till.untilMood(sale, 'held')
    await till.until(async () => expect((await cardOf(sale)).captureBefore).toBeGreaterThan(till.clock.now()))
    const { id } = await cardOf(sale)
    const deadline = takeBefore(await cardOf(sale))
    // A minute before the till takes it nothing has been asked of Stripe.
    await turnAll(deadline - till.clock.now() - 2 * HOUR - 60_000)
    expect((await till.sale(sale)).payment?.mood).toBe('held')
    expect(await captures(id)).toEqual([])
    await till.mood('status', { status: 500, method: 'POST', path: '*/capture', times: 2 })
    await turnAll(60_000)
    await till.comes(async () => expect((await till.sale(sale)).sale.status).toBe('paid'))
    expect(await captures(id)).toHaveLength(3)
    expect(till.clock.now()).toBeLessThan(deadline)
    expect(await told(id)).toEqual([])
    const deeds = (await till.world.diary.deeds(0)).filter(one => one.saleId === sale)
    expect(deeds.map(one => one.did)).toEqual(['hold_taken'])
    await till.until(() => expectBooksToBalance(till))
  },
)

/** Part of it was taken in the Dashboard, the rest is held, and the first part has gone back: the hold does not make the whole. */
async function unfinished() {
  const { sale, id: first, paymentIntent } = await held()
  await till.stripe.paymentIntents.capture(paymentIntent, { amount_to_capture: 100 })
  await till.untilMood(sale, 'none')
  const rest = await holds(sale)
  const asked = { sessionHash: till.sessionHash, saleId: sale, reason: 'requested_by_customer' } as const
  const refundId = idOf('ref', randomUUID())
  const back = await refundTender(till.world, { ...asked, tenderId: first, refundId, amountMinor: 100 })
  expect(back).toMatchObject({ ok: true })
  await till.until(async () => expect((await till.sale(sale)).sale.received.minor).toBe(0))
  return { sale, ...rest }
}

test('a hold of an unfinished sale is never taken alone: a manager is told once that it will lapse, and then that it has', async () => {
  const { sale, id, captureBefore } = await unfinished()
  await turnAll(takeBefore(await cardOf(sale)) - till.clock.now() - 3 * HOUR)
  expect(await told(id)).toEqual([])
  await turnAll(2 * HOUR)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expiring']))
  const shown = (await till.sale(sale)).payment
  expect(shown).toMatchObject({ mood: 'held', buttons: ['capture', 'next_sale', 'cancel'] })
  for (let turns = 0; turns < 3; turns++) await till.turn(5_000)
  expect(await told(id)).toEqual(['hold_expiring'])
  expect(await captures(id)).toEqual([])
  // Visa keeps its holds for longer than Stripe's guide says, and until then the money can still be taken.
  await turnAll(24 * HOUR)
  expect(await told(id)).toEqual(['hold_expiring'])
  await turnAll(captureBefore - till.clock.now())
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expiring', 'hold_expired']))
  await paidInCash(sale)
})

test('Stripe takes its time to end a hold whose deadline has passed: asked now and then, not all the time', async () => {
  const { sale, id, paymentIntent, captureBefore } = await unfinished()
  await till.mood('hold_lapsed', { delay_ms: 2 * SIX_DAYS })
  await till.stripe.paymentIntents.capture(paymentIntent).catch(() => undefined)
  await turnAll(captureBefore - till.clock.now() - HOUR)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expiring']))
  await turnAll(2 * HOUR)
  const looks = async () =>
    (await till.pool.query("select from journal where tender_id = $1 and kind = 'look'", [id])).rowCount ?? 0
  const before = await looks()
  for (let turns = 0; turns < 10; turns++) await till.turn(5_000)
  expect((await looks()) - before).toBeLessThan(3)
  expect(await told(id)).toEqual(['hold_expiring'])
  await turnAll(2 * SIX_DAYS)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expiring', 'hold_expired']))
  await paidInCash(sale)
})

test('a manager who is told in time takes the money of an unfinished sale', async () => {
  const { sale, id, captureBefore } = await unfinished()
  await turnAll(captureBefore - till.clock.now() - HOUR)
  await till.comes(async () => expect(await told(id)).toEqual(['hold_expiring']))
  expect(await till.steer(sale, 'capture')).toMatchObject({ ok: true })
  await till.comes(async () => expect(await cardOf(sale)).toMatchObject({ state: 'paid' }))
  expect((await till.sale(sale)).sale.status).toBe('open')
  expect(await till.cash(sale)).toMatchObject({ ok: true })
  await till.untilPaid(sale)
})
