import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Edit } from '#lib/domain/cart.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { SaleCommand } from '#lib/domain/sale-commands.ts'
import { absorb, type IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Call, Save } from '#lib/ports/sale-store.ts'
import { openShopDatabase, READER, type ShopDatabase } from '#lib/testing/shop-database.ts'

let shop: ShopDatabase
beforeAll(async () => {
  shop = await openShopDatabase()
})
afterAll(() => shop.close())

const uuid = () => randomUUID()
const usd = (minor: number) => money(minor, 'usd')

const coffee = (): Edit => ({
  type: 'put_custom',
  lineId: idOf('line', uuid()),
  name: 'Flat white',
  unitPriceMinor: 450,
  quantity: 2,
})

function must(sale: Sale, command: SaleCommand): Sale {
  const decided = decide(sale, command)
  if (!decided.ok) throw new Error(decided.refusal.kind)
  return decided.value
}

const withCoffee = (sale: Sale = shop.draft()) =>
  must(sale, { type: 'edit', edits: [coffee()], goods: () => undefined, at: shop.clock.now() })

const charged = (sale: Sale) => {
  const tenderId = idOf('tender', uuid())
  const command = { type: 'charge', tenderId, press: uuid(), readerId: READER, shown: usd(974) } as const
  return { sale: must(sale, { ...command, at: shop.clock.now() }), tenderId }
}

const intent = (status: IntentSeen['status'], id = `pi_${uuid()}`): IntentSeen => ({
  paymentIntent: id,
  status,
  amount: usd(974),
  received: usd(status === 'succeeded' ? 974 : 0),
  tip: usd(0),
})

function callOf(sale: Sale, step: Call['step'], n = 1, readerId?: string): Call {
  const tenderId = sale.tenders[0]?.id
  if (!tenderId) throw new Error('no tender')
  const key = `tapline:${tenderId}:${step}:${n}`
  const request = { path: '/v1/payment_intents', params: { z: 1, amount: 974, a: { y: 1, x: null } } }
  const base = { id: idOf('call', uuid()), tenderId, saleId: sale.id, step, n, key, ...request }
  return { ...base, writtenAt: shop.clock.now(), timesSent: 0, ...(readerId ? { readerId } : {}) }
}

async function saved(save: Save): Promise<number> {
  const result = await shop.store.save(save)
  if (!result.ok) throw new Error(result.because)
  return result.version
}

/** Every row of every table that a save may write, to see that it wrote none. */
async function everything() {
  const tables = [
    'sale',
    'sale_line',
    'tender',
    'call',
    'reader_lease',
    'journal',
    'surprise',
    'stripe_event',
  ]
  const all = await Promise.all(
    [...tables, 'signal', 'register', 'sale_counter'].map(async table => {
      const { rows } = await shop.pool.query(
        `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`,
      )
      return [table, rows]
    }),
  )
  return Object.fromEntries(all)
}

const fullSave = (sale: Sale, expected: Save['expected']): Save => ({
  sale,
  expected,
  write: callOf(sale, 'create'),
  takeLease: {
    readerId: `tmr_${uuid()}`,
    holder: { kind: 'tender', tenderId: sale.tenders[0]?.id ?? idOf('tender', uuid()) },
    since: shop.clock.now(),
    doubtful: false,
  },
  looks: sale.tenders.map(tender => ({ tenderId: tender.id, lookDue: true, nextLookAt: 5, looks: 7 })),
  journal: [{ kind: 'wish', staffId: shop.staffId, at: 1, data: { press: 'x' } }],
  surprises: [{ kind: 'too_much', tenderId: idOf('tender', uuid()), amount: usd(3), at: 2 }],
  knock: { eventId: `evt_${uuid()}`, type: 'x', raw: '{}', receivedAt: 1, appliedAt: 1 },
  currentOf: shop.registerId,
})

test('a new sale is numbered, kept, announced, and is the current one of its register', async () => {
  shop.announced.length = 0
  const sale = withCoffee()
  const first = await shop.store.save({ sale, expected: 'new', currentOf: shop.registerId })
  const second = await shop.store.save({ sale: withCoffee(), expected: 'new' })
  if (!first.ok || !second.ok) throw new Error('not saved')
  expect(second.number).toBe(first.number + 1)

  const loaded = await shop.store.load(sale.id)
  expect(loaded).toEqual({
    readerLabels: {},
    sale: { ...sale, number: first.number },
    version: 1,
    openCalls: [],
    numbers: {},
    leases: [],
    looks: [],
  })
  expect(shop.announced.map(({ key, version }) => [key, version])).toEqual([
    [`/api/sales/${sale.id}`, 1],
    ['/api/sales', 1],
    ['/api/registers/current', expect.any(Number)],
    [expect.stringMatching(/^\/api\/sales\/sale_/), 1],
    ['/api/sales', 1],
  ])
})

