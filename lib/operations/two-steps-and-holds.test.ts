import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { cardWords, issuedWords } from '#components/words/card-read.ts'
import { MOODS } from '#components/words/moods.ts'
import { idOf, type RefundId, type SaleId, type TenderId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { becomes } from '#lib/testing/staff-of-till.ts'
import { compareBooks } from './compare-books.ts'
import { refundTender } from './refund-tender.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.pool.query("update shop set capture_mode = 'automatic', asks_about = 'every'")
  await till.pool.query('update register set two_steps = false')
  await becomes(till.pool, 'owner')
})
afterAll(() => till?.close())

const twoSteps = () => till.pool.query('update register set two_steps = true')
const holds = () => till.pool.query("update shop set capture_mode = 'manual'")
const present = (number: string) => till.control('POST', `readers/${till.readerId}/present`, { number })
const balanced = async () => {
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

/** The sale's newest card payment, or the one of this id. */
async function tenderOf(saleId: SaleId, id?: TenderId) {
  const { tenders } = (await till.sale(saleId)).sale
  const tender = id ? tenders.find(one => one.id === id) : tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

async function waiting(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  return sale
}

test('two steps: the card is read and shown, a yes charges it', async () => {
  await twoSteps()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  expect((await till.sale(sale)).payment?.cardRead).toMatchObject({ brand: 'visa' })
  expect((await till.sale(sale)).sale.received.minor).toBe(0)
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  await till.untilPaid(sale)
  await balanced()
})

test.each([
  ['4000056655665556', 'Visa debit', 'Issued in the United States. Charge it $11?'],
  ['5105105105105100', 'Mastercard prepaid', 'Issued in the United States. Charge it $11?'],
  ['4001007020000002', 'Visa credit', 'Issued in Singapore. Charge it $11?'],
])('two steps: of card %s the cashier reads %s. %s', async (number, card, asked) => {
  await twoSteps()
  const sale = await waiting()
  await present(number)
  await till.untilMood(sale, 'collected')
  const { cardRead } = (await till.sale(sale)).payment ?? {}
  const issued = issuedWords(cardRead)
  const blank = { doubtful: false, reader: '', declined: '', say: '', problem: '', at: '' } as const
  const told = MOODS.collected({
    ...blank,
    amount: '$11',
    card: cardWords(cardRead),
    ...(issued === undefined ? {} : { issued }),
  })
  expect(told).toMatchObject({ safety: 'Nothing is charged yet.', sentence: card, sub: asked })
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await balanced()
})

test('two steps: a no lets the card go, and the next try is a new payment', async () => {
  await twoSteps()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  expect(await tenderOf(sale)).toMatchObject({ state: 'canceled' })
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.steer(sale, 'confirm')
  await till.untilPaid(sale)
  await balanced()
})

test.each([
  ['credit', '4000056655665556', '4242424242424242'],
  ['abroad', '4242424242424242', '4001007020000002'],
] as const)(
  'two steps, a shop that asks about %s cards only: card %s is charged as it is read, card %s waits for a yes',
  async (about, charged, asked) => {
    await twoSteps()
    await till.pool.query('update shop set asks_about = $1', [about])
    const first = await waiting()
    await present(charged)
    await till.untilPaid(first)
    expect(await tenderOf(first)).toMatchObject({ wish: 'none', cardRead: { brand: 'visa' } })
    const { rows } = await till.pool.query(
      "select data from journal where tender_id = $1 and kind = 'decision' and data ? 'ruled'",
      [(await tenderOf(first)).id],
    )
    expect(rows).toEqual([{ data: { ruled: about } }])

    const second = await waiting()
    await present(asked)
    await till.untilMood(second, 'collected')
    // A payment keeps the rule it began under.
    await till.pool.query("update shop set asks_about = 'every'")
    expect((await till.sale(second)).sale.received.minor).toBe(0)
    await till.steer(second, 'confirm')
    await till.untilPaid(second)
    await balanced()
  },
)

test('two steps: Cancel pressed before the card is read outranks the rule', async () => {
  await twoSteps()
  await till.pool.query("update shop set asks_about = 'credit'")
  const sale = await waiting()
  // The reader has read the card, and the till has not heard of it.
  await till.mood('webhook_dropped', { times: 0 })
  await present('4000056655665556')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  expect(await tenderOf(sale)).toMatchObject({ state: 'canceled' })
  await balanced()
})

test('two steps: nobody says yes in time, and the card is let go by itself', async () => {
  await twoSteps()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.turn(28_000)
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: false })
  await till.turn(2_000)
  await till.untilMood(sale, 'none')
  await till.cash(sale)
  await balanced()
})

