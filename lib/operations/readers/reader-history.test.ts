import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readerDetail } from '#lib/queries/readers.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { moveReader } from './move-reader.ts'
import { registerReader } from './register-reader.ts'
import { removeReader } from './remove-reader.ts'
import { startReaderTest } from './test-reader.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till?.close())

const side = { mode: 'test', simulatorOrigin: undefined } as const

async function asOwner() {
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  return { session, live: false }
}

async function add(label: string): Promise<string> {
  const locationId = (await till.world.shops.shop())?.locationId ?? ''
  const wanted = { press: randomUUID(), code: 'simulated-s700', label, locationId }
  const done = await registerReader(till.world, wanted, await asOwner())
  if (!done.ok) throw new Error(`not registered: ${JSON.stringify(done.refusal)}`)
  return done.value.readerId
}

test('the history counts what the rows know, and says how fast', async () => {
  const readerId = await add('Speedy')
  await till.pool.query('update register set reader_id = $1', [readerId])
  const before = await readerDetail(till.world, readerId, side)
  expect(before?.history).toMatchObject({ approved: 0, toLit: { n: 0, p50: null } })
  const present = (number: string) =>
    till.stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
      type: 'card_present',
      card_present: { number },
    })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await present('4000000000009995')
  await till.untilMood(sale, 'declined')
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await present('4242424242424242')
  await till.untilPaid(sale)
  await till.rest()
  await till.mood('reader_offline', { reader: readerId })
  const refused = await till.sell()
  await till.charge(refused)
  await till.untilMood(refused, 'reader_offline')
  await till.steer(refused, 'cancel')
  await till.untilMood(refused, 'none')
  await till.rest()

  const canceled = await till.sell()
  await till.charge(canceled)
  await till.untilMood(canceled, 'waiting')
  await till.steer(canceled, 'cancel')
  await till.untilMood(canceled, 'none')
  await till.rest()

  const detail = await readerDetail(till.world, readerId, side)
  expect(detail?.history).toMatchObject({
    approved: 1,
    declined: 1,
    errors: 1,
    toLit: { n: 3 },
    toApproved: { n: 1 },
  })
  expect(detail?.history.toLit.p50).toBeGreaterThan(0)
  expect(detail?.history.toLit.p95).toBeGreaterThanOrEqual(detail?.history.toLit.p50 ?? 0)
  expect(detail?.history.events.map(({ kind, what, last4 }) => [kind, what, last4])).toEqual([
    ['ended', undefined, undefined],
    ['error', 'terminal_reader_offline', undefined],
    ['approved', undefined, '4242'],
    ['declined', 'insufficient_funds', undefined],
    ['office', 'register_reader', undefined],
  ])
})

test('a reader that moves takes its history along, and its old page leads to the new one', async () => {
  const readerId = await add('Wanderer')
  await till.pool.query('update register set reader_id = $1', [readerId])
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId)
  await till.untilPaid(sale)
  await till.rest()
  await till.until(async () => expect(await till.world.sales.readerHeld(readerId)).toBeUndefined())
  const { id: locationId } = await till.stripe.terminal.locations.create({
    display_name: 'Riverside Market',
    address: { country: 'US', line1: '2 Pier Road', city: 'Portland', state: 'ME', postal_code: '04101' },
  })
  const moved = await moveReader(till.world, { readerId, locationId }, await asOwner())
  if (!moved.ok) throw new Error(`not moved: ${JSON.stringify(moved.refusal)}`)
  const { readerId: newId } = moved.value

  const there = await readerDetail(till.world, newId, side)
  expect(there?.history).toMatchObject({ approved: 1, toLit: { n: 1 } })
  expect(there?.history.events.map(({ kind, what }) => [kind, what])).toEqual([
    ['office', 'move_reader'],
    ['office', 'begin_move_reader'],
    ['approved', undefined],
    ['office', 'register_reader'],
  ])
  const gone = { kind: 'gone', by: { how: 'moved', to: newId } }
  expect((await readerDetail(till.world, readerId, side))?.reader.state).toMatchObject(gone)

  expect(await removeReader(till.world, newId, (await asOwner()).session)).toMatchObject({ ok: true })
  const deleted = { kind: 'gone', by: { how: 'deleted' } }
  expect((await readerDetail(till.world, newId, side))?.reader.state).toMatchObject(deleted)
})

test('a tap is only timed where we hold the card ourselves: in a test payment', async () => {
  const readerId = await add('Tested')
  const press = randomUUID()
  await startReaderTest(till.world, { readerId, press, shownMinor: 100 }, await asOwner())
  await till.until(async () => expect((await till.world.readerTests.latest(readerId))?.endedAt).toBeDefined())
  const history = (await readerDetail(till.world, readerId, side))?.history
  expect(history).toMatchObject({ approved: 0, tapToApproved: { n: 1 } })
  expect(history?.tapToApproved.p50).toBeGreaterThan(0)
  expect(history?.events[0]).toMatchObject({ kind: 'test', what: 'approved', amountMinor: 100 })
})