test('what a save brings along is there in the next load: call, lease, looks, numbers', async () => {
  const { sale, tenderId } = charged(withCoffee())
  const write = { ...callOf(sale, 'process', 3, READER), sentAt: 12, sentBy: 'server-1', timesSent: 1 }
  const holder = { kind: 'tender', tenderId } as const
  const lease = { readerId: READER, holder, since: 11, doubtful: false }
  const looks = [{ tenderId, lookDue: true, nextLookAt: 99, looks: 4 }]
  await saved({ sale, expected: 'new', write, takeLease: lease, looks })

  const loaded = await shop.store.loadByTender(tenderId)
  expect(loaded?.openCalls).toEqual([write])
  expect(JSON.stringify(loaded?.openCalls[0]?.params)).toBe(JSON.stringify(write.params))
  expect(loaded?.leases).toEqual([lease])
  expect(loaded?.numbers).toEqual({ [`${tenderId}:process`]: 3 })
  expect(loaded?.looks).toEqual([{ tenderId, lookDue: true, nextLookAt: 99, looks: 4, knocks: 0 }])
  expect(await shop.store.readerHeld(READER)).toEqual({
    ...lease,
    saleId: sale.id,
    saleNumber: loaded?.sale.number,
    staffName: 'Mina',
  })

  await saved({ sale, expected: 1, doubtLease: READER })
  expect((await shop.store.load(sale.id))?.leases).toEqual([{ ...lease, doubtful: true }])
  await saved({ sale, expected: 2, freeLeases: [{ readerId: READER, tenderId: idOf('tender', uuid()) }] })
  expect((await shop.store.load(sale.id))?.leases).toHaveLength(1)
  await saved({ sale, expected: 3, freeLeases: [{ readerId: READER, tenderId }] })
  expect(await shop.store.readerHeld(READER)).toBeUndefined()
})

test('a call is answered and the next one written in one save', async () => {
  const { sale } = charged(withCoffee())
  const create = callOf(sale, 'create')
  await saved({ sale, expected: 'new', write: create })
  const answer = { callId: create.id, outcome: 'refused', code: 'lock_timeout', ms: 12.6, at: 5 } as const
  const again = callOf(sale, 'create', 2)
  await saved({ sale, expected: 1, answer, write: again })

  const loaded = await shop.store.load(sale.id)
  expect(loaded?.openCalls).toEqual([again])
  expect(loaded?.numbers).toEqual({ [`${again.tenderId}:create`]: 2 })
})

test('a reader is let go by one tender and cannot be taken by another before', async () => {
  const readerId = `tmr_${uuid()}`
  const mine = charged(withCoffee())
  const other = charged(withCoffee())
  const lease = (tenderId: typeof mine.tenderId) => ({
    readerId,
    holder: { kind: 'tender', tenderId } as const,
    since: 1,
    doubtful: true,
  })
  await saved({ sale: mine.sale, expected: 'new', takeLease: lease(mine.tenderId) })
  const save = { sale: other.sale, expected: 'new', takeLease: lease(other.tenderId) } as const
  expect(await shop.store.save(save)).toEqual({ ok: false, because: 'one_holder_per_reader' })
  expect(await shop.store.load(other.sale.id)).toBeUndefined()

  // The holder may try again on its own reader; the doubt stays.
  await saved({ sale: mine.sale, expected: 1, takeLease: { ...lease(mine.tenderId), doubtful: false } })
  expect((await shop.store.load(mine.sale.id))?.leases).toEqual([lease(mine.tenderId)])

  await saved({ sale: mine.sale, expected: 2, freeLeases: [{ readerId, tenderId: mine.tenderId }] })
  await saved(save)
})

