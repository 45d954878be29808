import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saleKey, surprisesKey } from '#lib/contracts/keys.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Signal } from '#lib/ports/live.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeSurprises } from './surprises.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

test('a surprise is announced, dealt with once, by somebody, somehow, and the diary has it', async () => {
  const sale = shop.draft()
  const tenderId = idOf('tender', randomUUID())
  const surprise = { kind: 'too_much', tenderId, amount: money(250, 'usd'), at: 5 } as const
  await shop.store.save({ sale, expected: 'new', surprises: [surprise] })
  expect(shop.announced.map(signal => signal.key)).toContain(surprisesKey)

  const announced: Signal[] = []
  const surprises = makeSurprises({ pool: shop.pool, announce: signals => void announced.push(...signals) })
  const [open] = await surprises.open()
  expect(open).toMatchObject({
    saleId: sale.id,
    saleNumber: 1,
    tenderId,
    kind: 'too_much',
    amount: money(250, 'usd'),
    at: 5,
    version: 1,
  })
  const id = open?.id ?? 0

  const by = { staffId: shop.staffId, staffName: 'Mina', registerId: shop.registerId, at: 9 }
  const how = 'gave it back in cash'
  expect(await surprises.dealWith(id, 2, how, by)).toBe(false)
  const tries = await Promise.all([1, 2, 3].map(() => surprises.dealWith(id, 1, how, by)))
  expect(tries.filter(Boolean)).toHaveLength(1)

  expect(await surprises.open()).toEqual([])
  expect(await surprises.counted()).toEqual({ waiting: 0, hasDealt: true })
  const all = { words: [], by: 'dealt', down: true, limit: 10, offset: 0 } as const
  expect((await surprises.dealt(all)).rows).toMatchObject([
    { id: String(id), kind: 'too_much', dealt: { at: 9, by: 'Mina', how: 'gave it back in cash' } },
  ])
  expect(announced).toMatchObject([
    { key: surprisesKey, version: 2 },
    { key: saleKey(sale.id), version: 2 },
  ])
  const { rows } = await shop.pool.query(
    `select sale_id, staff_id, data from journal where kind = 'surprise'`,
  )
  expect(rows).toEqual([
    { sale_id: sale.id, staff_id: shop.staffId, data: { surprise: 'too_much', how: 'gave it back in cash' } },
  ])
})
