import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { stopTender } from './stop-tender.ts'

/**
 * From the moment its tender wants to stop or has ended, and its last call is answered, a reachable reader is usable again within fifteen
 * seconds, without anyone touching anything. Measured by the clock of the till, with every webhook lost.
 */
const PROMISE_S = 15

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
beforeEach(async () => {
  await till.pool.query("update shop set capture_mode = 'automatic'")
  await till.pool.query('update register set two_steps = false')
  await till.mood('webhook_dropped', { times: 0 })
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

async function waiting(): Promise<SaleId> {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.rest()
  return saleId
}

const cardOf = async (saleId: SaleId) => {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

/** Free: no lease, nothing on the device, and the tender has ended. */
async function isFree(saleId: SaleId): Promise<boolean> {
  const leases = await till.pool.query('select from reader_lease')
  const reader = await till.reader.now()
  const action = 'action' in reader ? reader.action : undefined
  const { state } = await cardOf(saleId)
  const ended = state === 'paid' || state === 'canceled'
  return ended && leases.rowCount === 0 && action?.status !== 'in_progress'
}

/** Seconds of the till's clock until the reader can be used again; undefined when that is longer than promised. */
async function secondsUntilFree(saleId: SaleId): Promise<number | undefined> {
  await till.rest()
  for (let seconds = 0; seconds <= PROMISE_S; seconds++) {
    if (await isFree(saleId)) return seconds
    await till.turn(1_000)
  }
  return undefined
}

async function isUsable(saleId: SaleId): Promise<void> {
  expect(await secondsUntilFree(saleId)).toBeLessThanOrEqual(PROMISE_S)
  const next = await waiting()
  await till.reader.tap('visa')
  await till.comes(async () => expect((await till.sale(next)).sale.status).toBe('paid'))
  await till.comes(() => expectBooksToBalance(till))
}

const fails = (kind: string, path: string, more: object = {}) =>
  till.mood(kind, { method: 'POST', path, ...more })

const CANCEL_ACTION = '/v1/terminal/readers/*/cancel_action'
const CANCEL = '/v1/payment_intents/*/cancel'

describe('it is paid', () => {
  test('and no webhook says so', async () => {
    const saleId = await waiting()
    await till.reader.tap('visa')
    await isUsable(saleId)
  })

  test('after the cashier had pressed Cancel: money won', async () => {
    const saleId = await waiting()
    await till.mood('hold_authorization')
    await till.reader.tap('visa')
    await till.steer(saleId, 'cancel')
    await till.rest()
    await till.turn(30_000)
    await till.reader.letAuthorise()
    await isUsable(saleId)
    expect((await cardOf(saleId)).state).toBe('paid')
  })

  test('by capturing what was held', async () => {
    await till.pool.query("update shop set capture_mode = 'manual'")
    const saleId = await waiting()
    await till.reader.tap('visa')
    await till.comes(async () => expect((await cardOf(saleId)).state).toBe('held'))
    await till.steer(saleId, 'capture')
    await till.pool.query("update shop set capture_mode = 'automatic'")
    await isUsable(saleId)
  })
})

describe('the cashier cancels', () => {
  test.each([
    ['and all goes well', undefined],
    ['and taking it off the reader fails at Stripe', () => fails('status', CANCEL_ACTION, { status: 500 })],
    ['and the answer of taking it off is lost', () => fails('cut_after', CANCEL_ACTION)],
    ['and taking it off does not reach Stripe', () => fails('cut_before', CANCEL_ACTION)],
    ['and cancelling the intent fails at Stripe', () => fails('status', CANCEL, { status: 500 })],
    ['and cancelling meets Stripe’s limit', () => fails('status', CANCEL, { status: 429 })],
    ['and cancelling meets Stripe’s lock', () => fails('status', CANCEL, { status: 'lock_timeout' })],
    ['and the answer of cancelling is lost', () => fails('cut_after', CANCEL)],
  ] as const)('%s', async (_name, arm) => {
    const saleId = await waiting()
    await arm?.()
    await till.steer(saleId, 'cancel')
    await isUsable(saleId)
    expect((await cardOf(saleId)).state).toBe('canceled')
  })

  test('after a decline', async () => {
    const saleId = await waiting()
    await till.reader.tap('charge_declined')
    await till.comes(async () => expect((await till.sale(saleId)).payment?.mood).toBe('declined'))
    await till.steer(saleId, 'cancel')
    await isUsable(saleId)
  })

  test('while the bank answers, which then declines', async () => {
    const saleId = await waiting()
    await till.mood('hold_authorization')
    await till.reader.tap('charge_declined')
    await till.steer(saleId, 'cancel')
    await till.rest()
    await till.turn(30_000)
    await till.reader.letAuthorise()
    await isUsable(saleId)
    expect((await cardOf(saleId)).state).toBe('canceled')
  })

  test.each(['timeout_not_delivered', 'timeout_delivered'])(
    'after %s: the doubt ends with the payment',
    async kind => {
      await till.mood(kind)
      const saleId = await till.sell()
      await till.charge(saleId)
      await till.rest()
      await till.turn(3_000)
      await till.steer(saleId, 'cancel')
      await isUsable(saleId)
    },
  )

  test('while the reader’s command is under way', async () => {
    await till.mood('slow', { ms: 200, method: 'POST', path: '*/process_payment_intent' })
    const saleId = await till.sell()
    await till.charge(saleId)
    await till.until(async () => expect((await cardOf(saleId)).state).toBe('on_reader'))
    await till.steer(saleId, 'cancel')
    await isUsable(saleId)
  })

  test('what was held', async () => {
    await till.pool.query("update shop set capture_mode = 'manual'")
    const saleId = await waiting()
    await till.reader.tap('visa')
    await till.comes(async () => expect((await cardOf(saleId)).state).toBe('held'))
    await till.steer(saleId, 'cancel')
    await till.pool.query("update shop set capture_mode = 'automatic'")
    await isUsable(saleId)
  })

  test('a card that was read and not confirmed', async () => {
    await till.pool.query('update register set two_steps = true')
    const saleId = await waiting()
    await till.reader.tap('visa')
    await till.comes(async () => expect((await till.sale(saleId)).payment?.mood).toBe('collected'))
    await till.steer(saleId, 'cancel')
    await till.pool.query('update register set two_steps = false')
    await isUsable(saleId)
  })
})

test('nobody confirms a card that was read: after half a minute it is let go', async () => {
  await till.pool.query('update register set two_steps = true')
  const saleId = await waiting()
  await till.reader.tap('visa')
  await till.comes(async () => expect((await till.sale(saleId)).payment?.mood).toBe('collected'))
  await till.turn(28_000)
  await till.pool.query('update register set two_steps = false')
  await isUsable(saleId)
})

test('it is cancelled in the Dashboard while the reader shows it', async () => {
  const saleId = await waiting()
  await till.stripe.paymentIntents.cancel((await cardOf(saleId)).paymentIntent ?? '')
  await till.comes(async () => expect((await cardOf(saleId)).state).toBe('canceled'))
  await isUsable(saleId)
})

test('a manager stops it from another screen', async () => {
  const saleId = await waiting()
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  await stopTender(till.world, { session, tenderId: (await cardOf(saleId)).id })
  await isUsable(saleId)
})

test('nobody stands at the till any more', async () => {
  const saleId = await waiting()
  await till.turn(250_000)
  await till.isThere()
  await isUsable(saleId)
})

test('the server dies right after the wish, and another one takes over', async () => {
  const saleId = await waiting()
  await fails('cut_after', CANCEL_ACTION)
  await till.steer(saleId, 'cancel')
  await till.rest()
  await till.restart()
  await isUsable(saleId)
})

test('Stripe would not even create it: the reader was never held', async () => {
  await fails('status', '/v1/payment_intents', { status: 500, times: 3 })
  const saleId = await till.sell()
  await till.charge(saleId)
  await isUsable(saleId)
})
