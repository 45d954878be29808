import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readersAnswer } from '#lib/queries/readers.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { sweep } from '../sweep.ts'
import { clearStuckReader } from './clear-stuck-reader.ts'
import { lookAfterReaders } from './look-after-readers.ts'
import { goOnMoving, moveReader } from './move-reader.ts'
import { registerReader } from './register-reader.ts'
import { removeReader } from './remove-reader.ts'
import { renameReader } from './rename-reader.ts'
import { startReaderTest } from './test-reader.ts'
import { watchFleet } from './watch-fleet.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const side = { mode: 'test', simulatorOrigin: undefined } as const

async function session() {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return found
}
const asOwner = async () => ({ session: await session(), live: false })

const watched = () => watchFleet(till.world, { freshForMs: 0 })
const shown = async () => (await readersAnswer(till.world, side)).readers
async function one(readerId = till.readerId) {
  const found = (await shown()).find(reader => reader.id === readerId)
  if (!found) throw new Error(`no reader ${readerId}`)
  return found
}

async function place(displayName: string): Promise<string> {
  const made = await till.stripe.terminal.locations.create({
    display_name: displayName,
    address: {
      country: 'US',
      line1: '2 Pier Road',
      city: 'Portland',
      state: 'ME',
      postal_code: '04101',
    },
  })
  return made.id
}
const home = async () => (await till.world.shops.shop())?.locationId ?? ''

async function add(label: string, code = 'simulated-s700', locationId?: string): Promise<string> {
  const wanted = { press: randomUUID(), code, label, locationId: locationId ?? (await home()) }
  const done = await registerReader(till.world, wanted, await asOwner())
  if (!done.ok) throw new Error(`not registered: ${JSON.stringify(done.refusal)}`)
  return done.value.readerId
}

const audited = async (readerId: string) =>
  (
    await till.pool.query<{ what: string; request_id: string | null }>(
      'select what, request_id from audit where subject = $1 order by seq',
      [readerId],
    )
  ).rows

test('the list says of each reader what Stripe says, and last seen is in milliseconds', async () => {
  expect(await watched()).toBe(true)
  const counter = await one()
  expect(counter).toMatchObject({
    label: 'Counter',
    deviceType: 'simulated_stripe_s700',
    locationName: 'Fern & Field',
    softwareVersion: '2.42.1.0',
    state: { kind: 'ready' },
    registers: [{ name: 'Register 1' }],
  })
  // A time in seconds would be a day in January 1970.
  expect(Math.abs((counter.lastSeenAt ?? 0) - till.clock.now())).toBeLessThan(60_000)
})

test('Stripe’s list is read once for all servers while it is fresh', async () => {
  await watched()
  expect(await watchFleet(till.world, { freshForMs: 20_000 })).toBe(false)
  till.clock.offset += 20_001
  const both = await Promise.all([
    watchFleet(till.world, { freshForMs: 20_000 }),
    watchFleet(till.world, { freshForMs: 20_000 }),
  ])
  expect(both.filter(Boolean)).toHaveLength(1)
})

test('a list that cannot be read takes no reader off, and says so', async () => {
  await till.mood('cut_before', { method: 'GET', path: '/v1/terminal/readers' })
  expect(await watched()).toBe(false)
  const answer = await readersAnswer(till.world, side)
  expect(answer.problem).toBe('no_answer')
  expect(answer.readers.length).toBeGreaterThan(0)
  await till.calm()
  await watched()
  expect((await readersAnswer(till.world, side)).problem).toBeNull()
})

test('a reader busy with a sale says which, whose and since when, and is offline only when it is', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  const { sale: now } = await till.sale(sale)
  await watched()
  expect((await one()).state).toMatchObject({
    kind: 'taking',
    saleId: sale,
    saleNumber: now.number,
    staffName: 'Mina Okafor',
  })
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.rest()
  await till.until(async () => expect((await one()).state).toEqual({ kind: 'ready' }))

  await till.mood('reader_offline', { reader: till.readerId, times: 0 })
  await till.turn(130_000)
  await watched()
  expect((await one()).state).toMatchObject({ kind: 'offline' })
  await till.calm()
  await watched()
  expect((await one()).state).toEqual({ kind: 'ready' })
})

