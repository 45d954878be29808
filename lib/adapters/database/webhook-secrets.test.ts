import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makeWebhookSecrets } from './webhook-secrets.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

const appSecret = () => randomBytes(32).toString('base64')

test('endpoints are kept newest first, replaced by id, forgotten, and lie sealed in the table', async () => {
  const store = makeWebhookSecrets({ pool: shop.pool, secrets: makeSecrets(appSecret()) })
  const [first, second] = [
    { endpointId: 'we_1', door: 'terminal', secret: 'whsec_1' } as const,
    { endpointId: 'we_2', door: 'payments', secret: 'whsec_2' } as const,
  ]
  await store.keep(first)
  await store.keep(second)
  expect(await store.kept()).toEqual([second, first])
  await store.keep({ ...first, secret: 'whsec_3' })
  expect(await store.kept()).toEqual([second, { ...first, secret: 'whsec_3' }])
  const { rows } = await shop.pool.query('select * from webhook_endpoint')
  expect(JSON.stringify(rows)).not.toContain('whsec')

  const other = makeWebhookSecrets({ pool: shop.pool, secrets: makeSecrets(appSecret()) })
  expect(await other.kept()).toEqual([])
  await store.forget('we_2')
  await store.forget('we_2')
  expect((await store.kept()).map(endpoint => endpoint.endpointId)).toEqual(['we_1'])
})

test('work that must be alone is alone, and a failure lets the next one in', async () => {
  const store = makeWebhookSecrets({ pool: shop.pool, secrets: makeSecrets(appSecret()) })
  let inside = 0
  const most: number[] = []
  const work = async () => {
    inside += 1
    most.push(inside)
    await shop.pool.query('select 1')
    inside -= 1
    if (most.length === 2) throw new Error('broke off')
  }
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => store.alone(work)))
  expect(most).toEqual([1, 1, 1, 1, 1])
  expect(results.filter(result => result.status === 'rejected')).toHaveLength(1)
})

test('whoever waits its turn keeps no connection from those who work', async () => {
  const store = makeWebhookSecrets({ pool: shop.pool, secrets: makeSecrets(appSecret()) })
  let letGo = () => {}
  const gate = new Promise<void>(resolve => {
    letGo = resolve
  })
  const all = Array.from({ length: 40 }, () => store.alone(() => gate))
  expect((await shop.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  letGo()
  await Promise.all(all)
})

test('every change of a secret is told, so that no server goes on with what it has read; what changes nothing is not', async () => {
  const { announce, clock, announced } = shop
  const tell = { announce, clock }
  const store = makeWebhookSecrets({ pool: shop.pool, secrets: makeSecrets(appSecret()), tell })
  const told = async (change: () => Promise<void>) => {
    const before = announced.length
    await change()
    return announced.slice(before).map(({ key }) => key)
  }
  const endpointId = 'we_told'
  const settings = ['/api/settings/stripe']
  expect(await told(() => store.keep({ endpointId, door: 'payments', secret: 'whsec_1' }))).toEqual(settings)
  expect(await told(() => store.retire(endpointId, clock.now()))).toEqual(settings)
  expect(await told(() => store.retire(endpointId, clock.now()))).toEqual([])
  expect(await told(() => store.forget(endpointId))).toEqual(settings)
  expect(await told(() => store.forget(endpointId))).toEqual([])
})
