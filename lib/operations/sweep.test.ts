import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { surprisesKey } from '#lib/contracts/keys.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { dealtAnswer, surprisesNow } from '#lib/queries/surprises.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { memoryLog } from '#lib/testing/memory-log.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { dealWithUnknown } from './deal-with-surprise.ts'
import { settleClearings } from './payment/clearing.ts'
import { endStray } from './payment/orphan.ts'
import { sweep } from './sweep.ts'
import { makeSweeper } from './sweeper.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const { log, lines } = memoryLog()
let till: StoryTill
beforeAll(async () => {
  till = await openTill({ log })
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const swept = async () => (await sweep(till.world, till.clock.now() - 60_000)).done

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** An intent with our metadata that no row carries, as a create leaves it whose 500 was made all the same. */
async function orphanOf(sale: SaleId) {
  const { id } = await tenderOf(sale)
  return till.stripe.paymentIntents.create({
    amount: 999,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    metadata: { tapline_sale: sale, tapline_tender: id },
  })
}

test('a create that answered 500 and was made all the same: charged once on another intent, the orphan is cancelled', async () => {
  await till.mood('status', { status: 500, executed: true, method: 'POST', path: '/v1/payment_intents' })
  const sale = await till.sell()
  await till.charge(sale)
  await till.rest()
  await till.turn(3_000)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  expect(await till.intents('requires_payment_method')).toHaveLength(1)
  expect(await swept()).toBe(1)
  expect(await till.intents('requires_payment_method')).toHaveLength(0)
  expect(await swept()).toBe(0)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
})

test('an intent that a running payment carries is left alone, and so are other people’s', async () => {
  const foreign = await till.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  expect(await swept()).toBe(0)
  expect((await till.stripe.paymentIntents.retrieve(foreign.id)).status).toBe('requires_payment_method')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
})

test('an orphan whose cancelling failed at Stripe is cancelled the next time, and not told the same failure again; the diary tells both', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const orphan = await orphanOf(sale)
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents/*/cancel' })
  expect(await swept()).toBe(0)
  expect(await swept()).toBe(1)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('canceled')
  const { rows } = await till.pool.query(
    "select data from journal where sale_id = $1 and (data ? 'orphan' or data ? 'uncanceled') order by id",
    [sale],
  )
  const asked = { requestId: expect.stringMatching(/^req_/), ms: expect.any(Number) }
  expect(rows.map(row => row.data)).toEqual([
    { uncanceled: orphan.id, code: 'http_500', ...asked },
    { orphan: orphan.id, ...asked },
  ])
})

test('the line about a cancelled orphan is in the diary, also when somebody else wrote the sale meanwhile', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await till.rest()
  const orphan = await orphanOf(sale)
  const { payments } = till.world
  const world = {
    ...till.world,
    payments: {
      ...payments,
      send: async (...asked: Parameters<typeof payments.send>) => {
        const ending = await payments.send(...asked)
        await till.pool.query('update sale set version = version + 1 where id = $1', [sale])
        return ending
      },
    },
  }
  await endStray(world, { paymentIntent: orphan.id, tenderId: (await tenderOf(sale)).id })
  const told = "select from journal where sale_id = $1 and kind = 'decision' and data ->> 'orphan' = $2"
  expect((await till.pool.query(told, [sale, orphan.id])).rowCount).toBe(1)
})

test('an orphan that took money is somebody’s to give back, and is said once', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const orphan = await orphanOf(sale)
  await till.until(async () => expect(await till.reader.now()).toMatchObject({ action: null }))
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: orphan.id })
  await till.mood('webhook_dropped', { times: 0 })
  await till.reader.tap('visa')
  expect(await swept()).toBe(1)
  expect(await swept()).toBe(0)
  const { rows } = await till.pool.query("select amount from surprise where kind = 'orphan_paid'")
  expect(rows.map(row => Number(row.amount))).toEqual([999])
  const { entries = [] } = (await timelineOf(till.world, sale)) ?? {}
  const told = entries.map(entry => entry.kind).filter(kind => kind === 'surprise' || kind === 'dealt')
  expect(told, 'nobody has dealt with it yet').toEqual(['surprise'])
})

test('Stripe knocks about an intent of ours that no payment carries: dealt with at once, not at the next sweep', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const taps = async (card: 'visa' | 'charge_declined') => {
    const orphan = await orphanOf(sale)
    await till.until(async () =>
      expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } }),
    )
    await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: orphan.id })
    await till.reader.tap(card)
    return orphan.id
  }
  const declined = await taps('charge_declined')
  await till.until(async () =>
    expect((await till.stripe.paymentIntents.retrieve(declined)).status).toBe('canceled'),
  )
  await taps('visa')
  const told = "select kind from surprise where kind = 'orphan_paid' and sale_id = $1"
  await till.until(async () => expect((await till.pool.query(told, [sale])).rowCount).toBe(1))
  const diary = "select from journal where sale_id = $1 and data ? 'orphan' and kind = 'decision'"
  await till.until(async () => expect((await till.pool.query(diary, [sale])).rowCount).toBe(1))
})

/** An intent of a shop whose tender no row here knows: as after a restore from an older backup, or another till's on the same account. */
async function unknownIntent(shopId: string, more: object = {}) {
  return till.stripe.paymentIntents.create({
    amount: 1_200,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    metadata: {
      tapline_sale: idOf('sale', randomUUID()),
      tapline_tender: idOf('tender', randomUUID()),
      tapline_shop: shopId,
    },
    ...more,
  })
}

async function paidWithoutUs(payment_intent: string) {
  await till.until(async () =>
    expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } }),
  )
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent })
  await till.reader.tap('visa')
}

