import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Connection } from '#lib/adapters/stripe/connection.ts'
import { stripePayments } from '#lib/adapters/stripe/gateway.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { advanceTender } from './advance-tender.ts'

/**
 * Stripe may take up to 80 seconds for a command to a reader, and after that nobody knows whether it was carried out. Here the till loses
 * patience sooner, and nothing else is different.
 */
const LIMIT_MS = 250
const TOO_SLOW_MS = 600

/** The command that the till loses its patience with, once. */
let hurried = ''

/** The same line, with another limit for that one command. */
const impatient = (connection: Connection): Connection => ({
  ...connection,
  request(sending) {
    if (!hurried || !sending.path.endsWith(hurried)) return connection.request(sending)
    hurried = ''
    return connection.request({ ...sending, timeoutMs: LIMIT_MS })
  },
})

/** Stripe is slower with the next command of this name than the till waits. */
async function slow(command: string, how: object) {
  hurried = command
  await till.mood('slow', { ms: TOO_SLOW_MS, method: 'POST', path: `*/${command}`, ...how })
}

let till: StoryTill
beforeAll(async () => {
  till = await openTill({
    wrap: (world, connection) => ({
      ...world,
      payments: stripePayments({ connection: impatient(connection), clock: world.clock }),
    }),
  })
})
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.pool.query('update register set two_steps = false')
})
afterAll(() => till?.close())

const moodOf = async (sale: SaleId) => (await till.sale(sale)).payment?.mood ?? 'none'

/** How a step of the last payment was asked for: each row is a key of its own. */
async function calls(sale: SaleId, step: string) {
  const { rows } = await till.pool.query(
    'select n, times_sent as sent, outcome from call where sale_id = $1 and step = $2 order by n',
    [sale, step],
  )
  return rows
}

async function expectPaidOnce(sale: SaleId) {
  await till.untilPaid(sale)
  const mine = (await till.intents()).filter(one => one.metadata.tapline_sale === sale)
  expect(mine.map(one => [one.status, one.amount_received])).toEqual([
    ['succeeded', (await till.sale(sale)).sale.total.minor],
  ])
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

const ON_THE_WAY = [
  ['carried out at once, answered too late', { executed: true }],
  ['carried out too late', {}],
] as const

test.each(ON_THE_WAY)(
  'the amount for the reader, %s: in doubt, asked again under its key, paid once',
  async (_, how) => {
    await slow('process_payment_intent', how)
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.untilMood(sale, 'asking')
    expect(await calls(sale, 'process')).toEqual([{ n: 1, sent: 1, outcome: null }])
    // Nothing else may be asked of this payment meanwhile: cash would be the second money.
    expect(await till.cash(sale)).toMatchObject({ refusal: { kind: 'payment_waiting' } })
    await till.comes(async () => expect(await moodOf(sale)).toBe('waiting'))
    await till.reader.tap('visa')
    await expectPaidOnce(sale)
    const [call, ...others] = await calls(sale, 'process')
    expect(call).toMatchObject({ n: 1, outcome: 'done' })
    expect(call.sent).toBeGreaterThan(1)
    expect(others).toEqual([])
  },
)

test('the customer taps while the till still waits to hear whether the reader shows the amount: paid once', async () => {
  await slow('process_payment_intent', { executed: true })
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.until(async () =>
    expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } }),
  )
  await till.reader.tap('visa')
  await till.comes(async () => expect((await till.sale(sale)).sale.status).toBe('paid'))
  await expectPaidOnce(sale)
})

test('a server that has loaded the engine twice, as Next does, waits for a slow answer with one of them', async () => {
  await till.mood('slow', {
    ms: TOO_SLOW_MS,
    method: 'POST',
    path: '*/process_payment_intent',
    executed: true,
  })
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale)
  await till.until(async () => expect(await calls(sale, 'process')).toHaveLength(1))
  vi.resetModules()
  const another = await import('./advance-tender.ts')
  expect(another.advanceTender).not.toBe(advanceTender)
  const [tender] = (await till.sale(sale)).sale.tenders
  if (!tender) throw new Error('nothing was charged')
  await another.advanceTender(till.world, tender.id, 'due')
  expect(await moodOf(sale)).toBe('waiting')
  expect(await calls(sale, 'process')).toEqual([{ n: 1, sent: 1, outcome: 'done' }])
  await till.reader.tap('visa')
  await expectPaidOnce(sale)
})

test.each(ON_THE_WAY)(
  'two steps, the card to be read, %s: in doubt, asked again under its key, read and charged once',
  async (_, how) => {
    await till.pool.query('update register set two_steps = true')
    await slow('collect_payment_method', how)
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.untilMood(sale, 'asking')
    expect(await calls(sale, 'collect')).toEqual([{ n: 1, sent: 1, outcome: null }])
    expect(await till.cash(sale)).toMatchObject({ refusal: { kind: 'payment_waiting' } })
    await till.comes(async () => expect(await moodOf(sale)).toBe('waiting'))
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    await till.steer(sale, 'confirm')
    await expectPaidOnce(sale)
    expect(await calls(sale, 'collect')).toMatchObject([{ n: 1, outcome: 'done' }])
  },
)

test.each(ON_THE_WAY)(
  'two steps, the yes, %s: nobody calls it uncharged, and it is charged once',
  async (_, how) => {
    await till.pool.query('update register set two_steps = true')
    const sale = await till.sell('Flat white', 2)
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilMood(sale, 'collected')
    await till.mood('webhook_dropped', { times: 0 })
    await slow('confirm_payment_intent', how)
    await till.steer(sale, 'confirm')
    await till.untilMood(sale, 'asking')
    await till.comes(async () => expect((await till.sale(sale)).sale.status).toBe('paid'))
    expect(await calls(sale, 'confirm')).toMatchObject([{ n: 1, outcome: 'done' }])
    await expectPaidOnce(sale)
  },
)
