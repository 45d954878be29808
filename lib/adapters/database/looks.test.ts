import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide } from '#lib/domain/decide-sale.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { absorb } from '#lib/domain/sale-facts.ts'
import type { Knock, LookPlan } from '#lib/ports/sale-store.ts'
import { openShopDatabase, READER, type ShopDatabase } from '#lib/testing/shop-database.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

const usd = (minor: number) => money(minor, 'usd')
const knocked = (at: number): Knock => ({
  eventId: `evt_${randomUUID()}`,
  type: 'x',
  raw: '{}',
  receivedAt: at,
})

/** A sale whose tender is ready, with an intent of its own, saved at version 1. */
async function aPayment(plan: Partial<LookPlan> = {}, readerId?: string) {
  const edits = [
    {
      type: 'put_custom',
      lineId: idOf('line', randomUUID()),
      name: 'Mug',
      unitPriceMinor: 1000,
      quantity: 1,
    } as const,
  ]
  const put = decide(shop.draft(), { type: 'edit', edits, goods: () => undefined, at: 1 })
  const tenderId = idOf('tender', randomUUID())
  const shown = usd(1083)
  const press = { type: 'charge', tenderId, press: 'p', readerId: READER, shown, at: 1 } as const
  const charged = put.ok ? decide(put.value, press) : put
  if (!charged.ok) throw new Error(charged.refusal.kind)
  const paymentIntent = `pi_${randomUUID()}`
  const intent = {
    paymentIntent,
    status: 'requires_payment_method',
    amount: shown,
    received: usd(0),
    tip: usd(0),
  } as const
  const { sale } = absorb(charged.value, { type: 'intent_created', tenderId, intent, at: 1 })
  const lease = readerId && {
    readerId,
    holder: { kind: 'tender', tenderId } as const,
    since: 1,
    doubtful: false,
  }
  const saved = await shop.store.save({
    sale,
    expected: 'new',
    looks: [{ tenderId, ...plan }],
    ...(lease ? { takeLease: lease } : {}),
  })
  if (!saved.ok) throw new Error(saved.because)
  return { sale, tenderId, paymentIntent }
}

const lookOf = async (sale: Sale) => (await shop.store.load(sale.id))?.looks[0]

test('a knock is kept once and marks its tender once, however often it comes and however close together', async () => {
  const { sale, tenderId, paymentIntent } = await aPayment()
  const knock = knocked(500)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => shop.store.receive(knock, { paymentIntent })),
  )
  expect(answers.flat()).toEqual([tenderId])
  expect(await shop.store.receive(knock, { paymentIntent })).toEqual([])
  expect(await lookOf(sale)).toEqual({ tenderId, lookDue: true, nextLookAt: 500, looks: 0, knocks: 1 })
  const { rows } = await shop.pool.query(
    'select type, raw, applied_at::int from stripe_event where id = $1',
    [knock.eventId],
  )
  expect(rows).toEqual([{ type: 'x', raw: '{}', applied_at: 500 }])
  expect((await shop.store.load(sale.id))?.version).toBe(1)
})

test('a reader’s knock finds the tender that holds the reader; a stranger’s touches nothing and is kept', async () => {
  const readerId = `tmr_${randomUUID()}`
  const { tenderId } = await aPayment({}, readerId)
  expect(await shop.store.receive(knocked(5), { readerId })).toEqual([tenderId])
  const stranger = knocked(6)
  expect(await shop.store.receive(stranger, { paymentIntent: 'pi_x', readerId: 'tmr_x' })).toEqual([])
  expect(await shop.store.receive(knocked(6), {})).toEqual([])
  const { rows } = await shop.pool.query('select applied_at from stripe_event where id = $1', [
    stranger.eventId,
  ])
  expect(rows).toEqual([{ applied_at: null }])
})