test('of each reader the list says how old its software is, since when it is silent, and that it is busy with itself', async () => {
  const [old, silent, updating] = [await add('Old'), await add('Silent'), await add('Busy with itself')]
  await till.control('POST', `readers/${old}/device`, { device_sw_version: '2.28.2.0' })
  await till.mood('reader_offline', { reader: silent, times: 0, silent_ms: 60 * 60_000 })
  await till.mood('reader_updating', { reader: updating, times: 0 })
  await watched()
  expect(await one(old)).toMatchObject({ softwareVersion: '2.28.2.0', state: { kind: 'ready' } })
  const { state, lastSeenAt } = await one(silent)
  expect(state).toEqual({ kind: 'offline', since: lastSeenAt })
  expect(till.clock.now() - (lastSeenAt ?? 0)).toBeGreaterThan(59 * 60_000)

  // No list tells of an update: a command that is refused does.
  expect((await one(updating)).state).toEqual({ kind: 'ready' })
  const tried = { readerId: updating, press: randomUUID(), shownMinor: 100 }
  const again = { ...tried, press: randomUUID() }
  expect(await startReaderTest(till.world, tried, await asOwner())).toMatchObject({ ok: true })
  await till.until(async () => expect((await one(updating)).state).toMatchObject({ kind: 'updating' }))
  await till.calm()
  await till.until(async () =>
    expect(await startReaderTest(till.world, again, await asOwner())).toMatchObject({ ok: true }),
  )
  await till.until(async () => expect((await one(updating)).state).toEqual({ kind: 'ready' }))
})

test('registered by a code, in words when it is wrong, and the same press is one reader', async () => {
  const wanted = {
    press: randomUUID(),
    code: ' Quick brown FOX ',
    label: 'Window',
    locationId: await home(),
  }
  const [first, second] = [
    await registerReader(till.world, wanted, await asOwner()),
    await registerReader(till.world, wanted, await asOwner()),
  ]
  expect(first).toMatchObject({ ok: true })
  expect(second).toEqual(first)
  const readerId = first.ok ? first.value.readerId : ''
  expect(await one(readerId)).toMatchObject({ label: 'Window', deviceType: 'stripe_s700', registers: [] })
  expect((await audited(readerId))[0]).toMatchObject({
    what: 'register_reader',
    request_id: expect.stringMatching(/^req_/),
  })

  const again = { ...wanted, press: randomUUID() }
  expect(await registerReader(till.world, { ...again, code: 'two words' }, await asOwner())).toEqual({
    ok: false,
    refusal: { kind: 'wrong_pairing_code', because: 'shape' },
  })
  expect(await registerReader(till.world, { ...again, code: 'a1-b2-c3' }, await asOwner())).toMatchObject({
    refusal: { kind: 'wrong_pairing_code' },
  })
  // Past our own shape, Stripe knows no such code.
  expect(
    await registerReader(till.world, { ...again, code: 'no-such-thing' }, await asOwner()),
  ).toMatchObject({ refusal: { kind: 'wrong_pairing_code', because: 'refused' } })
  const live = { session: await session(), live: true }
  expect(await registerReader(till.world, { ...again, code: 'simulated-s700' }, live)).toMatchObject({
    refusal: { kind: 'wrong_pairing_code', because: 'shape' },
  })
})

test('a reader is registered once, whatever became of Stripe’s answer', async () => {
  const counted = async (label: string) => {
    const { data } = await till.stripe.terminal.readers.list({ limit: 100 })
    return data.filter(reader => reader.label === label).length
  }
  const wanted = async (label: string, code: string) => ({
    press: randomUUID(),
    code,
    label,
    locationId: await home(),
  })
  const path = { method: 'POST', path: '/v1/terminal/readers' }
  const lost = await wanted('Answer lost', 'quick-brown-hen')
  await till.mood('cut_after', path)
  expect(await registerReader(till.world, lost, await asOwner())).toEqual({
    ok: false,
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  })
  expect(await registerReader(till.world, lost, await asOwner())).toMatchObject({ ok: true })
  expect(await counted('Answer lost')).toBe(1)

  await till.mood('status', { ...path, status: 500, executed: true })
  const second = await wanted('Answer said nothing', 'quick-white-hen')
  const unsaid = await registerReader(till.world, second, await asOwner())
  expect(unsaid).toMatchObject({ ok: true })
  expect(await one(unsaid.ok ? unsaid.value.readerId : '')).toMatchObject({ label: 'Answer said nothing' })
  expect(await counted('Answer said nothing')).toBe(1)
})

