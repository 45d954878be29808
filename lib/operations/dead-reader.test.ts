import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

/** A reader that dies with an amount on it: the sale goes on without it, and it is nobody else's until it has been seen clear. */

let till: StoryTill
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till?.close())

const moodOf = async (sale: SaleId) => (await till.sale(sale)).payment?.mood ?? 'none'
const leases = async () => (await till.pool.query('select reader_id from reader_lease')).rowCount
const clears = async () =>
  (await till.pool.query("select count(*)::int as n from call where step = 'cancel_action'")).rows[0]?.n

async function waiting(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  await till.untilMood(sale, 'waiting')
  return sale
}

async function turnUntil(isSo: () => Promise<boolean>) {
  for (let i = 0; i < 6 && !(await isSo()); i++) await till.turn(15_000)
  expect(await isSo()).toBe(true)
}

const isBusy = (reader: object): boolean => JSON.stringify(reader).includes('"status":"in_progress"')

const isBack = () => turnUntil(async () => (await leases()) === 0 && !isBusy(await till.reader.now()))

test.each(['reader_offline', 'hardware_fault'])(
  '%s, and the cashier cancels: cash at once, nothing in circles, and the reader is free soon after it is back',
  async kind => {
    const sale = await waiting()
    await till.mood(kind, { times: 0, reader: till.readerId })
    await till.steer(sale, 'cancel')
    await turnUntil(async () => (await moodOf(sale)) === 'none')
    expect(await till.cash(sale)).toMatchObject({ ok: true })
    for (let i = 0; i < 5; i++) await till.turn(40_000)
    // Its amount may still stand there, so nobody else gets it.
    expect(await leases()).toBe(1)
    expect(await clears()).toBeLessThan(15)
    await till.calm()
    await isBack()
    await expectBooksToBalance(till)
  },
)

test('a reader that says it was cleared and goes on showing the payment is not told again and again', async () => {
  const sale = await waiting()
  const { payments } = till.world
  const shown = await payments.lookAtReader(till.readerId)
  const seeing = payments.lookAtReader
  Object.assign(payments, { lookAtReader: async () => shown })
  await till.steer(sale, 'cancel')
  await till.rest()
  for (let i = 0; i < 9; i++) await till.turn(1_000)
  expect(await clears()).toBeGreaterThan(0)
  expect(await clears()).toBeLessThanOrEqual(3)
  Object.assign(payments, { lookAtReader: seeing })
  await turnUntil(async () => (await moodOf(sale)) === 'none')
  await isBack()
  await expectBooksToBalance(till)
})

test('the cart was to be changed: the payment stands as it stood, and can be cancelled', async () => {
  const sale = await waiting()
  await till.mood('reader_offline', { times: 0, reader: till.readerId })
  await till.steer(sale, 'change_sale')
  await turnUntil(async () => (await moodOf(sale)) === 'waiting')
  expect((await till.sale(sale)).payment?.buttons).toContain('cancel')
  await till.steer(sale, 'cancel')
  await turnUntil(async () => (await moodOf(sale)) === 'none')
  expect(await till.cash(sale)).toMatchObject({ ok: true })
  await till.calm()
  await isBack()
  await expectBooksToBalance(till)
})

test('it comes back and a card is tapped on what it still shows: nothing is charged', async () => {
  const sale = await waiting()
  await till.mood('reader_offline', { times: 0, reader: till.readerId })
  await till.steer(sale, 'cancel')
  await turnUntil(async () => (await moodOf(sale)) === 'none')
  await till.calm()
  await till.reader.tap('visa').catch(() => undefined)
  expect(await till.cash(sale)).toMatchObject({ ok: true })
  await isBack()
  expect(await till.intents('succeeded')).toEqual([])
  await expectBooksToBalance(till)
})
