import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBooks } from '#lib/adapters/database/books.ts'
import { makeSurprises } from '#lib/adapters/database/surprises.ts'
import { surprisesKey } from '#lib/contracts/keys.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { oldestSurprise, surprisesNow } from './surprises.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

test('of a season’s payments that no sale tells of the oldest are listed and the rest are counted; they are announced together', async () => {
  const { pool, announce, clock } = shop
  const books = makeBooks({ pool, announce })
  const world = { books, surprises: makeSurprises({ pool, announce }), clock }
  const by = { staffId: shop.staffId, staffName: 'Mina', registerId: shop.registerId, at: 9 }
  const unknown = (at: number) => ({ paymentIntent: `pi_${at}`, amount: money(at, 'usd'), at, live: false })
  for (let at = 60; at > 0; at--) expect(await books.keepUnknown(unknown(at), 100)).toBe(true)
  expect(await books.keepUnknown(unknown(7), 100)).toBe(false)
  expect(shop.announced).toEqual([])
  await books.announceUnknown(100)
  expect(shop.announced).toMatchObject([{ key: surprisesKey }])
  expect((await pool.query('select key from signal')).rows).toEqual([{ key: surprisesKey }])

  expect(await books.dealWithUnknown('pi_3', 'Rang it up again', by)).toBe(true)
  const now = await surprisesNow(world)
  expect(now.unknownWaiting).toBe(59)
  expect(now.unknown.map(({ at }) => at)).toEqual([1, 2, ...Array.from({ length: 48 }, (_, n) => n + 4)])
  expect(now.hasDealt).toBe(true)
})

test('a register hears of the oldest surprise and of nothing else', async () => {
  const { pool, announce, store } = shop
  const surprises = makeSurprises({ pool, announce })
  expect(await oldestSurprise({ surprises })).toEqual({ oldest: null })
  for (const at of [5, 4, 6]) {
    const sale = shop.draft()
    const surprise = {
      kind: 'too_much',
      tenderId: idOf('tender', randomUUID()),
      amount: money(250, 'usd'),
      at,
    } as const
    await store.save({ sale, expected: 'new', surprises: [surprise] })
  }
  expect(await oldestSurprise({ surprises })).toMatchObject({ oldest: { kind: 'too_much', at: 4 } })
  expect(await surprises.open()).toHaveLength(3)
})