test('who registers or renames a reader is in the audit, even where Stripe’s answer is lost', async () => {
  const wanted = { press: randomUUID(), code: 'quick-grey-hen', label: 'Unheard', locationId: await home() }
  await till.mood('cut_after', { method: 'POST', path: '/v1/terminal/readers' })
  const unheard = { refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' } }
  expect(await registerReader(till.world, wanted, await asOwner())).toMatchObject(unheard)
  const written = (subject: string) =>
    till.pool.query(
      'select what, staff_name, named, before, after from audit where subject = $1 order by seq',
      [subject],
    )
  const staff_name = 'Mina Okafor'
  expect((await written(wanted.press)).rows).toMatchObject([
    { what: 'begin_register_reader', staff_name, named: 'Unheard', after: { label: 'Unheard' } },
  ])
  expect(JSON.stringify((await written(wanted.press)).rows)).not.toContain('quick-grey-hen')

  const readerId = await add('Before')
  await till.mood('cut_after', { method: 'POST', path: `/v1/terminal/readers/${readerId}` })
  const named = { readerId, label: 'After', was: 'Before' }
  expect(await renameReader(till.world, named, await session())).toMatchObject(unheard)
  expect((await written(readerId)).rows).toMatchObject([
    { what: 'register_reader', staff_name },
    { what: 'begin_rename_reader', staff_name, before: { label: 'Before' }, after: { label: 'After' } },
  ])
})

test('renamed once; a second manager with the old name on the screen is told, a script is only a name', async () => {
  const readerId = await add('Terrace')
  const label = '<script>alert(1)</script>'
  expect(await renameReader(till.world, { readerId, label, was: 'Terrace' }, await session())).toEqual({
    ok: true,
    value: 'renamed',
  })
  expect(
    await renameReader(till.world, { readerId, label: 'Other', was: 'Terrace' }, await session()),
  ).toEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })
  expect((await till.stripe.terminal.readers.retrieve(readerId)) as { label?: string }).toMatchObject({
    label,
  })
  expect((await one(readerId)).label).toBe(label)
})

test('of two managers who rename a reader at once one is told; nor is a name of Stripe’s Dashboard overwritten', async () => {
  const readerId = await add('Bar')
  const rename = async (label: string, was: string) =>
    renameReader(till.world, { readerId, label, was }, await session())
  const both = await Promise.all([rename('Left bar', 'Bar'), rename('Right bar', 'Bar')])
  const told = { ok: false, refusal: { kind: 'changed_meanwhile' } }
  expect(both).toEqual(expect.arrayContaining([{ ok: true, value: 'renamed' }, told]))
  const label = both[0]?.ok ? 'Left bar' : 'Right bar'
  expect((await one(readerId)).label).toBe(label)
  expect((await audited(readerId)).filter(({ what }) => what === 'rename_reader')).toHaveLength(1)

  await till.stripe.terminal.readers.update(readerId, { label: 'By Dashboard' })
  expect(await rename('Mine', label)).toEqual(told)
  // It stands on the screen now, and so may be renamed.
  expect((await one(readerId)).label).toBe('By Dashboard')
  expect(await rename('Mine', 'By Dashboard')).toMatchObject({ ok: true })

  // What was lost was only the answer: the name is there, and pressing again is no quarrel.
  await till.mood('cut_after', { method: 'POST', path: '/v1/terminal/readers/*' })
  expect(await rename('Ours', 'Mine')).toMatchObject({ refusal: { kind: 'stripe_unreachable' } })
  expect(await rename('Ours', 'Mine')).toMatchObject({ ok: true })
})