test('two steps: declined after the yes, then another card on the same intent', async () => {
  await twoSteps()
  const sale = await waiting()
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(sale, 'collected')
  await till.steer(sale, 'confirm')
  await till.untilMood(sale, 'declined')
  const { paymentIntent } = await tenderOf(sale)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.steer(sale, 'confirm')
  await till.untilPaid(sale)
  expect((await tenderOf(sale)).paymentIntent).toBe(paymentIntent)
  await balanced()
})

test.each(['cut_before', 'cut_after'])(
  'two steps: the reply to the yes is lost (%s), and it is charged once',
  async kind => {
    await twoSteps()
    const sale = await waiting()
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    await till.mood(kind, { method: 'POST', path: '*/confirm_payment_intent' })
    await till.steer(sale, 'confirm')
    await till.rest()
    await till.turn(5_000)
    await till.untilPaid(sale)
    await balanced()
  },
)

const FIRST_STEP = [
  ['reader_offline', 'reader_offline', {}],
  ['reader_updating', 'reader_busy', {}],
  ['hardware_fault', 'reader_failed', {}],
  ['timeout_not_delivered', 'doubtful', {}],
  ['customer_cancels', 'customer_canceled', {}],
] as const

test.each(FIRST_STEP)(
  'two steps, first step, %s: nothing charged, and tried again it pays',
  async (kind, mood, options) => {
    await twoSteps()
    await till.mood(kind, options)
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.untilMood(sale, mood)
    await till.calm()
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    await till.steer(sale, 'confirm')
    await till.untilPaid(sale)
    await balanced()
  },
)

const BAD_ANSWERS = [
  ['a 500', 'status', { status: 500 }],
  ['a 500 after the work was done', 'status', { status: 500, executed: true }],
  ['a 429', 'status', { status: 429 }],
  ['a lock_timeout', 'status', { status: 'lock_timeout' }],
  ['a line cut before', 'cut_before', {}],
  ['a line cut after', 'cut_after', {}],
] as const

test.each(BAD_ANSWERS)(
  'two steps, first step, %s: read and charged once all the same',
  async (_, kind, how) => {
    await twoSteps()
    await till.mood(kind, { ...how, method: 'POST', path: '*/collect_payment_method' })
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.rest()
    const mood = async () => (await till.sale(sale)).payment?.mood
    for (let i = 0; i < 5 && (await mood()) === 'asking'; i++) await till.turn(3_000)
    if ((await mood()) === 'doubtful') await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    await till.steer(sale, 'confirm')
    await till.untilPaid(sale)
    await balanced()
  },
)

test.each([
  ...BAD_ANSWERS.map(
    ([name, kind, how]) => [name, kind, { ...how, path: '*/confirm_payment_intent' }] as const,
  ),
  ['reader_offline', 'reader_offline', {}],
  ['timeout_not_delivered', 'timeout_not_delivered', {}],
  ['timeout_delivered', 'timeout_delivered', {}],
  ['connection_error, authorised', 'connection_error', { authorized: true }],
  ['connection_error, not authorised', 'connection_error', { authorized: false }],
] as const)('two steps, second step, %s: the card is let go or charged, never both', async (_, kind, how) => {
  await twoSteps()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.mood(kind, how)
  await till.steer(sale, 'confirm')
  await till.rest()
  for (let i = 0; i < 8 && (await till.sale(sale)).sale.status === 'open'; i++) {
    await till.turn(4_000)
    if (!(await till.sale(sale)).payment) break
  }
  await till.calm()
  const { payment, sale: now } = await till.sale(sale)
  if (now.status === 'open') {
    if (payment) await till.steer(sale, 'cancel')
    await till.untilMood(sale, 'none')
    expect(await till.intents('succeeded')).not.toContainEqual(
      expect.objectContaining({ id: (await tenderOf(sale)).paymentIntent }),
    )
    await till.cash(sale)
  }
  await till.untilPaid(sale)
  await balanced()
})