test('money at Stripe that this till does not know, taken or held, is shown until somebody has seen to it; what waits for a card is cancelled', async () => {
  const ours = (await till.world.shops.shop())?.id ?? ''
  const another = idOf('shop', randomUUID())
  const waits = await unknownIntent(ours)
  const held = await unknownIntent(ours, { capture_method: 'manual' })
  const paid = await unknownIntent(ours)
  const givenBack = await unknownIntent(ours)
  const theirs = await unknownIntent(another)
  const theirsPaid = await unknownIntent(another)
  for (const { id } of [held, paid, givenBack, theirsPaid]) await paidWithoutUs(id)
  await till.stripe.refunds.create({ payment_intent: givenBack.id })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: waits.id })
  const statusOf = async ({ id }: { id: string }) => (await till.stripe.paymentIntents.retrieve(id)).status
  const unknown = async () => (await surprisesNow(till.world)).unknown

  // A young one may be under way on a till that a copy of our database stands behind.
  expect(await swept()).toBe(2)
  expect([await statusOf(waits), await statusOf(held)]).toEqual([
    'requires_payment_method',
    'requires_capture',
  ])

  till.clock.offset += 20 * 60_000
  expect(await swept()).toBe(2)
  expect(await swept()).toBe(0)
  // The goods are gone: a bank's promise is never given away by a till that does not know the sale.
  expect([await statusOf(waits), await statusOf(held)]).toEqual(['canceled', 'requires_capture'])
  expect(await till.reader.now()).toMatchObject({ action: null })
  expect(await statusOf(theirs)).toBe('requires_payment_method')
  const found = { amount: { minor: 1_200, currency: 'usd' }, live: false, at: paid.created * 1_000 }
  const both = await unknown()
  expect(both).toHaveLength(2)
  expect(both).toEqual(
    expect.arrayContaining([
      { ...found, paymentIntent: held.id, held: true, at: held.created * 1_000 },
      { ...found, paymentIntent: paid.id },
    ]),
  )
  await till.stripe.paymentIntents.capture(held.id)
  expect(await swept()).toBe(1)
  expect((await unknown()).map(one => one.held)).toEqual([undefined, undefined])

  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  const note = { session, paymentIntent: paid.id, how: 'Rang it up again, paid by card' }
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ ok: true })
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ refusal: { kind: 'dealt_with' } })
  expect(await unknown()).toMatchObject([{ paymentIntent: held.id }])
  expect((await dealtAnswer(till.world, tableQueryFrom({}))).rows).toMatchObject([
    { kind: 'no_sale', paymentIntent: paid.id, dealt: { by: 'Mina Okafor', how: note.how } },
  ])
  expect(await swept()).toBe(0)
})

test('however much money nobody knows of a sweep finds, screens are told of it once', async () => {
  const shop = await till.world.shops.shop()
  const found = []
  for (let n = 0; n < 3; n++) found.push(await unknownIntent(shop?.id ?? ''))
  for (const { id } of found) await paidWithoutUs(id)
  const told = async () =>
    (await till.pool.query('select from signal where key = $1', [surprisesKey])).rowCount ?? 0
  const before = await told()
  expect(await swept()).toBe(3)
  expect((await told()) - before).toBe(1)
  expect(await swept()).toBe(0)
  expect((await told()) - before).toBe(1)
})