test('a stale save writes nothing at all', async () => {
  const { sale } = charged(withCoffee())
  await saved({ sale, expected: 'new' })
  const before = await everything()
  expect(await shop.store.save(fullSave(sale, 7))).toEqual({ ok: false, because: 'stale' })
  expect(await shop.store.save(fullSave(sale, 'new'))).toEqual({ ok: false, because: 'stale' })
  expect(await shop.store.save(fullSave(charged(withCoffee()).sale, 1))).toEqual({
    ok: false,
    because: 'stale',
  })
  expect(await everything()).toEqual(before)

  // The same save at the right version does write to each of those tables.
  await saved(fullSave(sale, 1))
  const after = await everything()
  for (const table of Object.keys(before).filter(name => name !== 'sale_line' && name !== 'sale_counter'))
    expect(after[table], table).not.toEqual(before[table])
})

test('a save that breaks a rule writes nothing at all, and gives its number back', async () => {
  const { sale } = charged(withCoffee())
  const full = fullSave(sale, 'new')
  await saved(full)
  const before = await everything()
  const twin = charged(withCoffee()).sale
  const save = { ...fullSave(twin, 'new'), ...(full.knock ? { knock: full.knock } : {}) }
  expect(await shop.store.save(save)).toEqual({ ok: false, because: 'one_event_once' })
  expect(await everything()).toEqual(before)
})

test('of many saves at once one wins', async () => {
  const sale = withCoffee()
  const births = await Promise.all(
    Array.from({ length: 8 }, () => shop.store.save({ sale, expected: 'new' })),
  )
  expect(births.filter(result => result.ok)).toHaveLength(1)
  expect(births.filter(result => !result.ok && result.because === 'stale')).toHaveLength(7)

  const tries = Array.from({ length: 8 }, () => ({ ...fullSave(charged(sale).sale, 1) }))
  const results = await Promise.all(tries.map(save => shop.store.save(save)))
  expect(results.filter(result => result.ok)).toHaveLength(1)
  expect(results.filter(result => !result.ok && result.because === 'stale')).toHaveLength(7)
  const loaded = await shop.store.load(sale.id)
  expect(loaded?.sale.tenders).toHaveLength(1)
  expect(loaded?.openCalls).toHaveLength(1)
})

test('sale_line and tender say the same as the state they are written from', async () => {
  const first = withCoffee()
  await saved({ sale: first, expected: 'new' })
  const line = first.lines[0]
  if (!line) throw new Error('no line')
  const edits: Edit[] = [coffee(), { type: 'remove', lineId: line.id }]
  const sale = must(first, { type: 'edit', edits, goods: () => undefined, at: shop.clock.now() })
  await saved({ sale, expected: 1 })
  const { rows } = await shop.pool.query(
    `select id, position, amount::int, tax::int from sale_line where sale_id = $1`,
    [sale.id],
  )
  expect(rows).toEqual(
    sale.lines.map(({ id, amount, tax }, position) => ({
      id,
      position,
      amount: amount.minor,
      tax: tax.minor,
    })),
  )
})

test('a payment goes from drafted to paid, and its register hears of it', async () => {
  const { sale, tenderId } = charged(withCoffee())
  await saved({ sale, expected: 'new' })
  const seen = intent('requires_payment_method')
  const ready = absorb(sale, { type: 'intent_created', tenderId, intent: seen, at: 2 }).sale
  await saved({ sale: ready, expected: 1 })
  const paid = absorb(ready, {
    type: 'intent_seen',
    tenderId,
    intent: intent('succeeded', seen.paymentIntent),
    at: 3,
  })
  const eventId = `evt_${uuid()}`
  const knock = { eventId, type: 'payment_intent.succeeded', raw: '{"ä":1}', receivedAt: 3, appliedAt: 3 }
  expect(await shop.store.loadByIntent(seen.paymentIntent, eventId)).toMatchObject({
    eventSeen: false,
    loaded: { version: 2 },
  })
  shop.announced.length = 0
  await saved({ sale: paid.sale, expected: 2, knock })
  expect(shop.announced.map(signal => signal.key)).toEqual([`/api/sales/${sale.id}`, '/api/sales'])

  const { loaded, eventSeen } = await shop.store.loadByIntent(seen.paymentIntent, eventId)
  expect(eventSeen).toBe(true)
  expect(loaded?.sale).toEqual({ ...paid.sale, number: loaded?.sale.number })
  expect(loaded?.sale.status).toBe('paid')
  expect(await shop.store.loadByIntent('pi_unknown', 'evt_unknown')).toEqual({ eventSeen: false })
})