test('held money taken in the Dashboard pays the sale', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await till.stripe.paymentIntents.capture((await tenderOf(sale)).paymentIntent ?? '')
  await till.untilPaid(sale)
  await balanced()
})

test('held money taken in part in the Dashboard counts as what arrived, and a manager is told', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  const { id, paymentIntent } = await tenderOf(sale)
  await till.stripe.paymentIntents.capture(paymentIntent ?? '', { amount_to_capture: 100 })
  await till.untilMood(sale, 'none')
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 100 } })
  const { rows } = await till.pool.query('select kind from surprise where tender_id = $1', [id])
  expect(rows).toEqual([{ kind: 'amount_differs' }])
  await till.cash(sale)
  await till.untilPaid(sale)

  // Stripe counts the released rest as given back. No money moved: later looks, by day and by night, find nothing new.
  expect(await compareBooks(till.world, till.clock.now() - 86_400_000)).toMatchObject({ differences: 0 })
  await till.world.sales.plan({ tenderId: id, lookDue: true, nextLookAt: till.clock.now() })
  await till.turn(0)
  expect((await tenderOf(sale, id)).refundedElsewhere).toBeUndefined()
  expect(await refund(sale, 101, { tenderId: id })).toMatchObject({ refusal: { kind: 'refund_too_large' } })
  expect(await refund(sale, 100, { tenderId: id })).toMatchObject({ ok: true })
  await till.until(async () => expect((await tenderOf(sale, id)).refunds?.at(-1)?.state).toBe('succeeded'))
  await till.turn(0)
  expect((await tenderOf(sale, id)).refundedElsewhere).toBeUndefined()
  const after = await till.pool.query('select kind from surprise where tender_id = $1', [id])
  expect(after.rows).toEqual([{ kind: 'amount_differs' }])
})

test('what goes back in the Dashboard of a hold taken in part is counted without the rest that was released', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  const { id, paymentIntent = '' } = await tenderOf(sale)
  await till.stripe.paymentIntents.capture(paymentIntent, { amount_to_capture: 500 })
  await till.untilMood(sale, 'none')
  await till.stripe.refunds.create({ payment_intent: paymentIntent, amount: 200 })
  await till.until(async () => expect((await tenderOf(sale, id)).refundedElsewhere?.minor).toBe(200))
  const { rows } = await till.pool.query(
    'select kind, amount::int from surprise where tender_id = $1 order by at',
    [id],
  )
  expect(rows).toMatchObject([{ kind: 'amount_differs' }, { kind: 'refunded_elsewhere', amount: 200 }])
  await till.cash(sale)
  await till.untilPaid(sale)
})

test('a hold is not a payment; capturing it is', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
  await till.until(async () => expect((await tenderOf(sale)).captureBefore).toBeGreaterThan(till.clock.now()))
  expect((await till.sale(sale)).payment?.buttons).toEqual(['capture', 'next_sale', 'cancel'])

  const next = idOf('sale', randomUUID())
  expect(await till.edit(next, till.put('Espresso'))).toMatchObject({ ok: true })

  await till.steer(sale, 'capture')
  await till.untilPaid(sale)
  await balanced()
})

test('a hold is released: nobody is charged', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  expect(await tenderOf(sale)).toMatchObject({ state: 'canceled' })
  await balanced()
})

