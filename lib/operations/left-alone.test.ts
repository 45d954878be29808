import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { paymentsInFlight } from '#lib/queries/payments-in-flight.ts'
import { registerAnswer } from '#lib/queries/register-answer.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

/** What the reconciler does about a payment that nobody waits for any more, and how the counter hears of it. */
let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.isThere()
  await till.pool.query("delete from journal where kind = 'deed'").catch(() => undefined)
})
afterAll(() => till?.close())

const MINUTE = 60_000

const mood = (saleId: SaleId, wanted: string) =>
  till.comes(async () => expect((await till.sale(saleId)).payment?.mood ?? 'none').toBe(wanted))

const paid = (saleId: SaleId) =>
  till.comes(async () => expect((await till.sale(saleId)).sale.status).toBe('paid'))

async function waiting(name = 'Flat white'): Promise<SaleId> {
  const saleId = await till.sell(name)
  await till.charge(saleId)
  await mood(saleId, 'waiting')
  return saleId
}

const here = async () => {
  const answer = await registerAnswer(till.world, till.sessionHash, {
    mode: 'simulator',
    simulatorOrigin: undefined,
  })
  if (!answer) throw new Error('nobody is signed in')
  return answer
}

const tenderOf = async (saleId: SaleId) => {
  const tender = (await till.sale(saleId)).sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}

const decisions = async (saleId: SaleId) =>
  (
    await till.pool.query(
      "select kind, data from journal where sale_id = $1 and kind in ('decision', 'deed') order by id",
      [saleId],
    )
  ).rows

test('while the cashier is there a payment waits as long as it takes; three minutes after the till fell silent it is given up', async () => {
  const saleId = await waiting()
  for (let minute = 0; minute < 10; minute++) {
    await till.isThere()
    await till.turn(MINUTE)
  }
  await mood(saleId, 'waiting')
  await till.turn(2.9 * MINUTE)
  await mood(saleId, 'waiting')

  await till.turn(1.2 * MINUTE)
  await mood(saleId, 'none')
  const { rows } = await till.pool.query('select * from reader_lease')
  expect(rows).toEqual([])
  expect(await till.reader.now()).toMatchObject({ action: null })
  await expectBooksToBalance(till)

  const told = await decisions(saleId)
  expect(told[0]).toMatchObject({ kind: 'decision', data: { left: 'silent' } })
  expect(told).toContainEqual({
    kind: 'deed',
    data: expect.objectContaining({ did: 'let_go', because: 'silent', reader: till.readerId }),
  })
  const [deed] = (await here()).deeds
  const { number } = (await till.sale(saleId)).sale
  expect(deed).toMatchObject({ did: 'let_go', saleNumber: number, reader: expect.stringMatching(/.+/) })
  expect(Number(deed?.sinceMs)).toBeGreaterThan(14 * MINUTE)
  expect((await paymentsInFlight(till.world)).deeds[0]).toEqual(deed)
  // News for a quarter of an hour at the register, for a day in the office.
  till.clock.offset += 20 * MINUTE
  expect((await here()).deeds).toEqual([])
  expect((await paymentsInFlight(till.world)).deeds).toHaveLength(1)
})

test('a card that the bank has in hand is not given up, and money that comes after it was is told as money', async () => {
  const saleId = await waiting()
  await till.mood('hold_authorization')
  await till.reader.tap('visa')
  await mood(saleId, 'checking')
  await till.turn(30 * MINUTE)
  expect((await tenderOf(saleId)).wish).toBe('charge')
  await till.reader.letAuthorise()
  await till.turn(5_000)
  await paid(saleId)

  const other = await waiting('Espresso')
  await till.mood('webhook_dropped', { times: 0 })
  await till.mood('slow', { ms: 300, method: 'POST', path: '/v1/terminal/readers/*/cancel_action' })
  // The tap comes between the decision and the clearing.
  till.clock.offset += 5 * MINUTE
  const round = till.turn(0)
  await till.until(async () => expect((await tenderOf(other)).wish).toBe('stop'))
  await till.reader.tap('visa').catch(() => undefined)
  await round
  for (let turns = 0; turns < 6; turns++) await till.turn(3_000)
  const state = (await tenderOf(other)).state
  const [deed] = (await here()).deeds
  expect(deed?.did).toBe(state === 'paid' ? 'paid_after_all' : 'let_go')
  await expectBooksToBalance(till)
})

test('a declined payment waits for another card as long as somebody is signed in; when its till is closed it is given up', async () => {
  const saleId = await waiting()
  await till.reader.tap('charge_declined')
  await mood(saleId, 'declined')
  await till.turn(60 * MINUTE)
  await mood(saleId, 'declined')
  // The session has run out over night.
  await till.pool.query('update session set expires_at = $1', [till.clock.now() - 1])
  await till.turn(6 * MINUTE)
  await mood(saleId, 'none')
  expect((await tenderOf(saleId)).state).toBe('canceled')
  expect((await decisions(saleId))[0]).toMatchObject({ data: { left: 'closed' } })
})

test('a declined payment of a sale that was set aside is given up at once', async () => {
  const saleId = await waiting()
  await till.reader.tap('charge_declined')
  await mood(saleId, 'declined')
  await till.sell('Espresso')
  await till.turn(16_000)
  await mood(saleId, 'none')
  expect((await decisions(saleId))[0]).toMatchObject({ data: { left: 'parked' } })
})

test('a payment is not put on a reader for a till at which nobody stands any more', async () => {
  await till.mood('cut_before', { method: 'POST', path: '/v1/payment_intents', times: 0 })
  const saleId = await till.sell()
  await till.charge(saleId)
  await mood(saleId, 'unreachable')
  await till.calm()
  till.clock.offset += 30 * MINUTE
  await till.turn(0)
  for (let turns = 0; turns < 4; turns++) await till.turn(3_000)
  await mood(saleId, 'none')
  const steps = await till.pool.query('select step from call where sale_id = $1 order by written_at', [
    saleId,
  ])
  expect(steps.rows.map(row => row.step)).toEqual(['create', 'cancel'])
})

test('opening the register shows a sale that ended a moment ago, and none that ended long ago', async () => {
  const saleId = await waiting()
  expect((await here()).currentSaleId).toBe(saleId)
  await till.reader.tap('visa')
  await paid(saleId)
  expect((await here()).currentSaleId).toBe(saleId)
  till.clock.offset += 121_000
  expect((await here()).currentSaleId).toBeNull()
})
