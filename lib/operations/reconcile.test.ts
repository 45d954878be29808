import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Allowance } from '#lib/ports/allowance.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { compareBooks } from './compare-books.ts'
import { beat, makeWatcher, reconcile } from './reconcile.ts'
import { refundTender } from './refund-tender.ts'
import { makeSweeper } from './sweeper.ts'

/** What the till does of its own accord, and what it costs. */
let till: StoryTill
let scarce: number | undefined
/** While it is there, nobody hears of a reader. */
let silence: Promise<void> | undefined
let tellsNoCard = false
beforeAll(async () => {
  // At night the sweep compares the books as well, and asks more.
  vi.stubEnv('TZ', zoneOfNoon(Date.now()))
  till = await openTill({
    wrap: world => {
      const { allowance, payments } = world
      const left: Allowance = { ...allowance, left: () => scarce ?? allowance.left() }
      const lookAtReader: typeof payments.lookAtReader = async readerId => {
        await silence
        return payments.lookAtReader(readerId)
      }
      const lookAtIntent: typeof payments.lookAtIntent = async id => {
        const seen = await payments.lookAtIntent(id)
        if (!seen.ok || !tellsNoCard) return seen
        const { card: _, ...value } = seen.value
        return { ...seen, value }
      }
      return { ...world, allowance: left, payments: { ...payments, lookAtReader, lookAtIntent } }
    },
  })
})
afterEach(async () => {
  scarce = undefined
  silence = undefined
  tellsNoCard = false
  await till.calm()
  await till.rest()
})
afterAll(() => {
  vi.unstubAllEnvs()
  return till?.close()
})

/** Where the clock says twelve now. The signs of these names are the wrong way round by POSIX. */
function zoneOfNoon(now: number): string {
  const east = 12 - new Date(now).getUTCHours()
  return east < 0 ? `Etc/GMT+${-east}` : `Etc/GMT-${east}`
}

const HOUR = 3_600_000

async function waiting(): Promise<SaleId> {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.comes(async () => expect((await till.sale(saleId)).payment?.mood).toBe('waiting'))
  return saleId
}

async function paid(): Promise<SaleId> {
  const saleId = await waiting()
  await till.reader.tap('visa')
  await till.comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
  await till.comes(() => expectBooksToBalance(till))
  return saleId
}