test('money held for a sale that has left the counter is a manager’s to take', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await becomes(till.pool, 'cashier')
  await till.edit(idOf('sale', randomUUID()), till.put('Espresso'))
  for (const wish of ['capture', 'cancel'] as const)
    expect(await till.steer(sale, wish)).toEqual({
      ok: false,
      refusal: {
        kind: 'not_allowed',
        permission: 'sale.settle_hold',
        approvable: true,
        about: `${sale} ${wish}`,
      },
    })
  await becomes(till.pool, 'manager')
  expect(await till.steer(sale, 'capture')).toMatchObject({ ok: true })
  await till.untilPaid(sale)
  await balanced()
})

test('a cashier takes the money of the sale on the counter', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await becomes(till.pool, 'cashier')
  expect(await till.steer(sale, 'capture')).toMatchObject({ ok: true })
  await till.untilPaid(sale)
  await balanced()
})

test('a capture that fails is tried again and not forgotten', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await till.mood('status', { status: 500, method: 'POST', path: '*/capture', times: 2 })
  await till.steer(sale, 'capture')
  await till.rest()
  expect((await till.sale(sale)).sale.status).toBe('open')
  for (let rounds = 0; rounds < 4; rounds++) await till.turn(5_000)
  await till.untilPaid(sale)
  await balanced()
})

async function refund(
  saleId: SaleId,
  amountMinor: number,
  of: { readonly refundId?: RefundId; readonly tenderId?: TenderId } = {},
) {
  const { id: tenderId } = await tenderOf(saleId, of.tenderId)
  const refundId = of.refundId ?? idOf('ref', randomUUID())
  const input = { sessionHash: till.sessionHash, saleId, tenderId, refundId, amountMinor }
  return refundTender(till.world, { ...input, reason: 'requested_by_customer' })
}

async function paid(): Promise<SaleId> {
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  return sale
}

const untilRefunded = (sale: SaleId, state = 'succeeded') =>
  till.until(async () => expect((await tenderOf(sale)).refunds?.at(-1)?.state).toBe(state))

async function refundsAtStripe(saleId: SaleId) {
  const { paymentIntent } = await tenderOf(saleId)
  return (await till.stripe.refunds.list({ payment_intent: paymentIntent ?? '' })).data
}

test('all of it goes back once, however often the press arrives', async () => {
  const sale = await paid()
  const { received } = (await till.sale(sale)).sale
  const id = idOf('ref', randomUUID())
  const presses = await Promise.all([
    refund(sale, received.minor, { refundId: id }),
    refund(sale, received.minor, { refundId: id }),
  ])
  expect(presses.every(one => one.ok)).toBe(true)
  await untilRefunded(sale)
  const back = await refundsAtStripe(sale)
  expect(back.map(one => one.amount)).toEqual([received.minor])
  expect(await refund(sale, 1)).toMatchObject({ ok: false, refusal: { kind: 'refund_too_large' } })
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'paid', received })
})

test('a refund whose reply was lost is not taken for failed because the key is refused when it is sent again', async () => {
  const sale = await paid()
  const { received } = (await till.sale(sale)).sale
  await till.mood('webhook_dropped', { times: 0 })
  await till.mood('cut_after', { method: 'POST', path: '/v1/refunds' })
  await refund(sale, received.minor)
  await till.rest()
  await till.mood('status', { status: 401, method: 'POST', path: '/v1/refunds' })
  for (let i = 0; i < 3; i++) await till.turn(1_500)
  await till.calm()
  await untilRefunded(sale)
  expect(await refundsAtStripe(sale)).toHaveLength(1)
})

test.each(['cut_before', 'cut_after'])(
  'the reply to a refund is lost (%s): the same key, one refund',
  async kind => {
    const sale = await paid()
    const { received } = (await till.sale(sale)).sale
    await till.mood(kind, { method: 'POST', path: '/v1/refunds' })
    await refund(sale, received.minor)
    await till.rest()
    await till.turn(5_000)
    await untilRefunded(sale)
    expect(await refundsAtStripe(sale)).toHaveLength(1)
  },
)