test('a deleted reader leaves its registers without one; while a payment holds it, it stays', async () => {
  const readerId = await add('Door')
  const [register] = await till.world.shops.registers()
  await till.pool.query('update register set reader_id = $1 where id = $2', [readerId, register?.id])
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  const { number } = (await till.sale(sale)).sale
  expect(await removeReader(till.world, readerId, await session())).toMatchObject({
    refusal: { kind: 'reader_busy', saleNumber: number },
  })
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await till.until(async () => expect(await till.world.sales.readerHeld(readerId)).toBeUndefined())

  expect(await removeReader(till.world, readerId, await session())).toEqual({ ok: true, value: 'removed' })
  expect((await till.world.shops.registers())[0]?.readerId).toBeNull()
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
  // Stripe's list without it does not bring it back, nor does an older one.
  await watched()
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('a deletion whose answer was lost is settled by what Stripe says', async () => {
  const readerId = await add('Lost')
  await till.mood('cut_after', { method: 'DELETE', path: '/v1/terminal/readers' })
  expect(await removeReader(till.world, readerId, await session())).toEqual({
    ok: false,
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  })
  await lookAfterReaders(till.world)
  expect(await till.world.sales.readerHeld(readerId)).toBeDefined()
  till.clock.offset += 101_000
  await lookAfterReaders(till.world)
  expect(await till.world.sales.readerHeld(readerId)).toBeUndefined()
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
  const { rows } = await till.pool.query(
    `select what, staff_name from audit where subject = $1 and what like '%delete_reader' order by seq`,
    [readerId],
  )
  expect(rows).toEqual([
    { what: 'begin_delete_reader', staff_name: 'Mina Okafor' },
    { what: 'delete_reader', staff_name: 'Tapline' },
  ])
})

async function strangersPayment() {
  const intent = await till.stripe.paymentIntents.create({
    amount: 1840,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: intent.id })
  return intent.id
}

test('stuck is what is seen twice without anybody holding it; cleared only when it is still that', async () => {
  const stranger = await strangersPayment()
  await watched()
  expect((await one()).state).toEqual({ kind: 'ready' })
  till.clock.offset += 1
  await watched()
  expect((await one()).state).toMatchObject({ kind: 'stuck', paymentIntent: stranger })

  const other = { type: 'process_payment_intent', paymentIntent: 'pi_other' }
  expect(
    await clearStuckReader(till.world, { readerId: till.readerId, shown: other }, await session()),
  ).toEqual({ ok: false, refusal: { kind: 'reader_shows_other' } })
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })

  const same = { type: 'process_payment_intent', paymentIntent: stranger }
  expect(
    await clearStuckReader(till.world, { readerId: till.readerId, shown: same }, await session()),
  ).toEqual({ ok: true, value: { cleared: true } })
  expect(await till.reader.now()).toMatchObject({ action: null })
  expect((await one()).state).toEqual({ kind: 'ready' })
  expect((await audited(till.readerId)).at(-1)).toMatchObject({
    what: 'clear_reader',
    request_id: expect.stringMatching(/^req_/),
  })
  expect(
    await clearStuckReader(till.world, { readerId: till.readerId, shown: same }, await session()),
  ).toEqual({ ok: true, value: { cleared: false } })
})

test('a reader with something left on it is neither deleted nor moved, nor is one of which Stripe does not tell', async () => {
  const stranger = await strangersPayment()
  const { readerId } = till
  const market = await place('Arcade')
  const stuck = { ok: false, refusal: { kind: 'reader_stuck' } }
  expect(await removeReader(till.world, readerId, await session())).toEqual(stuck)
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toEqual(stuck)
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  expect(await till.world.sales.readerHeld(readerId)).toBeUndefined()
  const same = { type: 'process_payment_intent', paymentIntent: stranger }
  await clearStuckReader(till.world, { readerId, shown: same }, await session())

  const away = { refusal: { kind: 'stripe_unreachable' } }
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/terminal/readers', times: 2 })
  expect(await removeReader(till.world, readerId, await session())).toMatchObject(away)
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toMatchObject(away)
  expect(await till.reader.now()).not.toHaveProperty('deleted')
  expect(await one()).toMatchObject({ move: null, state: { kind: 'ready' } })
})