test('what may be anybody’s is kept only where a tender carries its intent', async () => {
  const { tenderId, paymentIntent } = await aPayment()
  const [ours, foreign] = [knocked(8), knocked(8)]
  expect(await shop.store.receive(ours, { paymentIntent, isAnybodys: true })).toEqual([tenderId])
  expect(await shop.store.receive(foreign, { paymentIntent: 'pi_foreign', isAnybodys: true })).toEqual([])
  const { rows } = await shop.pool.query('select id from stripe_event where id = any($1)', [
    [ours.eventId, foreign.eventId],
  ])
  expect(rows).toEqual([{ id: ours.eventId }])
})

test('the same event cannot be both received and saved', async () => {
  const { sale, paymentIntent } = await aPayment()
  const knock = knocked(7)
  await shop.store.receive(knock, { paymentIntent })
  expect(await shop.store.save({ sale, expected: 1, knock })).toEqual({
    ok: false,
    because: 'one_event_once',
  })
})

test('a look that began before a knock does not settle it, one that began after does', async () => {
  const { sale, tenderId, paymentIntent } = await aPayment({ lookDue: true, nextLookAt: 100 })
  const before = await lookOf(sale)
  await shop.store.receive(knocked(150), { paymentIntent })
  await shop.store.plan({
    tenderId,
    lookDue: false,
    nextLookAt: 9000,
    looks: 3,
    knocks: before?.knocks ?? -1,
  })
  expect(await lookOf(sale)).toEqual({ tenderId, lookDue: true, nextLookAt: 150, looks: 3, knocks: 1 })
  const plan = { tenderId, lookDue: false, nextLookAt: 9000, looks: 4 }
  await shop.store.save({ sale, expected: 1, looks: [{ ...plan, knocks: before?.knocks ?? -1 }] })
  expect(await lookOf(sale)).toEqual({ tenderId, lookDue: true, nextLookAt: 150, looks: 4, knocks: 1 })

  await shop.store.plan({ ...plan, knocks: 1 })
  expect(await lookOf(sale)).toEqual({ ...plan, knocks: 1 })
})

test('a plan and a save set what they name and leave the rest', async () => {
  const { sale, tenderId } = await aPayment({ lookDue: true, nextLookAt: 100, looks: 2 })
  await shop.store.plan({ tenderId, looks: 3 })
  expect(await lookOf(sale)).toMatchObject({ lookDue: true, nextLookAt: 100, looks: 3 })
  await shop.store.save({ sale, expected: 1 })
  expect(await lookOf(sale)).toMatchObject({ lookDue: true, nextLookAt: 100, looks: 3 })
  await shop.store.save({ sale, expected: 2, looks: [{ tenderId, nextLookAt: null }] })
  expect(await lookOf(sale)).toMatchObject({ lookDue: true, nextLookAt: null, looks: 3 })
})

test('what is due is handed to one server only, the longest overdue first, and put off', async () => {
  await shop.pool.query('update tender set next_look_at = null')
  const late = await Promise.all(Array.from({ length: 12 }, (_, i) => aPayment({ nextLookAt: 1000 + i })))
  await aPayment({ nextLookAt: 5000 })
  expect(await shop.store.due(1000, 9000, 5)).toEqual([late[0]?.tenderId])
  const servers = await Promise.all(Array.from({ length: 4 }, () => shop.store.due(2000, 9000, 5)))
  const handed = servers.flat()
  expect(new Set(handed).size).toBe(handed.length)
  const rest = [...handed, ...(await shop.store.due(2000, 9000, 20))]
  expect(rest.toSorted()).toEqual(
    late
      .slice(1)
      .map(payment => payment.tenderId)
      .toSorted(),
  )
  expect(await shop.store.due(2000, 9000, 20)).toEqual([])
  expect(await shop.store.due(9000, 9999, 20)).toHaveLength(13)
})