const cardOf = async (saleId: SaleId) => {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** A webhook still on its way would be counted as a question of ours. */
async function everyKnockIsHere() {
  const made = await till.world.wiring.eventsSince(0, 'all')
  if (!made.ok) throw new Error(made.problem.message)
  expect(await till.world.knocks.unseen(made.value.knocks.map(knock => knock.eventId))).toEqual([])
}

const turned = async (ms: number) => {
  till.clock.offset += ms
  await till.control('POST', 'clock', { advance_ms: ms })
}

test('the reconciler takes as much as Stripe’s limit has room for; a press at the counter is never held up by it', async () => {
  const saleId = await waiting()
  await turned(10_000)
  scarce = 2
  const before = till.stripeRequests()
  expect(await reconcile(till.world)).toBe(0)
  expect(till.stripeRequests()).toBe(before)

  // The cashier's presses go through all the same: taken off the reader, sent there again, cancelled.
  await till.steer(saleId, 'change_sale')
  await till.untilMood(saleId, 'ready')
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
  await till.rest()
  scarce = undefined
  await till.comes(() => expectBooksToBalance(till))
})

test('an hour in which nothing happens costs one small question each quarter of a minute, and nothing at Stripe', async () => {
  await paid()
  await till.comes(async () => expect(await till.world.sales.nextDueAt()).toBeUndefined())
  await till.until(everyKnockIsHere)
  const query = till.pool.query.bind(till.pool)
  const asked: string[] = []
  const listening = (...args: Parameters<typeof query>) => {
    asked.push(JSON.stringify(args[0]).slice(0, 40))
    return query(...args)
  }
  Object.assign(till.pool, { query: listening })
  const before = till.stripeRequests()
  const watcher = makeWatcher(till.world)
  try {
    for (let ms = 0; ms < HOUR; ) {
      const rest = await watcher.turn()
      ms += rest
      till.clock.offset += rest
    }
  } finally {
    Object.assign(till.pool, { query })
  }
  expect(till.stripeRequests()).toBe(before)
  expect(asked.length).toBeLessThanOrEqual(HOUR / 15_000 + 1)
  expect(new Set(asked).size).toBe(1)
})

test('a payment whose card Stripe never tells of is not asked about for ever', async () => {
  tellsNoCard = true
  const saleId = await paid()
  for (let minutes = 0; minutes < 60; minutes++) {
    await till.turn(60_000)
    if ((await till.world.sales.nextDueAt()) === undefined) break
  }
  expect(await till.world.sales.nextDueAt()).toBeUndefined()
  expect((await cardOf(saleId)).card).toBeUndefined()
})

test('each server knows how many share Stripe’s limit with it', async () => {
  const shares: number[] = []
  const { allowance } = till.world
  const world = { ...till.world, allowance: { ...allowance, shareAmong: (n: number) => void shares.push(n) } }
  await beat({ ...world, serverId: 'one' })
  await beat({ ...world, serverId: 'two' })
  await turned(20_000)
  await beat({ ...world, serverId: 'two' })
  expect(shares).toEqual([1, 2, 1])
})

test('a sweep whose list Stripe did not give is tried again within a minute, and covers the same time then', async () => {
  const saleId = await waiting()
  await till.steer(saleId, 'cancel')
  await till.comes(async () => expect((await till.sale(saleId)).payment).toBeUndefined())
  await till.comes(() => expectBooksToBalance(till))
  const { id: tender } = await cardOf(saleId)
  const orphan = await till.stripe.paymentIntents.create({
    amount: 999,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    metadata: { tapline_sale: saleId, tapline_tender: tender },
  })
  const sweeper = makeSweeper(till.world)
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/payment_intents', times: 3 })
  const rests: number[] = []
  for (let tries = 0; tries < 3; tries++) rests.push(await sweeper())
  expect(Math.max(...rests)).toBeLessThan(60_000)
  expect(rests[2]).toBeGreaterThan(rests[0] ?? 0)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('requires_payment_method')
  expect(await sweeper()).toBeGreaterThan(60_000)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('canceled')

  // An hour later only what is new is asked for: two questions.
  await turned(HOUR)
  const before = till.stripeRequests()
  await sweeper()
  expect(till.stripeRequests() - before).toBeLessThanOrEqual(3)
})

test('by night: a refund in the Dashboard that no webhook told of is absorbed, and told as what it is', async () => {
  const saleId = await paid()
  await till.mood('webhook_dropped', { times: 0 })
  const { paymentIntent = '' } = await cardOf(saleId)
  await till.stripe.refunds.create({ payment_intent: paymentIntent, amount: 100 })
  expect(await compareBooks(till.world, till.clock.now() - 24 * HOUR)).toEqual({
    differences: 0,
    complete: true,
  })
  expect((await cardOf(saleId)).refundedElsewhere?.minor).toBe(100)
  const kinds = (await surprisesNow(till.world)).open.map(one => one.kind)
  expect(kinds).toEqual(['refunded_elsewhere'])
})

test('a refund that comes back days later, and whose webhook never came, is found by the next sweep', async () => {
  const saleId = await waiting()
  await till.reader.tap('refund_fail')
  await till.comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
  await till.mood('webhook_dropped', { times: 0 })
  const { id: tenderId, amount } = await cardOf(saleId)
  const refundId = idOf('ref', randomUUID())
  const asked = { sessionHash: till.sessionHash, saleId, tenderId, refundId, amountMinor: amount.minor }
  expect(await refundTender(till.world, { ...asked, reason: 'duplicate' })).toMatchObject({ ok: true })
  const refund = async () => (await cardOf(saleId)).refunds?.at(-1)?.state
  await till.comes(async () => expect(await refund()).toBe('succeeded'))
  const sweeper = makeSweeper(till.world)
  await sweeper()

  await turned(5 * 24 * HOUR)
  await till.isThere()
  await sweeper()
  await till.rest()
  expect(await refund()).toBe('failed')
  const open = (await surprisesNow(till.world)).open.filter(one => one.saleId === saleId)
  expect(open.map(one => one.kind)).toEqual(['refund_failed'])
})

test('a refund’s failure is not lost because Stripe gave no list of events at the start; nor by another start', async () => {
  const saleId = await waiting()
  await till.reader.tap('refund_fail')
  await till.comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
  await till.mood('webhook_dropped', { times: 0 })
  // So that the nightly comparison of what is new does not come to it.
  await turned(HOUR)
  const { id: tenderId, amount } = await cardOf(saleId)
  const refundId = idOf('ref', randomUUID())
  const asked = { sessionHash: till.sessionHash, saleId, tenderId, refundId, amountMinor: amount.minor }
  expect(await refundTender(till.world, { ...asked, reason: 'duplicate' })).toMatchObject({ ok: true })
  const refund = async () => (await cardOf(saleId)).refunds?.at(-1)?.state
  await till.until(async () => expect(await refund()).toBe('succeeded'))
  await makeSweeper(till.world)()
  // Nothing is looked at by itself any more.
  await till.comes(async () => expect(await till.world.sales.nextDueAt()).toBeUndefined())

  await turned(5 * 24 * HOUR)
  await till.isThere()
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/events' })
  await makeSweeper(till.world)()
  await till.rest()
  await makeSweeper(till.world)()
  await till.rest()
  expect(await refund()).toBe('failed')
})

test('by night: books that differ from Stripe’s are a surprise with the difference, once', async () => {
  const saleId = await paid()
  // Nothing in the till does this: somebody has changed the books by hand.
  await till.pool.query("update tender set received = received - 75 where sale_id = $1 and kind = 'card'", [
    saleId,
  ])
  const since = till.clock.now() - 24 * HOUR
  // Two servers at once: the other had asked whether it was told before this one told it.
  const { sales } = till.world
  const other = { hasAsked: () => {}, goesOn: () => {} }
  const hasAsked = new Promise<void>(resolve => Object.assign(other, { hasAsked: resolve }))
  const goesOn = new Promise<void>(resolve => Object.assign(other, { goesOn: resolve }))
  const hasSurprise: typeof sales.hasSurprise = async (...asked) => {
    const before = await sales.hasSurprise(...asked)
    other.hasAsked()
    await goesOn
    return before
  }
  const late = compareBooks({ ...till.world, sales: { ...sales, hasSurprise } }, since)
  await hasAsked
  expect((await compareBooks(till.world, since)).differences).toBe(1)
  other.goesOn()
  expect((await late).differences).toBe(0)
  expect((await compareBooks(till.world, since)).differences).toBe(0)
  const open = (await surprisesNow(till.world)).open.filter(one => one.kind === 'books_differ')
  expect(open).toMatchObject([{ saleId, amount: { minor: 75 } }])
  await till.mood('cut_before', { method: 'GET', path: '/v1/payment_intents' })
  expect(await compareBooks(till.world, since)).toEqual({ differences: 0, complete: false })
})

test('one reader that Stripe is silent about holds no other payment up', async () => {
  const other = await waiting()
  await till.steer(other, 'change_sale')
  await till.untilMood(other, 'ready')
  const shown = await waiting()
  const watcher = makeWatcher(till.world)
  let speak = () => {}
  silence = new Promise(resolve => {
    speak = resolve
  })
  await turned(10_000)
  await watcher.turn()
  // The look at the reader is still unanswered when the other payment's time has come.
  await till.mood('webhook_dropped', { times: 0 })
  const { paymentIntent = '' } = await cardOf(other)
  await till.stripe.paymentIntents.cancel(paymentIntent)
  await turned(10_000)
  await watcher.turn()
  await till.until(async () => expect(await cardOf(other)).toMatchObject({ state: 'canceled' }))
  speak()
  await watcher.rest()
  await till.calm()
  await till.steer(shown, 'cancel')
  await till.untilMood(shown, 'none')
})
