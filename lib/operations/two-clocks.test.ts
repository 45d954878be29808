import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverClock } from '#lib/adapters/system/clock.ts'
import { idOf } from '#lib/domain/ids.ts'
import { readEnv } from '#lib/server/env.ts'
import { type Wired, wire } from '#lib/server/world.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { advanceTender } from './advance-tender.ts'
import { beat } from './reconcile.ts'
import { refundTender } from './refund-tender.ts'

/** Two servers on one database, and the machine of the second believes that it is tomorrow. */
const AHEAD_MS = 21 * 3_600_000

let till: StoryTill
let second: Wired
beforeAll(async () => {
  till = await openTill()
  const env = readEnv({
    DATABASE_URL: till.databaseUrl,
    DATA_DIR: '/nowhere',
    APP_SECRET: till.appSecret,
    STRIPE_SECRET_KEY: till.secretKey,
    STRIPE_API_BASE: till.stripeOrigin,
    LOG_LEVEL: 'silent',
  })
  second = wire(env, { clock: serverClock(() => Date.now() + AHEAD_MS) })
})
afterAll(async () => {
  await second?.live.close()
  await second?.pool.end()
  await till?.close()
})

test('a refund that one server has in hand is not old to another one, and goes back once', async () => {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.rest()
  const tender = (await till.sale(sale)).sale.tenders[0]
  if (tender?.kind !== 'card') throw new Error('no card tender')
  const { id: tenderId, paymentIntent = '' } = tender

  await beat(till.world)
  await beat(second.world)
  expect(Math.abs(second.world.clock.now() - till.clock.now())).toBeLessThan(2_000)
  await till.mood('slow', { ms: 1_500, method: 'POST', path: '/v1/refunds' })
  const asked = { sessionHash: till.sessionHash, saleId: sale, tenderId, refundId: idOf('ref', randomUUID()) }
  await refundTender(till.world, { ...asked, amountMinor: 100, reason: 'duplicate' })
  await till.until(async () =>
    expect((await till.pool.query("select from call where step = 'refund'")).rowCount).toBe(1),
  )
  await advanceTender(second.world, tenderId, 'due')
  await till.rest()
  const { data } = await till.stripe.refunds.list({ payment_intent: paymentIntent })
  expect(data.map(one => one.amount)).toEqual([100])
})