test('a living payment of ours is never cleared, with its lease or without', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  const tender = (await till.sale(sale)).sale.tenders.at(-1)
  const paymentIntent = (tender?.kind === 'card' && tender.paymentIntent) || null
  const shownThere = { readerId: till.readerId, shown: { type: 'process_payment_intent', paymentIntent } }
  const number = (await till.sale(sale)).sale.number
  expect(await clearStuckReader(till.world, shownThere, await session())).toMatchObject({
    refusal: { kind: 'reader_busy', saleNumber: number },
  })
  const { rows } = await till.pool.query('delete from reader_lease where tender_id is not null returning *')
  expect(await clearStuckReader(till.world, shownThere, await session())).toMatchObject({
    refusal: { kind: 'reader_busy', saleNumber: number },
  })
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  const { reader_id, tender_id, since } = rows[0]
  await till.pool.query(
    `insert into reader_lease (reader_id, holder, tender_id, since, doubtful) values ($1, 'tender', $2, $3, false)`,
    [reader_id, tender_id, since],
  )
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.rest()
  await till.until(() => expectBooksToBalance(till))
})

test('while a reader is being cleared no charge gets on it', async () => {
  expect(await till.world.sales.takeForClearing(till.readerId, till.clock.now())).toBe(true)
  const sale = await till.sell()
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'reader_busy', holder: 'clearing' } })
  till.clock.offset += 101_000
  await lookAfterReaders(till.world)
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
})

test('a clearing whose answer was lost is in the audit of whoever began it, and is settled', async () => {
  const stranger = await strangersPayment()
  const same = { type: 'process_payment_intent', paymentIntent: stranger }
  await till.mood('cut_before', { method: 'POST', path: '/v1/terminal/readers/*/cancel_action' })
  expect(
    await clearStuckReader(till.world, { readerId: till.readerId, shown: same }, await session()),
  ).toMatchObject({ refusal: { kind: 'stripe_unreachable' } })
  expect((await audited(till.readerId)).at(-1)).toMatchObject({ what: 'begin_clear_reader' })
  till.clock.offset += 101_000
  await lookAfterReaders(till.world)
  expect(await till.reader.now()).toMatchObject({ action: null })
})

test('while one server still compares, no sweep of another clears what has come on the reader', async () => {
  const { payments } = till.world
  let goOn = () => {}
  const held = new Promise<void>(resolve => {
    goOn = resolve
  })
  const slow = {
    ...till.world,
    payments: { ...payments, lookAtReader: (id: string) => held.then(() => payments.lookAtReader(id)) },
  }
  const stuck = {
    readerId: till.readerId,
    shown: { type: 'process_payment_intent', paymentIntent: 'pi_before' },
  }
  const clearing = clearStuckReader(slow, stuck, await session())
  await till.until(async () => expect(await till.world.sales.clearings()).toHaveLength(1))
  const { id } = await till.stripe.paymentIntents.create({
    amount: 700,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: id })
  await sweep(till.world, till.clock.now())
  till.clock.offset += 101_000
  await lookAfterReaders(till.world)
  goOn()
  expect(await clearing).toMatchObject({ refusal: { kind: 'reader_shows_other' } })
  expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
  expect(await till.world.sales.clearings()).toEqual([])
  await till.stripe.terminal.readers.cancelAction(till.readerId)
})