test('a cancelling of what nobody knows that Stripe did not answer leaves the sweep incomplete', async () => {
  const shop = await till.world.shops.shop()
  const { id } = await unknownIntent(shop?.id ?? '')
  till.clock.offset += 20 * 60_000
  const since = till.clock.now() - 60_000
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents/*/cancel' })
  expect(await sweep(till.world, since)).toMatchObject({ done: 0, complete: false })
  expect(await sweep(till.world, since)).toMatchObject({ done: 1, complete: true })
  expect((await till.stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
})

test('a till that starts from an older backup looks back to where that had been swept', async () => {
  await makeSweeper(till.world)()
  const shop = await till.world.shops.shop()
  const { id } = await unknownIntent(shop?.id ?? '')
  await till.turn(5 * 24 * 3_600_000)
  await till.isThere()
  await makeSweeper(till.world)()
  expect((await till.stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
})

/** Nothing of ours runs in those days. */
async function isOffFor(days: number) {
  till.clock.offset += days * DAY_MS
  await till.control('POST', 'clock', { advance_ms: days * DAY_MS })
  await till.isThere()
}

test('a backup from before the first whole sweep is looked back from to the last thing that happened in it', async () => {
  await till.sell()
  const shop = await till.world.shops.shop()
  const { id } = await unknownIntent(shop?.id ?? '')
  await till.pool.query('delete from sweep_mark')
  await isOffFor(5)
  const round = makeSweeper(till.world)
  await till.sell()
  await round()
  expect((await till.stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
})

test('the same where Stripe did not answer at the first start, and sales were made until the second', async () => {
  await till.sell()
  const shop = await till.world.shops.shop()
  const { id } = await unknownIntent(shop?.id ?? '')
  await till.pool.query('delete from sweep_mark')
  await isOffFor(5)
  await till.mood('status', { status: 500, times: 0 })
  await makeSweeper(till.world)()
  await till.calm()
  await till.sell()
  till.clock.offset += 1_000
  await makeSweeper(till.world)()
  expect((await till.stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
})

test('a reader left waiting for a payment that has ended is cleared; one that somebody else uses is not', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  // The lease is lost by hand: nothing in the till does this.
  await till.pool.query('delete from reader_lease')
  await till.pool.query("update tender set next_look_at = null where state = 'on_reader'")
  await till.pool.query(
    "update sale set state = jsonb_set(state, '{tenders,0,state}', '\"canceled\"') where id = $1",
    [sale],
  )
  expect(await swept()).toBeGreaterThan(0)
  expect(await till.reader.now()).toMatchObject({ action: null })
  expect((await till.pool.query('select * from reader_lease')).rows).toEqual([])

  const foreign = await till.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: foreign.id })
  await swept()
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  await till.stripe.terminal.readers.cancelAction(till.readerId)
})

test('a reader left with a payment nobody knows is cleared at a later sweep where it could not be at first, however old the payment', async () => {
  const shop = await till.world.shops.shop()
  const { id } = await unknownIntent(shop?.id ?? '')
  const isFree = async () =>
    expect(await till.reader.now()).not.toMatchObject({ action: { status: 'in_progress' } })
  await till.until(isFree)
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: id })
  till.clock.offset += 20 * 60_000
  const since = till.clock.now() - 2 * HOUR_MS
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/terminal/readers/*/cancel_action' })
  expect(await sweep(till.world, since)).toMatchObject({ done: 1 })
  expect((await till.stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })

  // By then the list of what is new no longer has it.
  const aDayOn = till.clock.now() + DAY_MS
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/payment_intents/*' })
  expect(await sweep(till.world, aDayOn)).toEqual({ done: 0, complete: false })
  expect(await sweep(till.world, aDayOn)).toEqual({ done: 1, complete: true })
  await isFree()
})

test('a reader that shows a cancelled payment of another shop is that shop’s to clear', async () => {
  const { id } = await unknownIntent(idOf('shop', randomUUID()))
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: id })
  await till.stripe.paymentIntents.cancel(id)
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  expect(await sweep(till.world, till.clock.now() - 2 * HOUR_MS)).toEqual({ done: 0, complete: true })
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  await till.stripe.terminal.readers.cancelAction(till.readerId)
})

test('a clearing that a dead server left behind is settled under its own key', async () => {
  const since = till.clock.now()
  const { sales } = till.world
  expect(await sales.takeForClearing(till.readerId, since)).toBe(true)
  expect(await sales.takeForClearing(till.readerId, since)).toBe(false)
  expect(await sales.clearingCompared(till.readerId, since - 1)).toBe(false)
  expect(await sales.clearingCompared(till.readerId, since)).toBe(true)
  const sale = await till.sell()
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'reader_busy' } })
  await sales.endClearing(till.readerId, since - 1)
  await settleClearings(till.world)
  expect(await sales.clearings()).toHaveLength(1)
  till.clock.offset += 101_000
  await settleClearings(till.world)
  expect(await sales.clearings()).toEqual([])
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
})

test('an orphan that is days old and whose cancelling failed is cancelled at the next round', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  const orphan = await orphanOf(sale)
  await till.pool.query('delete from sweep_mark')
  await till.world.books.sweptTo(orphan.created * 1_000)
  till.clock.offset += 3 * DAY_MS
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents/*/cancel' })
  const sweeper = makeSweeper(till.world)
  expect(await sweeper()).toBeLessThan(60_000)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('requires_payment_method')
  expect(await sweeper()).toBeGreaterThan(60_000)
  expect((await till.stripe.paymentIntents.retrieve(orphan.id)).status).toBe('canceled')
})

test('the cancelling of an intent that no row knows stands in the log with Stripe’s request, done or not', async () => {
  const { id } = await unknownIntent((await till.world.shops.shop())?.id ?? '')
  till.clock.offset += 20 * 60_000
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents/*/cancel' })
  expect((await sweep(till.world, 0)).complete).toBe(false)
  expect(await sweep(till.world, 0)).toMatchObject({ complete: true })
  const told = lines.map(line => JSON.parse(line)).filter(line => line.intent === id)
  const asked = { requestId: expect.stringMatching(/^req_/), ms: expect.any(Number) }
  expect(told).toMatchObject([
    { ...asked, code: 'http_500', msg: 'an intent that no row knows could not be cancelled yet' },
    { ...asked, outcome: 'done', msg: 'an intent that no row knows was cancelled' },
  ])
})
