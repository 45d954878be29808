import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '#lib/server/env.ts'
import { type Wired, wire } from '#lib/server/world.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { enginesAtRest } from './advance-tender.ts'
import { compareBooks } from './compare-books.ts'
import { reconcile } from './reconcile.ts'
import { steerPayment } from './steer-payment.ts'

/** The till's key is changed for another account's while payments of the first one are on its books. */
let till: StoryTill
let changed: Wired
beforeAll(async () => {
  till = await openTill()
  const env = readEnv({
    DATABASE_URL: till.databaseUrl,
    DATA_DIR: '/nowhere',
    APP_SECRET: till.appSecret,
    STRIPE_SECRET_KEY: 'sk_test_anotherAccount000000000',
    STRIPE_API_BASE: till.stripeOrigin,
    TAPLINE_LAUNCHED: '1',
    LOG_LEVEL: 'silent',
  })
  changed = wire(env, { clock: till.clock })
})
afterAll(async () => {
  await changed?.live.close()
  await changed?.pool.end()
  await till?.close()
})

const kinds = async () => (await till.pool.query('select kind from surprise order by id')).rows

test('a payment of another account is told once and asked about seldom; with the right key again it goes on', async () => {
  const { clock } = till
  const paid = await till.sell()
  await till.charge(paid)
  await till.untilMood(paid, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(paid)
  await till.until(async () => expect((await till.sale(paid)).sale.tenders[0]).toHaveProperty('card'))
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.rest()

  const { world } = changed
  const wish = { sessionHash: till.sessionHash, saleId: sale, wish: 'cancel' } as const
  expect(await steerPayment(world, wish)).toMatchObject({ ok: true })
  for (let rounds = 0; rounds < 15; rounds++) {
    clock.offset += 60_000
    await reconcile(world)
    await enginesAtRest(world)
  }
  expect(await kinds()).toEqual([{ kind: 'unknown_at_stripe' }])
  expect((await till.sale(sale)).payment).toBeDefined()
  expect(await world.sales.nextDueAt()).toBeGreaterThan(clock.now() + 1_800_000)

  // Nothing is missing: the first account's payments are not this one's to compare.
  const compared = await compareBooks(world, clock.now() - 86_400_000)
  expect(compared).toEqual({ differences: 0, complete: true })
  expect(await kinds()).toHaveLength(1)

  await till.turn(3_600_000)
  await till.comes(async () => expect((await till.sale(sale)).payment).toBeUndefined())
  expect((await till.intents('canceled')).map(one => one.metadata.tapline_sale)).toEqual([sale])
})
