import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { refundTender } from './refund-tender.ts'

/**
 * The line is down for a day and more, in the middle of every step, and Stripe has forgotten the key when it is back. Carried out or not,
 * nothing is sent blindly again: what is true is read, and nobody is charged or paid back twice.
 */
let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
beforeEach(async () => {
  await till.pool.query("update shop set capture_mode = 'automatic'")
  await till.pool.query('update register set two_steps = false')
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const LATER_MS = 25 * 3_600_000

/** The line is cut at one step for a day; then it is back and a cashier stands at the till again. */
async function aDayLater(saleId: SaleId, step: Step): Promise<void> {
  await till.until(async () => expect(await openCalls(saleId)).toEqual([step]))
  await till.rest()
  till.clock.offset += LATER_MS
  await till.isThere()
  await till.control('POST', 'clock', { advance_ms: LATER_MS })
  await till.calm()
  for (let turns = 0; turns < 4; turns++) await till.turn(2_000)
}

const comes = (told: () => Promise<void>) => till.comes(told)

const mood = (saleId: SaleId, wanted: string) =>
  comes(async () => expect((await till.sale(saleId)).payment?.mood ?? 'none').toBe(wanted))

async function tapped(saleId: SaleId): Promise<void> {
  await till.reader.tap('visa')
  await comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
}

const openCalls = async (saleId: SaleId) =>
  (await till.pool.query('select step from call where sale_id = $1 and outcome is null', [saleId])).rows.map(
    row => row.step,
  )

/** How often each step was written and sent: more than once for one number would be a blind repetition. */
const sent = async (saleId: SaleId, step: Step) =>
  (
    await till.pool.query(
      'select n, code, times_sent as times from call where sale_id = $1 and step = $2 order by n',
      [saleId, step],
    )
  ).rows

async function tenderOf(saleId: SaleId) {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

const oursAtStripe = async (saleId: SaleId) =>
  (await till.intents()).filter(one => one.metadata.tapline_sale === saleId).map(one => one.status)

/** Nobody tries again before the clock turns, so once is enough. */
const lost = (kind: 'cut_before' | 'cut_after', path: string) => till.mood(kind, { method: 'POST', path })

async function waiting(): Promise<SaleId> {
  const saleId = await till.sell()
  await till.charge(saleId)
  await mood(saleId, 'waiting')
  return saleId
}

async function paid(): Promise<SaleId> {
  const saleId = await waiting()
  await tapped(saleId)
  await till.turn(2_000)
  return saleId
}

const balanced = () => comes(() => expectBooksToBalance(till))

describe.each([
  ['never reached Stripe', 'cut_before'],
  ['was carried out and only its answer lost', 'cut_after'],
] as const)('a call that %s', (_name, kind) => {
  test('create: the intent that is there is taken, or another is made; there is never a second', async () => {
    const saleId = await till.sell()
    await lost(kind, '/v1/payment_intents')
    await till.charge(saleId)
    await aDayLater(saleId, 'create')
    await mood(saleId, 'waiting')
    expect(await oursAtStripe(saleId)).toEqual(['requires_payment_method'])
    expect(await sent(saleId, 'create')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await tapped(saleId)
    await balanced()
  })

  test('update: read, and written again only where it is missing', async () => {
    const saleId = await waiting()
    await till.steer(saleId, 'change_sale')
    await mood(saleId, 'ready')
    await till.edit(saleId, till.put('Almond croissant'))
    await lost(kind, '/v1/payment_intents/pi')
    await till.charge(saleId)
    await aDayLater(saleId, 'update')
    await mood(saleId, 'waiting')
    expect(await sent(saleId, 'update')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await tapped(saleId)
    await balanced()
  })

  test.each([
    ['process', false],
    ['collect', true],
  ] as const)('%s: the payment is ended, the reader let go of, and a new one succeeds', async (step, two) => {
    await till.pool.query('update register set two_steps = $1', [two])
    const saleId = await till.sell()
    await lost(kind, '/v1/terminal/readers/*')
    await till.charge(saleId)
    await aDayLater(saleId, step)
    await mood(saleId, 'none')
    expect(await oursAtStripe(saleId)).toEqual(['canceled'])
    expect(await sent(saleId, step)).toMatchObject([{ n: 1, code: 'key_expired' }])
    expect((await till.sale(saleId)).sale.reserved.minor).toBe(0)
    await balanced()
    await till.pool.query('update register set two_steps = false')
    await till.charge(saleId)
    await mood(saleId, 'waiting')
    await tapped(saleId)
    await balanced()
  })

  test('confirm: the card was read a day ago; the payment ends, paid or not, as Stripe has it', async () => {
    await till.pool.query('update register set two_steps = true')
    const saleId = await waiting()
    await till.reader.tap('visa')
    await mood(saleId, 'collected')
    await lost(kind, '/v1/terminal/readers/*/confirm_payment_intent')
    if (kind === 'cut_after') await till.mood('webhook_dropped', { times: 0 })
    await till.steer(saleId, 'confirm')
    await aDayLater(saleId, 'confirm')
    await comes(async () =>
      expect(await oursAtStripe(saleId)).toEqual([kind === 'cut_after' ? 'succeeded' : 'canceled']),
    )
    await comes(async () =>
      expect((await tenderOf(saleId)).state).toBe(kind === 'cut_after' ? 'paid' : 'canceled'),
    )
    expect(await sent(saleId, 'confirm')).toHaveLength(1)
    await balanced()
  })

  test('cancel of an intent: read, then again where it is not canceled', async () => {
    const saleId = await waiting()
    if (kind === 'cut_after') await till.mood('webhook_dropped', { times: 0 })
    await lost(kind, '/v1/payment_intents/*/cancel')
    await till.steer(saleId, 'cancel')
    await aDayLater(saleId, 'cancel')
    await mood(saleId, 'none')
    expect(await oursAtStripe(saleId)).toEqual(['canceled'])
    expect(await sent(saleId, 'cancel')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await balanced()
  })

  test('cancel_action: dropped; the reader is read, and cleared only where it still shows the payment', async () => {
    const saleId = await waiting()
    await lost(kind, '/v1/terminal/readers/*/cancel_action')
    await till.steer(saleId, 'cancel')
    await aDayLater(saleId, 'cancel_action')
    await mood(saleId, 'none')
    expect(await sent(saleId, 'cancel_action')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await balanced()
  })

  test('capture: read; taken again only where it is still held', async () => {
    await till.pool.query("update shop set capture_mode = 'manual'")
    const saleId = await waiting()
    await till.reader.tap('visa')
    await mood(saleId, 'held')
    if (kind === 'cut_after') await till.mood('webhook_dropped', { times: 0 })
    await lost(kind, '/v1/payment_intents/*/capture')
    await till.steer(saleId, 'capture')
    await aDayLater(saleId, 'capture')
    await comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))
    expect(await sent(saleId, 'capture')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await balanced()
  })

  test('refund: the list is read, ours is taken, and only where it is missing it is made', async () => {
    const saleId = await paid()
    if (kind === 'cut_after') await till.mood('webhook_dropped', { times: 0 })
    await lost(kind, '/v1/refunds')
    const { id: tenderId, paymentIntent, amount } = await tenderOf(saleId)
    await refundTender(till.world, {
      sessionHash: till.sessionHash,
      saleId,
      tenderId,
      refundId: idOf('ref', randomUUID()),
      amountMinor: amount.minor,
      reason: 'requested_by_customer',
    })
    await aDayLater(saleId, 'refund')
    await comes(async () => expect((await tenderOf(saleId)).refunds?.[0]?.state).toBe('succeeded'))
    const { data } = await till.stripe.refunds.list({ payment_intent: paymentIntent ?? '' })
    expect(data.map(one => one.amount)).toEqual([amount.minor])
    expect(await sent(saleId, 'refund')).toHaveLength(kind === 'cut_before' ? 2 : 1)
    await comes(async () => expect(await openCalls(saleId)).toEqual([]))
  })
})

test('two intents of one lost create: one is taken, the other cancelled, none is left alive', async () => {
  const saleId = await till.sell()
  await lost('cut_after', '/v1/payment_intents')
  await till.charge(saleId)
  await till.until(async () => expect(await openCalls(saleId)).toEqual(['create']))
  const { id } = await tenderOf(saleId)
  await till.stripe.paymentIntents.create({
    amount: 450,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    metadata: { tapline_sale: saleId, tapline_tender: id },
  })
  await aDayLater(saleId, 'create')
  await mood(saleId, 'waiting')
  expect((await oursAtStripe(saleId)).sort()).toEqual(['canceled', 'requires_payment_method'])
  await tapped(saleId)
})

test('while Stripe cannot be asked, an old call stays as it is and nothing is decided', async () => {
  const saleId = await till.sell()
  await lost('cut_after', '/v1/payment_intents')
  await till.charge(saleId)
  await till.until(async () => expect(await openCalls(saleId)).toEqual(['create']))
  await till.rest()
  await till.mood('cut_before', { path: '/v1/*', times: 0 })
  till.clock.offset += LATER_MS
  await till.isThere()
  await till.turn(2_000)
  expect(await openCalls(saleId)).toEqual(['create'])
  await till.calm()
  for (let turns = 0; turns < 3; turns++) await till.turn(60_000)
  await mood(saleId, 'waiting')
  expect(await oursAtStripe(saleId)).toEqual(['requires_payment_method'])
  await till.steer(saleId, 'cancel')
  await mood(saleId, 'none')
})
