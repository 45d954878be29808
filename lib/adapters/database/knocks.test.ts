import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeKnocks } from './knocks.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop?.close())

/** An event that Stripe made so long ago and that is brought now. Stripe dates in whole seconds. */
function brought(eventId: string, agoMs: number): Promise<unknown> {
  const raw = JSON.stringify({ id: eventId, created: Math.floor((shop.clock.now() - agoMs) / 1_000) })
  const knock = { eventId, type: 'refund.updated', raw, receivedAt: shop.clock.now() }
  return shop.store.receive(knock, {})
}

test('how late Stripe knocks: the middle and the slow ones of the time asked for, without what was fetched', async () => {
  const knocks = makeKnocks({ pool: shop.pool })
  const lag = (sinceMs = 60_000) => knocks.lag(shop.clock.now() - sinceMs)
  expect(await lag()).toBeUndefined()

  await brought('evt_3_s', 3_000)
  expect(await lag()).toEqual({ events: 1, p50Ms: 3_000, p95Ms: 3_000 })

  for (let n = 0; n < 8; n++) await brought(`evt_at_once_${n}`, 0)
  await brought('evt_from_ahead', -2_000)
  await brought('evt_late', 43_000)
  expect(await lag()).toEqual({ events: 11, p50Ms: 0, p95Ms: 23_000 })

  await brought('evt_fetched', 3_600_000)
  await knocks.markReplayed(['evt_fetched'])
  expect(await lag()).toMatchObject({ events: 11, p95Ms: 23_000 })

  shop.clock.ms += 61_000
  expect(await lag()).toBeUndefined()
  await brought('evt_today', 1_000)
  expect(await lag()).toEqual({ events: 1, p50Ms: 1_000, p95Ms: 1_000 })
})
