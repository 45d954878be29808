import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'
import { changeReaderSettings } from './manage-reader-settings.ts'
import { refundTender } from './refund-tender.ts'

const TIPPING = { kind: 'percentages', currencies: { usd: { percentages: [15, 20, 25] } } } as const

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
  const { session } = await signedInAs(till.world, 'owner')
  const wanted = {
    press: randomUUID(),
    place: 'account',
    change: { part: 'tipping', value: TIPPING },
    seen: null,
  } as const
  expect(await changeReaderSettings(till.world, wanted, session)).toMatchObject({ ok: true })
})
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.pool.query("update shop set capture_mode = 'automatic'")
  await till.pool.query('update register set two_steps = false')
})
afterAll(() => till?.close())

/** Ten dollars and their sales tax. */
const SALE = 1_080

const holds = () => till.pool.query("update shop set capture_mode = 'manual'")
const twoSteps = () => till.pool.query('update register set two_steps = true')

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

const intentOf = async (saleId: SaleId) =>
  till.stripe.paymentIntents.retrieve((await tenderOf(saleId)).paymentIntent ?? '')

const surprisesOf = async (saleId: SaleId) =>
  (await till.pool.query('select kind, amount::int from surprise where sale_id = $1', [saleId])).rows

/** A cake, and the reader asks for a card once the customer has answered what to give on top. */
async function tipped(amountTip: number): Promise<SaleId> {
  await till.pool.query('update register set current_sale_id = null')
  const sale = idOf('sale', randomUUID())
  const line = { lineId: idOf('line', randomUUID()), name: 'Cake', unitPriceMinor: 1_000, quantity: 1 }
  expect(await till.edit(sale, { type: 'put_custom', ...line })).toMatchObject({ ok: true })
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.control('POST', `readers/${till.readerId}/tip`, { amount_tip: amountTip })
  return sale
}

async function paidWithTip(sale: SaleId, tip: number) {
  await till.untilPaid(sale)
  expect((await till.sale(sale)).sale).toMatchObject({
    received: { minor: SALE },
    tips: { minor: tip },
    excess: { minor: 0 },
    tenders: [{ state: 'paid', received: { minor: SALE }, tip: { minor: tip } }],
  })
  expect(await intentOf(sale)).toMatchObject({ status: 'succeeded', amount_received: SALE + tip })
  expect(await surprisesOf(sale)).toEqual([])
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

test.each([200, 1_500, 0])('a tip of %i minor units is taken with the sale', async tip => {
  const sale = await tipped(tip)
  await till.reader.tap('visa')
  await paidWithTip(sale, tip)
})

test.each([200, 1_500, 0])('a tip of %i minor units that was held is captured with the sale', async tip => {
  await holds()
  const sale = await tipped(tip)
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  expect(await tenderOf(sale)).toMatchObject({ intentAmount: { minor: SALE }, tip: { minor: tip } })
  expect((await till.sale(sale)).payment?.amount.minor).toBe(SALE + tip)
  await till.steer(sale, 'capture')
  await paidWithTip(sale, tip)
})

test('two steps and a hold: the tip is read with the card and captured with the sale', async () => {
  await holds()
  await twoSteps()
  const sale = await tipped(300)
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.steer(sale, 'confirm')
  await till.untilMood(sale, 'held')
  await till.steer(sale, 'capture')
  await paidWithTip(sale, 300)
})

test.each(['cut_before', 'cut_after'])(
  'the reply to a capture with a tip is lost (%s): taken once, and all of it',
  async kind => {
    await holds()
    const sale = await tipped(200)
    await till.reader.tap('visa')
    await till.untilMood(sale, 'held')
    await till.mood(kind, { method: 'POST', path: '*/capture' })
    await till.steer(sale, 'capture')
    await till.rest()
    await till.turn(5_000)
    await paidWithTip(sale, 200)
  },
)

test('a tip that was held and is let go with its hold is nobody’s', async () => {
  await holds()
  const sale = await tipped(200)
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const tender = await tenderOf(sale)
  expect(tender.state).toBe('canceled')
  expect(tender.tip).toBeUndefined()
  await till.cash(sale)
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'paid', tips: { minor: 0 } })
})

test('less than the tip is taken in the Dashboard: what came is the tip, and a manager is told of the rest', async () => {
  await holds()
  const sale = await tipped(1_500)
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  const { paymentIntent } = await tenderOf(sale)
  await till.stripe.paymentIntents.capture(paymentIntent ?? '', { amount_to_capture: 500 })
  await till.untilMood(sale, 'none')
  expect((await till.sale(sale)).sale).toMatchObject({
    status: 'open',
    received: { minor: 0 },
    tips: { minor: 500 },
    tenders: [{ state: 'paid', received: { minor: 0 }, tip: { minor: 500 } }],
  })
  expect(await surprisesOf(sale)).toEqual([{ kind: 'amount_differs', amount: -SALE }])
  await till.cash(sale)
  await till.untilPaid(sale)
  await till.until(() => expectBooksToBalance(till))
})

test('all of it goes back with its tip, or a part of it; never more than the card paid', async () => {
  const sale = await tipped(200)
  await till.reader.tap('visa')
  await paidWithTip(sale, 200)
  const { id: tenderId, paymentIntent = '' } = await tenderOf(sale)
  const back = async (amountMinor: number) => {
    const asked = {
      sessionHash: till.sessionHash,
      saleId: sale,
      tenderId,
      refundId: idOf('ref', randomUUID()),
    }
    const done = await refundTender(till.world, { ...asked, amountMinor, reason: 'requested_by_customer' })
    await till.rest()
    return done
  }
  expect(await back(SALE + 201)).toMatchObject({ refusal: { left: { minor: SALE + 200 } } })
  expect(await back(80)).toMatchObject({ ok: true })
  expect(await back(SALE + 120)).toMatchObject({ ok: true })
  await till.until(async () =>
    expect((await tenderOf(sale)).refunds).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]),
  )
  const { latest_charge } = await till.stripe.paymentIntents.retrieve(paymentIntent, {
    expand: ['latest_charge'],
  })
  expect(latest_charge).toMatchObject({ amount_refunded: SALE + 200, refunded: true })
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'paid', received: { minor: SALE } })
  expect(await surprisesOf(sale)).toEqual([])
})

test('a card declined with a tip on the screen, then another card without one: the sale alone is taken', async () => {
  const sale = await tipped(200)
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(sale, 'declined')
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.control('POST', `readers/${till.readerId}/tip`, { amount_tip: 0 })
  await till.reader.tap('visa')
  await paidWithTip(sale, 0)
})
