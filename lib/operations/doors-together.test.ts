import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { advanceTender, enginesAtRest } from './advance-tender.ts'
import { reconcile } from './reconcile.ts'
import { refundTender } from './refund-tender.ts'

/** A wish, a knock and the reconciler that meet while a look is under way: what each of them came for is done, without waiting for another round. */
let till: StoryTill
type Slow = {
  readonly applies: () => Promise<boolean>
  readonly begun: () => void
  readonly until: Promise<void>
}
let slowLooks: Slow | undefined

beforeAll(async () => {
  till = await openTill({
    wrap: world => ({
      ...world,
      payments: {
        ...world.payments,
        async lookAtIntent(paymentIntent) {
          const seen = await world.payments.lookAtIntent(paymentIntent)
          if (!slowLooks || !(await slowLooks.applies())) return seen
          slowLooks.begun()
          await slowLooks.until
          return seen
        },
      },
    }),
  })
})
afterEach(async () => {
  slowLooks = undefined
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

/** From now on the answer to a look, where it applies, is on its way until it is let through. */
function holdLooks(applies = async () => true) {
  let letThrough = () => {}
  const begun = new Promise<void>(isBegun => {
    slowLooks = {
      applies,
      begun: isBegun,
      until: new Promise(resolve => {
        letThrough = resolve
      }),
    }
  })
  return {
    begun,
    letThrough() {
      slowLooks = undefined
      letThrough()
    },
  }
}

async function waiting(): Promise<SaleId> {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.rest()
  return saleId
}

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

test('a refund pressed while the card’s details are being fetched is sent, although the reconciler came too', async () => {
  const saleId = await waiting()
  const noReaderIsHeld = async () => (await till.pool.query('select from reader_lease')).rowCount === 0
  const looks = holdLooks(noReaderIsHeld)
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await looks.begun
  const tender = await tenderOf(saleId)
  expect(tender.card).toBeUndefined()
  const { sessionHash } = till
  const refundId = idOf('ref', randomUUID())
  const whole = { refundId, amountMinor: tender.amount.minor, reason: 'requested_by_customer' } as const
  await refundTender(till.world, { sessionHash, saleId, tenderId: tender.id, ...whole })
  till.clock.offset += 1_000
  const round = reconcile(till.world)
  await till.until(async () => expect(await till.world.sales.nextDueAt()).toBeGreaterThan(till.clock.now()))
  looks.letThrough()
  await round
  await enginesAtRest(till.world)
  expect((await tenderOf(saleId)).refunds?.map(one => one.state)).toEqual(['succeeded'])
  await till.turn(3_000)
  expect(await tenderOf(saleId)).toMatchObject({ card: { brand: 'visa' } })
  await till.until(() => expectBooksToBalance(till))
})

test('a look the reconciler came for is made, although a press came first', async () => {
  const saleId = await waiting()
  await till.mood('webhook_dropped', { times: 0 })
  const { id } = await tenderOf(saleId)
  const looks = holdLooks()
  till.clock.offset += 10_000
  const first = reconcile(till.world)
  await looks.begun
  await till.reader.tap('visa')
  // What is on its way was seen before the card came. A press and the reconciler find the engine busy, and come back once it is not.
  const press = advanceTender(till.world, id, 'wish')
  till.clock.offset += 20_000
  const round = reconcile(till.world)
  await till.until(async () => expect(await till.world.sales.nextDueAt()).toBeGreaterThan(till.clock.now()))
  looks.letThrough()
  await Promise.all([first, press, round])
  await enginesAtRest(till.world)
  expect((await till.sale(saleId)).sale.status).toBe('paid')
  await till.turn(3_000)
  await till.until(() => expectBooksToBalance(till))
})
