import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { replayEvents, replayMoneyBack } from './replay-events.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till?.close())

/** More than thirty pages of a hundred, at two events each. */
const REFUNDS = 1_520
const AT_ONCE = 20

test('three thousand refunds’ events while nobody could knock: the hour’s question reads them all, the one by hand the newest', {
  timeout: 120_000,
}, async () => {
  const saleId = await till.sell('Flat white', 5)
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await till.rest()
  const { sale } = await till.sale(saleId)
  const [card] = sale.tenders
  const paymentIntent = card?.kind === 'card' ? (card.paymentIntent ?? '') : ''
  await till.mood('webhook_dropped', { times: 0 })
  const refund = () => till.stripe.refunds.create({ payment_intent: paymentIntent, amount: 1 })
  const first = await refund()
  for (let left = REFUNDS; left > 0; left -= AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, refund))

  const since = till.clock.now() - 3_600_000
  expect(await till.world.wiring.eventsSince(since, 'all')).toMatchObject({
    value: { isCut: true, knocks: { length: 3_000 } },
  })
  expect(await replayMoneyBack(till.world, till.clock.now())).toMatchObject({
    value: { events: 2 * (REFUNDS + 1), missed: 2 * (REFUNDS + 1) },
  })
  const { rowCount } = await till.pool.query("select from stripe_event where raw like '%' || $1 || '%'", [
    first.id,
  ])
  expect(rowCount).toBe(1)
  // Known by then, however often it is asked.
  expect(await replayEvents(till.world, since)).toMatchObject({ value: { events: 3_000, missed: 0 } })
  await till.rest()
})
