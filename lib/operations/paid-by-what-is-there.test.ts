import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Edit } from '#lib/domain/cart.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { testCards } from '#lib/test-cards/test-cards.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { refundTender } from './refund-tender.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const without = (edit: Edit): Edit => ({ type: 'remove', lineId: edit.lineId })

/** A card was declined, another good was added, and then the old amount was approved after all, where nobody saw it. */
async function approvedUnseen(
  card: (typeof testCards)[number]['name'] = 'visa',
): Promise<{ readonly sale: SaleId; readonly extra: Edit; readonly received: number }> {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(sale, 'declined')
  const { total, tenders } = (await till.sale(sale)).sale
  await till.steer(sale, 'change_sale')
  const extra = till.put('Espresso')
  expect(await till.edit(sale, extra)).toMatchObject({ ok: true })
  const tender = tenders[0]
  const payment_intent = (tender?.kind === 'card' && tender.paymentIntent) || ''
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent })
  await till.reader.tap(card)
  await till.until(async () => expect((await till.sale(sale)).sale.received).toEqual(total))
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', excess: { minor: 0 } })
  return { sale, extra, received: total.minor }
}

const soldOf = async (saleId: SaleId) =>
  (
    await till.pool.query('select sum(change)::int as change from stock_movement where sale_id = $1', [
      saleId,
    ])
  ).rows[0]?.change

async function paidAndFree(sale: SaleId, received: number) {
  expect((await till.sale(sale)).sale).toMatchObject({
    status: 'paid',
    paidAt: expect.any(Number),
    total: { minor: received },
    wantedTotal: { minor: received },
    received: { minor: received },
    reserved: { minor: 0 },
  })
  const next = idOf('sale', randomUUID())
  expect(await till.edit(next, till.put('Espresso'))).toMatchObject({ ok: true })
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

test('goods come off a sale until it costs what has arrived: it is paid, and its register is free', async () => {
  await till.pool.query("update product set stock_mode = 'warn', stock = 100 where name = 'Flat white'")
  const { sale, extra, received } = await approvedUnseen()
  expect(await soldOf(sale)).toBeNull()
  expect(await till.edit(sale, without(extra))).toMatchObject({
    ok: true,
    value: { sale: { status: 'paid' } },
  })
  expect(await soldOf(sale)).toBe(-2)

  // The press whose answer got lost is sent again: nothing happens a second time.
  expect(await till.edit(sale, without(extra))).toMatchObject({ refusal: { kind: 'sale_not_open' } })
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'sale_not_open' } })
  expect(await soldOf(sale)).toBe(-2)
  await paidAndFree(sale, received)
})

test('two presses that take the same goods off pay the sale once', async () => {
  const { sale, extra, received } = await approvedUnseen()
  const both = await Promise.all([till.edit(sale, without(extra)), till.edit(sale, without(extra))])
  expect(both.filter(one => one.ok)).toHaveLength(1)
  await paidAndFree(sale, received)
})

test('the payment for the rest is stopped after its goods came off: the sale is paid by what is there', async () => {
  const { sale, extra, received } = await approvedUnseen()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(sale, 'declined')
  await till.steer(sale, 'change_sale')
  expect(await till.edit(sale, without(extra))).toMatchObject({
    ok: true,
    value: { sale: { status: 'open' } },
  })
  await till.steer(sale, 'cancel')
  await till.untilPaid(sale)
  await paidAndFree(sale, received)
})

test('what was given back in the Dashboard pays for nothing: the whole sale is to be paid again', async () => {
  const { sale } = await approvedUnseen()
  const { wantedTotal, tenders } = (await till.sale(sale)).sale
  const payment_intent = (tenders[0]?.kind === 'card' && tenders[0].paymentIntent) || ''
  await till.stripe.refunds.create({ payment_intent })
  await till.until(async () => expect((await till.sale(sale)).sale.received.minor).toBe(0))
  expect((await till.sale(sale)).sale).toMatchObject({ status: 'open', wantedTotal })
  expect(await till.cash(sale)).toMatchObject({
    ok: true,
    value: { sale: { status: 'paid', received: wantedTotal, tenders: [{}, { amount: wantedTotal }] } },
  })
  await till.until(() => expectBooksToBalance(till))
})

test('while Stripe has not answered a refund nobody pays the rest, and afterwards the whole sale is to be paid', async () => {
  const { sale, received } = await approvedUnseen()
  const { wantedTotal, tenders } = (await till.sale(sale)).sale
  await till.mood('cut_before', { method: 'POST', path: '/v1/refunds', times: 0 })
  const refundId = idOf('ref', randomUUID())
  const tenderId = tenders[0]?.id ?? 'tender_'
  const asked = { sessionHash: till.sessionHash, saleId: sale, tenderId, amountMinor: received } as const
  await refundTender(till.world, { ...asked, refundId, reason: 'requested_by_customer' })
  await till.rest()
  expect(await till.cash(sale)).toMatchObject({ refusal: { kind: 'money_going_back' } })
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'money_going_back' } })
  await till.calm()
  await till.turn(5_000)
  await till.until(async () => expect((await till.sale(sale)).sale.received.minor).toBe(0))
  expect(await till.cash(sale)).toMatchObject({
    ok: true,
    value: { sale: { status: 'paid', received: wantedTotal } },
  })
})

test('a refund that fails later brings back all that the sale costs: it is paid, and somebody must look', async () => {
  const { sale, extra, received } = await approvedUnseen('refund_fail')
  const tenderId = (await till.sale(sale)).sale.tenders[0]?.id ?? 'tender_'
  const asked = { sessionHash: till.sessionHash, saleId: sale, tenderId, amountMinor: received } as const
  const refundId = idOf('ref', randomUUID())
  await refundTender(till.world, { ...asked, refundId, reason: 'requested_by_customer' })
  await till.until(async () => expect((await till.sale(sale)).sale.received.minor).toBe(0))
  expect(await till.edit(sale, without(extra))).toMatchObject({
    ok: true,
    value: { sale: { status: 'open' } },
  })
  await till.turn(5_000)
  await till.untilPaid(sale)
  const { rows } = await till.pool.query('select kind from surprise where sale_id = $1 order by id', [sale])
  expect(rows.at(-1)).toEqual({ kind: 'refund_failed' })
  await paidAndFree(sale, received)
})
