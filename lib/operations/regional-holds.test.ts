import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

let till: StoryTill
beforeAll(async () => {
  const home = { country: 'CA', place: '1 King St, Toronto', region: 'ON M5V 2T6' }
  till = await openTill({ home })
  await till.pool.query("update shop set capture_mode = 'manual'")
})
afterEach(() => till.rest())
afterAll(() => till?.close())

async function waiting(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  return sale
}

test('a shop that holds money takes Interac all the same: it cannot be held, so it pays at once', async () => {
  const sale = await waiting()
  await till.reader.tap('interac')
  await till.untilPaid(sale)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
  expect((await till.sale(sale)).sale.tenders).toMatchObject([{ state: 'paid', card: { brand: 'interac' } }])
})

test('every other card is held there until somebody takes the money', async () => {
  const sale = await waiting()
  await till.reader.tap('visa')
  await till.untilMood(sale, 'held')
  expect((await till.sale(sale)).payment?.captureBefore).toBeGreaterThan(till.clock.now())
  await till.steer(sale, 'capture')
  await till.untilPaid(sale)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
})
