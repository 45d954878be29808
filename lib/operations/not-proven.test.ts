import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

/** What a refusal, and a reader that is done, do not prove. */

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const moodOf = async (sale: SaleId) => (await till.sale(sale)).payment?.mood ?? 'none'

async function charged(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  return sale
}

async function paidByCard(sale: SaleId) {
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

test('connection_error, and Stripe does not say what became of it: nobody calls it safe while that is not known', async () => {
  await till.mood('connection_error', { authorized: false })
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  await till.mood('webhook_dropped', { times: 0 })
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/payment_intents/*', times: 0 })
  await till.reader.tap('visa').catch(() => undefined)
  await till.turn(20_000)
  const { rows } = await till.pool.query(
    "select from journal where sale_id = $1 and data->>'outcome' = 'unanswered'",
    [sale],
  )
  // One lost look is no news where the reader still asks for the card; here it is done with it.
  expect(rows).toHaveLength(1)
  expect(await moodOf(sale)).toBe('asking')
  await till.calm()
  for (let i = 0; i < 5 && (await moodOf(sale)) === 'asking'; i++) await till.turn(3_000)
  await till.untilMood(sale, 'doubtful')
  await paidByCard(sale)
})

test.each([401, 403])(
  'the command to the reader is lost, and its second sending refused with %i: the first may come late, so the reader stays with its payment',
  async status => {
    await till.mood('cut_before', { method: 'POST', path: '*/process_payment_intent' })
    const sale = await charged()
    await till.rest()
    await till.mood('status', { status, method: 'POST', path: '*/process_payment_intent' })
    for (let i = 0; i < 5 && (await moodOf(sale)) !== 'doubtful'; i++) await till.turn(3_000)
    await till.untilMood(sale, 'doubtful')
    const { rows } = await till.pool.query('select doubtful from reader_lease')
    expect(rows).toEqual([{ doubtful: true }])
    const other = await till.sell('Espresso')
    expect(await till.charge(other)).toMatchObject({ ok: false, refusal: { kind: 'reader_busy' } })
    await paidByCard(sale)
  },
)
