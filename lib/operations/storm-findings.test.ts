import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

/** What the storm found, each with the seed that showed it first. */
let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

test('seed 4: a knock that comes late, for a payment long paid, is looked into once and then leaves the engine at rest', async () => {
  await till.mood('webhook_delayed', { event_type: 'terminal.reader.action_succeeded', delay_ms: 60_000 })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.turn(2_000)
  const planned = async () =>
    (await till.pool.query('select next_look_at from tender where sale_id = $1', [sale])).rows[0]
      ?.next_look_at
  await till.until(async () => expect(await planned()).toBeNull())

  // Stripe's clock alone: the reconciler does not come by, the knock has only its own engine.
  till.clock.offset += 61_000
  await till.control('POST', 'clock', { advance_ms: 61_000 })
  const late = `select from journal where sale_id = $1 and kind = 'knock' and data->>'type' = 'terminal.reader.action_succeeded'`
  await till.until(async () => expect((await till.pool.query(late, [sale])).rowCount).toBe(1))
  await till.rest()
  expect(await planned()).toBeNull()
})

test('seed 5: Check status on a payment that ends before it has an intent leaves nothing due', async () => {
  await till.mood('status', {
    status: 500,
    executed: false,
    method: 'POST',
    path: '/v1/payment_intents',
    times: 3,
  })
  const sale = await till.sell()
  await till.charge(sale)
  for (let tries = 0; tries < 3; tries++) await till.turn(5_000)
  const [tender] = (await till.sale(sale)).sale.tenders
  expect(tender).toMatchObject({ kind: 'card', state: 'canceled' })
  expect(tender).not.toHaveProperty('paymentIntent')

  // What Check status writes; pressed while the payment was alive, it may be written after its end.
  if (!tender) throw new Error('no tender')
  await till.world.sales.plan({ tenderId: tender.id, lookDue: true, nextLookAt: till.clock.now() })
  await till.turn(1_000)
  const { rows } = await till.pool.query('select look_due, next_look_at from tender where id = $1', [
    tender.id,
  ])
  expect(rows).toEqual([{ look_due: false, next_look_at: null }])
})

test.each([
  ['create', '/v1/payment_intents'],
  ['process', '/v1/terminal/readers/*/process_payment_intent'],
])(
  'a %s that Stripe knows as another command under its key: stopped, looked at, and a human is called',
  async (step, path) => {
    await till.mood('cut_after', { method: 'POST', path })
    const sale = await till.sell()
    await till.charge(sale)
    await till.until(async () => {
      const { rows } = await till.pool.query('select step from call where sale_id = $1 and outcome is null', [
        sale,
      ])
      expect(rows).toEqual([{ step }])
    })
    await till.rest()
    // Nothing in the till changes what it has written down; were it to, Stripe would notice.
    await till.pool.query(
      `update call set params = (params::jsonb || '{"metadata": {"tapline_sale": "x"}}')::json
     where sale_id = $1 and outcome is null`,
      [sale],
    )
    for (let turns = 0; turns < 5; turns++) await till.turn(5_000)
    await till.untilMood(sale, 'none')
    const intents = (await till.intents()).filter(one => one.metadata.tapline_sale === sale)
    expect(intents.map(one => one.status)).toEqual(['canceled'])
    const { rows } = await till.pool.query('select kind from surprise where sale_id = $1', [sale])
    expect(rows).toEqual([{ kind: 'key_misused' }])
    expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0)
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  },
)

test('seed 6: a call that is sent again says so in its row, and who has it in hand now', async () => {
  await till.mood('cut_before', { method: 'POST', path: '*/process_payment_intent' })
  const sale = await till.sell()
  await till.charge(sale)
  await till.rest()
  await till.restart()
  await till.turn(12_000)
  await till.untilMood(sale, 'waiting')
  const rows = async () =>
    (
      await till.pool.query(
        'select step, times_sent, sent_by from call where sale_id = $1 order by written_at',
        [sale],
      )
    ).rows
  const [create, process] = await rows()
  expect(create).toMatchObject({ step: 'create', times_sent: 1 })
  expect(process).toMatchObject({ step: 'process', times_sent: 2, sent_by: till.world.serverId })
  await till.reader.tap('visa')
  await till.untilPaid(sale)
})

test('seed 11: a confirmation that reaches the reader after its payment was given up charges nobody, and the sale is paid once', async () => {
  await till.pool.query('update register set two_steps = true')
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'collected')
  await till.mood('timeout_delivered', { delay_ms: 1_500 })
  await till.steer(sale, 'confirm')
  await till.untilMood(sale, 'none')
  await till.pool.query('update register set two_steps = false')
  // Stripe's clock alone: the command arrives before anything else is asked of the reader.
  await till.control('POST', 'clock', { advance_ms: 2_000 })

  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  const { rows } = await till.pool.query('select kind from surprise where sale_id = $1', [sale])
  expect(rows).toEqual([])
})

test('seed 3, two servers: an edit delivered late a second time does not bring back what was taken off since', async () => {
  const saleId = idOf('sale', randomUUID())
  const lineId = idOf('line', randomUUID())
  const { rows } = await till.pool.query(
    "select id from product where stock_mode = 'off' and parent_id is null limit 1",
  )
  const put = { type: 'put', key: 'a', lineId, productId: rows[0].id, quantity: 2 } as const
  const quantities = async () => (await till.sale(saleId)).sale.lines.map(line => line.quantity)
  await till.pool.query('update register set current_sale_id = null')
  expect(await till.edit(saleId, put)).toMatchObject({ ok: true })
  expect(await till.edit(saleId, { ...put, key: 'b', quantity: 5 })).toMatchObject({ ok: true })
  expect(await till.edit(saleId, put)).toMatchObject({ ok: true })
  expect(await quantities()).toEqual([5])
  expect(await till.edit(saleId, { type: 'remove', key: 'c', lineId })).toMatchObject({ ok: true })
  expect(await till.edit(saleId, put)).toMatchObject({ ok: true })
  expect(await quantities()).toEqual([])
  // Undo is a wish of its own.
  expect(await till.edit(saleId, { ...put, key: 'd' })).toMatchObject({ ok: true })
  expect(await quantities()).toEqual([2])
})
