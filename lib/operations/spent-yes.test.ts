import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { mortality } from '#lib/testing/crashing-world.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

/**
 * Two steps: a yes belongs to the card that was on the screen when it was said. It is said to Stripe once, in time, or that card is let go.
 * The stories turn clocks and kill the till, so each has one of its own.
 */
const life = mortality()
let till: StoryTill
beforeEach(async () => {
  life.arm(undefined)
  till = await openTill({ wrap: life.wrap })
  await till.pool.query('update register set two_steps = true')
})
afterEach(() => till?.close())

const moodOf = async (sale: SaleId) => (await till.sale(sale)).payment?.mood ?? 'none'

async function collected(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  return sale
}

async function expectLetGo(sale: SaleId) {
  await till.comes(async () => expect(await moodOf(sale)).toBe('none'))
  const tender = (await till.sale(sale)).sale.tenders.at(-1)
  expect(tender).toMatchObject({ kind: 'card', state: 'canceled' })
  expect((await till.intents('succeeded')).filter(one => one.metadata.tapline_sale === sale)).toEqual([])
  await till.comes(async () => expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0))
  await till.until(() => expectBooksToBalance(till))
}

const confirms = async (sale: SaleId): Promise<number> =>
  (await till.pool.query("select from call where sale_id = $1 and step = 'confirm'", [sale])).rowCount ?? 0

test('a yes that a dead server had written down and not sent is not sent half a minute later: the card is let go', async () => {
  const sale = await collected()
  // The press is saved by the second step, and the process dies right after it.
  life.arm({ at: 2, when: 'after' })
  await till.steer(sale, 'confirm').catch(() => undefined)
  const { wish, state } = cardIn(await till.sale(sale))
  expect({ died: life.died(), wish, state, calls: await confirms(sale) }).toMatchObject({
    wish: 'confirm',
    state: 'on_reader',
    calls: 0,
  })
  await till.restart()
  await till.turn(31_000)
  await expectLetGo(sale)
  expect(await confirms(sale)).toBe(0)
})

test('the reader forgot the card and Stripe was silent for a look: the spent card is not shown once more to be decided on', async () => {
  const sale = await collected()
  // Of Stripe's clock alone: the card is too old there, and here it is not.
  await till.control('POST', 'clock', { advance_ms: 31_000 })
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/payment_intents/*', times: 1 })
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  const moods = new Set<string>()
  for (let turns = 0; turns < 8; turns++) {
    await till.rest()
    moods.add(await moodOf(sale))
    await till.turn(1_000)
  }
  expect([...moods]).not.toContain('collected')
  await expectLetGo(sale)
  expect(await confirms(sale)).toBe(1)
})

function cardIn({ sale }: Awaited<ReturnType<StoryTill['sale']>>) {
  const tender = sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return tender
}