test('the limit holds, and a row another server has in hand is skipped, not waited for', async () => {
  await shop.pool.query('update tender set next_look_at = null')
  const [first, second] = await Promise.all([aPayment({ nextLookAt: 1 }), aPayment({ nextLookAt: 2 })])
  const other = await shop.pool.connect()
  await other.query('begin')
  await other.query('select from tender where id = $1 for update', [first.tenderId])
  expect(await shop.store.due(10, 20, 1)).toEqual([second.tenderId])
  await other.query('rollback')
  other.release()
  expect(await shop.store.due(10, 20, 1)).toEqual([first.tenderId])
})

test('a call on its way says who sent it; an answered one is left alone', async () => {
  const { sale, tenderId } = await aPayment()
  const call = {
    id: idOf('call', randomUUID()),
    tenderId,
    saleId: sale.id,
    step: 'process',
    n: 1,
    key: randomUUID(),
  } as const
  const write = { ...call, path: '/v1', params: {}, writtenAt: 1, timesSent: 0 }
  await shop.store.save({ sale, expected: 1, write })
  await shop.store.markSent(call.id, 5, 'server-1')
  await shop.store.markSent(call.id, 6, 'server-2')
  const loaded = await shop.store.load(sale.id)
  expect(loaded?.openCalls).toEqual([{ ...write, sentAt: 6, sentBy: 'server-2', timesSent: 2 }])
  const answer = {
    callId: call.id,
    outcome: 'unproven',
    code: 'http_500',
    requestId: 'req_1',
    ms: 3,
    at: 7,
  } as const
  await shop.store.save({ sale, expected: 2, answer })
  await shop.store.markSent(call.id, 8, 'server-3')
  const { rows } = await shop.pool.query(
    'select outcome, code, request_id, ms, sent_by from call where id = $1',
    [call.id],
  )
  expect(rows).toEqual([
    { outcome: 'unproven', code: 'http_500', request_id: 'req_1', ms: 3, sent_by: 'server-2' },
  ])
})

test('a server lives as long as its heart is heard', async () => {
  await Promise.all([shop.store.beat('one', 100, 0), shop.store.beat('two', 300, 0)])
  expect(await shop.store.beat('one', 200, 250)).toBe(2)
  expect((await shop.store.livingServers(200)).toSorted()).toEqual(['one', 'two'])
  expect(await shop.store.livingServers(201)).toEqual(['two'])
})

test('a plan from before another save neither puts off what that save planned nor takes it off the list', async () => {
  const { sale, tenderId } = await aPayment({ nextLookAt: 10 })
  const saved = await shop.store.save({
    sale,
    expected: 1,
    looks: [{ tenderId, lookDue: true, nextLookAt: 700 }],
  })
  expect(saved).toMatchObject({ ok: true, version: 2 })
  await shop.store.plan({ tenderId, lookDue: false, nextLookAt: null }, 1)
  expect(await lookOf(sale)).toMatchObject({ lookDue: true, nextLookAt: 700 })
  await shop.store.plan({ tenderId, nextLookAt: 9_000 }, 1)
  expect(await lookOf(sale)).toMatchObject({ nextLookAt: 700 })
  await shop.store.plan({ tenderId, nextLookAt: 300 }, 1)
  expect(await lookOf(sale)).toMatchObject({ nextLookAt: 300 })
  await shop.store.plan({ tenderId, lookDue: false, nextLookAt: null }, 2)
  expect(await lookOf(sale)).toMatchObject({ lookDue: false, nextLookAt: null })
})

test('nor puts it on the list again when that save took it off: what a storm found, seed 3 with two servers', async () => {
  const { sale, tenderId } = await aPayment({ nextLookAt: 10 })
  const ended = [{ tenderId, lookDue: false, nextLookAt: null }]
  expect(await shop.store.save({ sale, expected: 1, looks: ended })).toMatchObject({ ok: true })
  await shop.store.plan({ tenderId, nextLookAt: 9_000, looks: 0 }, 1)
  expect(await lookOf(sale)).toMatchObject({ lookDue: false, nextLookAt: null })
})
