import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { openShopDatabase, type ShopDatabase } from '#lib/testing/shop-database.ts'

let shop: ShopDatabase
let saleId: string
let tenderId: string

beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

/** An open sale of 10.00 whose card payment waits on a reader. */
beforeEach(async () => {
  saleId = await openSale()
  tenderId = await addTender(saleId, { state: 'on_reader', payment_intent: `pi_${randomUUID()}` })
  await shop.pool.query('update sale set reserved = 1000 where id = $1', [saleId])
})

async function openSale(): Promise<string> {
  const id = idOf('sale', randomUUID())
  await shop.pool.query(
    `insert into sale (id, number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips,
       excess, version, state, opened_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3, 'open', 'usd', 1000, 1000, 0, 0, 0, 0, 1, '{}', 1 from sale`,
    [id, shop.registerId, shop.staffId],
  )
  return id
}

async function addTender(sale: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = idOf('tender', randomUUID())
  const blank = {
    kind: 'card',
    state: 'drafted',
    wish: 'charge',
    amount: 1000,
    currency: 'usd',
    received: 0,
    tip: 0,
  }
  await insert('tender', { id, sale_id: sale, ...blank, created_at: 1, ...more })
  return id
}

const addCall = (more: Record<string, unknown> = {}) => {
  const n = Math.floor(Math.random() * 1e9)
  const subject = { subject_id: tenderId, tender_id: tenderId, sale_id: saleId, step: 'create', n }
  const blank = {
    id: idOf('call', randomUUID()),
    key: `tapline:${randomUUID()}`,
    path: '/v1',
    params: '{}',
    written_at: 1,
  }
  return insert('call', { ...subject, ...blank, ...more })
}

function insert(table: string, row: Record<string, unknown>) {
  const places = Object.keys(row).map((_, i) => `$${i + 1}`)
  return shop.pool.query(`insert into ${table} (${Object.keys(row)}) values (${places})`, Object.values(row))
}

const change = (table: string, id: string, set: string) =>
  shop.pool.query(`update ${table} set ${set} where id = $1`, [id])

/** The name of the rule that the database gives as its reason. */
async function rule(broken: Promise<unknown>): Promise<string | undefined> {
  try {
    await broken
    return 'no rule'
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.constraint : String(error)
  }
}

test('one_live_card_tender_per_sale', async () => {
  for (const state of ['drafted', 'ready', 'on_reader', 'held']) {
    const second = addTender(saleId, { state, payment_intent: `pi_${randomUUID()}` })
    expect(await rule(second)).toBe('one_live_card_tender_per_sale')
  }
  for (const state of ['paid', 'canceled']) await addTender(saleId, { state })
  await addTender(saleId, { kind: 'cash', state: 'paid' })
  await change('tender', tenderId, `state = 'canceled'`)
  await addTender(saleId)
})

test('one_tender_per_intent', async () => {
  const other = await openSale()
  await addTender(other, { payment_intent: 'pi_one' })
  await change('tender', tenderId, `state = 'canceled'`)
  expect(await rule(addTender(saleId, { payment_intent: 'pi_one' }))).toBe('one_tender_per_intent')
})

test('one_tender_one_row, whatever the sale', async () => {
  const again = addTender(await openSale(), { id: tenderId })
  expect(await rule(again)).toBe('one_tender_one_row')
})

test('one_open_call_per_tender', async () => {
  await addCall()
  expect(await rule(addCall({ step: 'process' }))).toBe('one_open_call_per_tender')
  await addCall({ step: 'process', outcome: 'done' })
  await shop.pool.query(`update call set outcome = 'refused' where tender_id = $1 and outcome is null`, [
    tenderId,
  ])
  await addCall({ step: 'process' })
})

test('one_open_call_per_reader', async () => {
  const reader = { reader_id: `tmr_${randomUUID()}` }
  const other = await addTender(await openSale())
  await addCall(reader)
  expect(await rule(addCall({ ...reader, tender_id: other }))).toBe('one_open_call_per_reader')
  expect(await rule(addCall({ ...reader, tender_id: null }))).toBe('one_open_call_per_reader')
})

test('one_key_one_call', async () => {
  await addCall({ key: 'tapline:x', outcome: 'done' })
  expect(await rule(addCall({ key: 'tapline:x' }))).toBe('one_key_one_call')
})

test('one_number_one_call', async () => {
  await addCall({ step: 'process', n: 1, outcome: 'done' })
  expect(await rule(addCall({ step: 'process', n: 1 }))).toBe('one_number_one_call')
  await addCall({ step: 'capture', n: 1 })
})

