import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { sweep } from './sweep.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const swept = async () => (await sweep(till.world, till.clock.now() - 60_000)).done

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** An intent with our metadata that no row carries, as a create leaves it whose 500 was made all the same. */
async function orphanOf(sale: SaleId) {
  const { id } = await tenderOf(sale)
  return till.stripe.paymentIntents.create({
    amount: 999,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    metadata: { tapline_sale: sale, tapline_tender: id },
  })
}

test('a create that answered 500 and was made all the same: charged once on another intent, the orphan is cancelled', async () => {
  await till.mood('status', { status: 500, executed: true, method: 'POST', path: '/v1/payment_intents' })
  const sale = await till.sell()
  await till.charge(sale)
  await till.rest()
  await till.turn(3_000)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  expect(await till.intents('requires_payment_method')).toHaveLength(1)
  expect(await swept()).toBe(1)
  expect(await till.intents('requires_payment_method')).toHaveLength(0)
  expect(await swept()).toBe(0)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
})

test('an intent that a running payment carries is left alone, and so are other people’s', async () => {
  const foreign = await till.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  expect(await swept()).toBe(0)
  expect((await till.stripe.paymentIntents.retrieve(foreign.id)).status).toBe('requires_payment_method')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
})

test('an orphan whose cancelling failed at Stripe is cancelled the next time, and not told the same failure again', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const orphan = await orphanOf(sale)
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents/*/cancel' })
  expect(await swept()).toBe(0)
  expect(await swept()).toBe(1)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('canceled')
})

test('an orphan that took money is somebody’s to give back, and is said once', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const orphan = await orphanOf(sale)
  await till.until(async () => expect(await till.reader.now()).toMatchObject({ action: null }))
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: orphan.id })
  await till.mood('webhook_dropped', { times: 0 })
  await till.reader.tap('visa')
  expect(await swept()).toBe(1)
  expect(await swept()).toBe(0)
  const { rows } = await till.pool.query("select amount from surprise where kind = 'orphan_paid'")
  expect(rows.map(row => Number(row.amount))).toEqual([999])
})

test('Stripe knocks about an intent of ours that no payment carries: dealt with at once, not at the next sweep', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const taps = async (card: 'visa' | 'charge_declined') => {
    const orphan = await orphanOf(sale)
    await till.until(async () =>
      expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } }),
    )
    await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: orphan.id })
    await till.reader.tap(card)
    return orphan.id
  }
  const declined = await taps('charge_declined')
  await till.until(async () =>
    expect((await till.stripe.paymentIntents.retrieve(declined)).status).toBe('canceled'),
  )
  await taps('visa')
  const told = "select kind from surprise where kind = 'orphan_paid' and sale_id = $1"
  await till.until(async () => expect((await till.pool.query(told, [sale])).rowCount).toBe(1))
  const diary = "select from journal where sale_id = $1 and data ? 'orphan' and kind = 'decision'"
  await till.until(async () => expect((await till.pool.query(diary, [sale])).rowCount).toBe(1))
})

test('a reader left waiting for a payment that has ended is cleared; one that somebody else uses is not', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  // The lease is lost by hand: nothing in the till does this.
  await till.pool.query('delete from reader_lease')
  await till.pool.query("update tender set next_look_at = null where state = 'on_reader'")
  await till.pool.query(
    "update sale set state = jsonb_set(state, '{tenders,0,state}', '\"canceled\"') where id = $1",
    [sale],
  )
  expect(await swept()).toBeGreaterThan(0)
  expect(await till.reader.now()).toMatchObject({ action: null })
  expect((await till.pool.query('select * from reader_lease')).rows).toEqual([])

  const foreign = await till.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: foreign.id })
  await swept()
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  await till.stripe.terminal.readers.cancelAction(till.readerId)
})

test('a clearing that a dead server left behind is settled under its own key', async () => {
  expect(await till.world.sales.takeForClearing(till.readerId, till.clock.now())).toBe(true)
  expect(await till.world.sales.takeForClearing(till.readerId, till.clock.now())).toBe(false)
  const sale = await till.sell()
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'reader_busy' } })
  await swept()
  expect(await till.world.sales.clearings()).toEqual([])
  expect(await till.charge(sale)).toMatchObject({ ok: true })
})