test.each([true, false])(
  'a refund answered with 500 (made all the same: %s) is looked up before it is asked again',
  async executed => {
    const sale = await paid()
    const { received } = (await till.sale(sale)).sale
    await till.mood('status', {
      status: 500,
      method: 'POST',
      path: '/v1/refunds',
      ...(executed ? { executed: true } : {}),
    })
    await refund(sale, received.minor)
    await till.rest()
    await till.turn(3_000)
    await untilRefunded(sale)
    expect(await refundsAtStripe(sale)).toHaveLength(1)
  },
)

test('a refund that fails later frees its amount and is somebody’s to settle', async () => {
  const sale = await waiting()
  await till.reader.tap('refund_fail')
  await till.untilPaid(sale)
  const { received } = (await till.sale(sale)).sale
  await refund(sale, received.minor)
  await till.turn(5_000)
  await untilRefunded(sale, 'failed')
  const { rows } = await till.pool.query("select kind from surprise where kind = 'refund_failed'")
  expect(rows.length).toBeGreaterThan(0)
})

test('a refund made in the Dashboard is seen, counted and somebody’s to look at', async () => {
  const sale = await paid()
  const { paymentIntent } = await tenderOf(sale)
  await till.stripe.refunds.create({ payment_intent: paymentIntent ?? '', amount: 100 })
  await till.until(async () => expect((await tenderOf(sale)).refundedElsewhere?.minor).toBe(100))
  const { received } = (await till.sale(sale)).sale
  expect(await refund(sale, received.minor)).toMatchObject({ refusal: { kind: 'refund_too_large' } })
})

test('a refund that Stripe refuses because the Dashboard was faster shows what went back there, though nobody knocked', async () => {
  const sale = await paid()
  await till.until(async () => expect((await tenderOf(sale)).card).toBeDefined())
  await till.rest()
  const { paymentIntent = '', received } = await tenderOf(sale)
  await till.mood('webhook_dropped', { times: 0 })
  await till.stripe.refunds.create({ payment_intent: paymentIntent })
  expect(await refund(sale, received?.minor ?? 0)).toMatchObject({ ok: true })
  await till.until(async () => expect((await tenderOf(sale)).refundedElsewhere).toEqual(received))
  expect((await tenderOf(sale)).refunds).toMatchObject([{ state: 'failed' }])
})

test('a refund made in the Dashboard that fails later is somebody’s to settle, and all of it can go back again', async () => {
  const sale = await waiting()
  await till.reader.tap('refund_fail')
  await till.untilPaid(sale)
  const { id, paymentIntent = '', received } = await tenderOf(sale)
  await till.stripe.refunds.create({ payment_intent: paymentIntent, amount: 100 })
  await till.until(async () => expect((await tenderOf(sale)).refundedElsewhere?.minor).toBe(100))
  await till.turn(5_000)
  await till.until(async () => expect((await tenderOf(sale)).refundedElsewhere).toBeUndefined())
  const { rows } = await till.pool.query(
    'select kind, amount::int from surprise where tender_id = $1 order by id',
    [id],
  )
  expect(rows).toEqual([
    { kind: 'refunded_elsewhere', amount: 100 },
    { kind: 'refund_failed', amount: 100 },
  ])
  expect(await refund(sale, received?.minor ?? 0)).toMatchObject({ ok: true })
})

// Last, because the simulator dates its signatures by the real time: after days have been turned its knocks are too old to be let in.
test('two hours before a finished sale’s hold would lapse it is captured by itself', async () => {
  await holds()
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  await till.turn(2_000)
  const { captureBefore = 0, attemptAt } = await tenderOf(sale)
  // Visa gives nearly five days, Stripe's guide for Terminal two: the till keeps to the shorter.
  const guide = attemptAt + 48 * 3_600_000
  expect(captureBefore).toBeGreaterThan(guide)
  expect((await till.sale(sale)).payment?.captureBefore).toBe(guide)
  // Nobody has been at the counter for days: they would sign in again.
  await till.pool.query('update session set expires_at = expires_at + 864000000')
  await till.turn(guide - till.clock.now() - 3 * 3_600_000)
  expect((await tenderOf(sale)).state).toBe('held')
  await till.turn(2 * 3_600_000)
  await till.turn(2_000)
  await till.untilPaid(sale)
  await balanced()
})