test('one_holder_per_reader', async () => {
  const lease = { reader_id: `tmr_${randomUUID()}`, since: 1, doubtful: false }
  await insert('reader_lease', { ...lease, holder: 'tender', tender_id: tenderId })
  expect(await rule(insert('reader_lease', { ...lease, holder: 'clearing' }))).toBe('one_holder_per_reader')
})

test('nobody_pays_twice', async () => {
  expect(await rule(change('sale', saleId, 'received = 1'))).toBe('nobody_pays_twice')
  expect(await rule(change('sale', saleId, 'total = 999'))).toBe('nobody_pays_twice')
  await change('sale', saleId, 'received = 400, reserved = 600')
})

test('paid_means_paid', async () => {
  expect(await rule(change('sale', saleId, `status = 'paid'`))).toBe('paid_means_paid')
  const short = `status = 'paid', reserved = 0, received = 999`
  expect(await rule(change('sale', saleId, short))).toBe('paid_means_paid')
  const reserved = `status = 'paid', reserved = 1, received = 999`
  expect(await rule(change('sale', saleId, reserved))).toBe('paid_means_paid')
  await change('sale', saleId, `status = 'paid', reserved = 0, received = 1000`)
})

test('void_means_nothing', async () => {
  expect(await rule(change('sale', saleId, `status = 'voided'`))).toBe('void_means_nothing')
  const received = `status = 'voided', reserved = 0, received = 1`
  expect(await rule(change('sale', saleId, received))).toBe('void_means_nothing')
  await change('sale', saleId, `status = 'voided', reserved = 0`)
})

test('on_reader_has_intent', async () => {
  const other = await openSale()
  for (const state of ['ready', 'on_reader', 'held'])
    expect(await rule(addTender(other, { state }))).toBe('on_reader_has_intent')
  await addTender(other, { state: 'drafted' })
})

test('refunds_within_reason', async () => {
  await change('tender', tenderId, 'received = 500, tip = 50, refund_reserved = 550')
  expect(await rule(change('tender', tenderId, 'refund_reserved = 551'))).toBe('refunds_within_reason')
})

test('an_intent_is_for_life', async () => {
  expect(await rule(change('tender', tenderId, `payment_intent = 'pi_else'`))).toBe('an_intent_is_for_life')
  const without = `payment_intent = null, state = 'drafted'`
  expect(await rule(change('tender', tenderId, without))).toBe('an_intent_is_for_life')
  expect(await rule(change('tender', tenderId, `currency = 'eur'`))).toBe('an_intent_is_for_life')
  await change('tender', tenderId, `payment_intent = payment_intent, currency = 'usd', state = 'paid'`)
  const other = await addTender(await openSale())
  await change('tender', other, `payment_intent = 'pi_first'`)
})

test('one_event_once', async () => {
  const event = { id: 'evt_1', type: 'x', raw: '{}', received_at: 1 }
  await insert('stripe_event', event)
  expect(await rule(insert('stripe_event', event))).toBe('one_event_once')
})

test('one_shop', async () => {
  const shopAgain = `insert into shop select true, 'shop_2', name, country, currency, tax_included, custom_tax_rate_bp, address,
    location_id, reader_id, with_samples, ready from shop`
  expect(await rule(shop.pool.query(shopAgain))).toBe('one_shop')
  expect(await rule(shop.pool.query(shopAgain.replace('true', 'false')))).toBe('the_one_shop_is_true')
})

test('what_is_written_stays: the journal is added to, never changed, cut or emptied', async () => {
  await insert('journal', { sale_id: saleId, kind: 'wish', at: 1, data: '{}' })
  expect(await rule(shop.pool.query('update journal set at = 2'))).toBe('what_is_written_stays')
  expect(await rule(shop.pool.query('delete from journal'))).toBe('what_is_written_stays')
  expect(await rule(shop.pool.query('truncate journal'))).toBe('what_is_written_stays')
  const { rows } = await shop.pool.query('select at::int from journal where sale_id = $1', [saleId])
  expect(rows).toEqual([{ at: 1 }])
})

test('an_answer_is_final', async () => {
  await addCall({ id: 'call_1', outcome: 'done' })
  expect(await rule(change('call', 'call_1', `outcome = 'refused'`))).toBe('an_answer_is_final')
  expect(await rule(change('call', 'call_1', 'outcome = null'))).toBe('an_answer_is_final')
})
