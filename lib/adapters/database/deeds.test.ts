import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_DEEDS_TOLD } from '#lib/contracts/payments.ts'
import { idOf } from '#lib/domain/ids.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeDiary } from './diary.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

test('of a bad day’s deeds the office is told a hundred and a register its last twenty, the newest first', async () => {
  const sale = shop.draft()
  await shop.store.save({ sale, expected: 'new' })
  await shop.pool.query(
    `insert into journal (sale_id, tender_id, kind, at, data)
     select $1, $2, 'deed', n, '{"did":"let_go"}' from generate_series(1, 130) n`,
    [sale.id, idOf('tender', randomUUID())],
  )
  const diary = makeDiary(shop.pool)
  const times = (most: number) => Array.from({ length: most }, (_, n) => 130 - n)
  expect((await diary.deeds(0)).map(({ at }) => at)).toEqual(times(MOST_DEEDS_TOLD))
  expect((await diary.deeds(0, shop.registerId)).map(({ at }) => at)).toEqual(times(20))
  expect(await diary.deeds(131)).toEqual([])
})