test('moved: registered at the new place first, its registers follow, and the old one is gone', async () => {
  const market = await place('Riverside Market')
  const readerId = await add('Stall')
  const [register] = await till.world.shops.registers()
  await till.pool.query('update register set reader_id = $1 where id = $2', [readerId, register?.id])
  const moved = await moveReader(till.world, { readerId, locationId: market }, await asOwner())
  expect(moved).toMatchObject({ ok: true })
  const newId = moved.ok ? moved.value.readerId : ''
  expect(newId).not.toBe(readerId)
  expect(await one(newId)).toMatchObject({
    label: 'Stall',
    locationName: 'Riverside Market',
    registers: [{ name: 'Register 1' }],
    move: null,
    state: { kind: 'ready' },
  })
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
  expect(await till.world.sales.readerHeld(readerId)).toBeUndefined()
  expect((await audited(newId)).at(-1)).toMatchObject({ what: 'move_reader' })
  expect(await moveReader(till.world, { readerId: newId, locationId: market }, await asOwner())).toEqual({
    ok: false,
    refusal: { kind: 'same_place' },
  })
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('a wrong code costs nothing: the reader stays where it was', async () => {
  const readerId = await add('Kiosk', 'quick-brown-cat')
  const market = await place('Harbour')
  const wanted = { readerId, locationId: market, code: 'no-such-thing' }
  expect(await moveReader(till.world, wanted, await asOwner())).toMatchObject({
    refusal: { kind: 'wrong_pairing_code', because: 'refused' },
  })
  expect(await one(readerId)).toMatchObject({ label: 'Kiosk', move: null, state: { kind: 'ready' } })
  expect(await till.world.sales.readerHeld(readerId)).toBeUndefined()
})

test('the code of another reader moves nothing: what Stripe registered is taken back, and registers keep theirs', async () => {
  const readerId = await add('Veranda', 'quick-brown-newt')
  await add('Patio', 'quick-brown-pike')
  const [register] = await till.world.shops.registers()
  await till.pool.query('update register set reader_id = $1 where id = $2', [readerId, register?.id])
  const market = await place('Bank')
  const there = async () => (await till.stripe.terminal.readers.list({ location: market })).data
  const stands = async () =>
    expect(await one(readerId)).toMatchObject({
      label: 'Veranda',
      move: null,
      state: { kind: 'ready' },
      registers: [{ id: register?.id }],
    })
  const wanted = { readerId, locationId: market, code: 'quick-red-pike' }
  expect(await moveReader(till.world, wanted, await asOwner())).toEqual({
    ok: false,
    refusal: { kind: 'other_reader' },
  })
  expect(await there()).toEqual([])
  expect(await till.stripe.terminal.readers.retrieve(readerId)).toMatchObject({ label: 'Veranda' })
  await stands()
  expect((await audited(readerId)).at(-1)).toMatchObject({ what: 'move_reader_refused' })

  // Stripe does not delete it at once: until it has, the move waits.
  await till.mood('cut_before', { method: 'DELETE', path: '/v1/terminal/readers' })
  expect(await moveReader(till.world, wanted, await asOwner())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  expect(await there()).toHaveLength(1)
  expect((await one(readerId)).move).toMatchObject({ state: 'registering' })
  till.clock.offset += 60_000
  await lookAfterReaders(till.world)
  expect(await there()).toEqual([])
  await stands()
  const own = { ...wanted, code: 'quick-red-newt' }
  expect(await moveReader(till.world, own, await asOwner())).toMatchObject({ ok: true })
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('a move that lost its answer is seen, holds the reader, and is gone on with: one reader, no other', async () => {
  const readerId = await add('Cart')
  const market = await place('Pier')
  await till.mood('cut_after', { method: 'POST', path: '/v1/terminal/readers' })
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toEqual({
    ok: false,
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  })
  expect(await one(readerId)).toMatchObject({
    state: { kind: 'moving' },
    move: { toLocationName: 'Pier', state: 'registering', problem: 'no_answer' },
  })
  // The server that began it is gone; another one finds the row.
  await till.restart()
  till.clock.offset += 60_000
  await lookAfterReaders(till.world)
  const there = (await till.stripe.terminal.readers.list({ location: market })).data
  expect(there).toHaveLength(1)
  expect(await one(there[0]?.id)).toMatchObject({ label: 'Cart', move: null })
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
})

/** The till’s own fleet, but one answer of it comes only when it is let through. */
function lateAnswer(call: 'registerReader' | 'deleteReader') {
  let letThrough = () => {}
  const late = new Promise<void>(resolve => {
    letThrough = resolve
  })
  const { fleet } = till.world
  const after = <A>(answer: A) => late.then(() => answer)
  const held: Pick<typeof fleet, 'registerReader' | 'deleteReader'> = {
    registerReader: (wanted, key) => fleet.registerReader(wanted, key).then(after),
    deleteReader: readerId => fleet.deleteReader(readerId).then(after),
  }
  return { world: { ...till.world, fleet: { ...fleet, [call]: held[call] } }, letThrough }
}
const countOf = async (readerId: string, what: string) =>
  (await audited(readerId)).filter(entry => entry.what === what).length

test('while Stripe’s answer is late only one goes on with a move; and should two, it is done once', async () => {
  const readerId = await add('Tent')
  const market = await place('Meadow')
  const [register] = await till.world.shops.registers()
  await till.pool.query('update register set reader_id = $1 where id = $2', [readerId, register?.id])
  const { world, letThrough } = lateAnswer('registerReader')
  const moving = moveReader(world, { readerId, locationId: market }, await asOwner())
  const there = async () => (await till.stripe.terminal.readers.list({ location: market })).data
  await till.until(async () => expect(await there()).toHaveLength(1))
  await lookAfterReaders(till.world)
  expect((await one(readerId)).move).toMatchObject({ state: 'registering' })

  // So late that another server takes it for dead.
  till.clock.offset += 91_000
  await lookAfterReaders(till.world)
  const newId = (await there())[0]?.id ?? ''
  expect(await one(newId)).toMatchObject({ label: 'Tent', registers: [{ id: register?.id }] })
  letThrough()
  expect(await moving).toEqual({ ok: true, value: { readerId: newId } })
  expect(await countOf(newId, 'move_reader')).toBe(1)
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('who comes late to a move’s end writes nothing and takes nobody’s reader', async () => {
  const readerId = await add('Shed')
  const market = await place('Hill')
  const { world, letThrough } = lateAnswer('deleteReader')
  const moving = moveReader(world, { readerId, locationId: market }, await asOwner())
  const gone = async () => (await till.stripe.terminal.readers.retrieve(readerId)).deleted
  await till.until(async () => expect(await gone()).toBe(true))
  await lookAfterReaders(till.world)
  expect((await one(readerId)).move).toMatchObject({ state: 'deleting' })
  till.clock.offset += 91_000
  await lookAfterReaders(till.world)
  expect(await till.world.readers.hold(readerId, 'office', till.clock.now())).toBe(true)
  letThrough()
  const moved = await moving
  expect(moved).toMatchObject({ ok: true })
  expect(await countOf(moved.ok ? moved.value.readerId : '', 'move_reader')).toBe(1)
  expect(await till.world.sales.readerHeld(readerId)).toBeDefined()
  await till.world.readers.letGo(readerId, 'office')
})

test('a code that is refused to two at once is in the audit once', async () => {
  const readerId = await add('Barn', 'quick-brown-hen')
  const market = await place('Valley')
  const { world, letThrough } = lateAnswer('registerReader')
  const wanted = { readerId, locationId: market, code: 'no-such-thing' }
  const moving = moveReader(world, wanted, await asOwner())
  await till.until(async () => expect((await one(readerId)).move).toMatchObject({ state: 'registering' }))
  till.clock.offset += 91_000
  await till.until(async () => {
    await lookAfterReaders(till.world)
    expect((await one(readerId)).move).toBeNull()
  })
  letThrough()
  expect(await moving).toMatchObject({ ok: false })
  expect(await countOf(readerId, 'move_reader_refused')).toBe(1)
})

test('registered, and the old one could not be deleted yet: by hand or by itself it is finished', async () => {
  const readerId = await add('Bike')
  const market = await place('Lawn')
  await till.mood('cut_before', { method: 'DELETE', path: '/v1/terminal/readers' })
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  expect((await one(readerId)).move).toMatchObject({ state: 'deleting' })
  expect(await goOnMoving(till.world, { readerId }, false)).toMatchObject({ ok: true })
  expect((await shown()).some(reader => reader.id === readerId)).toBe(false)
  expect(await goOnMoving(till.world, { readerId }, false)).toMatchObject({ refusal: { kind: 'not_found' } })
})

test('a registration that Stripe made and answered with 500 is found by its name, not made twice', async () => {
  const readerId = await add('Van')
  const market = await place('Yard')
  await till.mood('status', {
    status: 500,
    executed: true,
    method: 'POST',
    path: '/v1/terminal/readers',
  })
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toMatchObject({
    ok: true,
  })
  expect((await till.stripe.terminal.readers.list({ location: market })).data).toHaveLength(1)
})

test('a registration whose answer was lost is found when another code is typed: one reader, and its register knows it', async () => {
  const readerId = await add('Hatch', 'quick-brown-owl')
  const [register] = await till.world.shops.registers()
  await till.pool.query('update register set reader_id = $1 where id = $2', [readerId, register?.id])
  const market = await place('Quay')
  await till.mood('cut_after', { method: 'POST', path: '/v1/terminal/readers' })
  const wanted = { readerId, locationId: market, code: 'quick-red-owl' }
  expect(await moveReader(till.world, wanted, await asOwner())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  const moved = await goOnMoving(till.world, { readerId, code: 'quick-blue-owl' }, false)
  expect(moved).toMatchObject({ ok: true })
  const there = (await till.stripe.terminal.readers.list({ location: market })).data
  expect(there.map(({ id }) => id)).toEqual([moved.ok && moved.value.readerId])
  expect(await one(there[0]?.id)).toMatchObject({ registers: [{ id: register?.id }], move: null })
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('another code after a registration that Stripe answered with 500 is another request', async () => {
  const readerId = await add('Gate', 'quick-brown-elk')
  const market = await place('Wharf')
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/terminal/readers', times: 1 })
  const wanted = { readerId, locationId: market, code: 'quick-red-elk' }
  expect(await moveReader(till.world, wanted, await asOwner())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  await till.mood('cut_after', { method: 'POST', path: '/v1/terminal/readers' })
  expect(await goOnMoving(till.world, { readerId, code: 'quick-blue-elk' }, false)).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  expect(await goOnMoving(till.world, { readerId, code: 'quick-green-elk' }, false)).toMatchObject({
    ok: true,
  })
  expect((await till.stripe.terminal.readers.list({ location: market })).data).toHaveLength(1)
  expect((await shown()).filter(reader => reader.label === 'Gate')).toHaveLength(1)
})

test('a move is given up only when Stripe’s list says that nothing was made', async () => {
  const readerId = await add('Booth', 'quick-brown-bee')
  const market = await place('Jetty')
  await till.mood('cut_before', { method: 'POST', path: '/v1/terminal/readers' })
  const wanted = { readerId, locationId: market, code: 'no-such-thing' }
  const away = { refusal: { kind: 'stripe_unreachable' } }
  expect(await moveReader(till.world, wanted, await asOwner())).toMatchObject(away)
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/terminal/readers' })
  expect(await goOnMoving(till.world, { readerId }, false)).toMatchObject(away)
  expect((await one(readerId)).move).toMatchObject({ state: 'registering' })
  await till.calm()
  till.clock.offset += 60_000
  await lookAfterReaders(till.world)
  expect(await one(readerId)).toMatchObject({ label: 'Booth', move: null, state: { kind: 'ready' } })
  expect(await till.world.sales.readerHeld(readerId)).toBeUndefined()
})

test('a move that Stripe never says anything about is given up, and told so: the reader stayed where it was', async () => {
  const readerId = await add('Cabin')
  const market = await place('Lighthouse')
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/terminal/readers', times: 0 })
  expect(await moveReader(till.world, { readerId, locationId: market }, await asOwner())).toMatchObject({
    refusal: { kind: 'stripe_unreachable' },
  })
  for (const _ of [2, 3, 4])
    expect(await goOnMoving(till.world, { readerId }, false)).toMatchObject({
      refusal: { kind: 'stripe_unreachable' },
    })
  expect(await goOnMoving(till.world, { readerId }, false)).toEqual({
    ok: false,
    refusal: { kind: 'not_moved' },
  })
  expect(await one(readerId)).toMatchObject({ label: 'Cabin', move: null, state: { kind: 'ready' } })
})

test('a hundred readers and more come page by page, and a list without one takes it off', async () => {
  const yard = await place('Warehouse')
  const made = await Promise.all(
    Array.from({ length: 101 }, (_, i) =>
      till.stripe.terminal.readers.create({
        registration_code: 'simulated-s700',
        label: `Shelf ${i}`,
        location: yard,
      }),
    ),
  )
  till.clock.offset += 1_000
  await watched()
  const inYard = (await shown()).filter(reader => reader.locationId === yard)
  expect(inYard).toHaveLength(101)
  await Promise.all(made.slice(0, 3).map(({ id }) => till.stripe.terminal.readers.del(id)))
  till.clock.offset += 1_000
  await watched()
  expect((await shown()).filter(reader => reader.locationId === yard)).toHaveLength(98)
})

test('a reader that vanished at Stripe is still shown while a register counts on it', async () => {
  const readerId = await add('Ghost')
  await till.pool.query('update register set reader_id = $1', [readerId])
  await till.stripe.terminal.readers.del(readerId)
  till.clock.offset += 1_000
  await watched()
  expect((await one(readerId)).state).toMatchObject({ kind: 'gone' })
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})
