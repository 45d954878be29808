import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import type { World } from '#lib/ports/world.ts'
import { readerDetail, readersAnswer } from '#lib/queries/readers.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { dealWithUnknown } from '../deal-with-surprise.ts'
import { replayMoneyBack } from '../replay-events.ts'
import { sweep } from '../sweep.ts'
import { advanceReaderTest } from './advance-reader-test.ts'
import { lookAfterReaders } from './look-after-readers.ts'
import { moveReader } from './move-reader.ts'
import { registerReader } from './register-reader.ts'
import { startReaderTest, stopReaderTest } from './test-reader.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.until(async () => expect(await openTests()).toEqual([]))
  await till.rest()
  await expectBooksToBalance(till)
})
afterAll(() => till?.close())

const side = { mode: 'test', simulatorOrigin: undefined } as const

const openTests = async () =>
  (await till.pool.query('select id from reader_test where ended_at is null')).rows

async function by(live = false) {
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  return { session, live }
}

const start = async (press: string = randomUUID(), live = false, readerId = till.readerId) =>
  startReaderTest(till.world, { readerId, press, shownMinor: 100 }, await by(live))

const latest = async (readerId = till.readerId): Promise<ReaderTest> => {
  const found = await till.world.readerTests.latest(readerId)
  if (!found) throw new Error('no test')
  return found
}

const ended = (readerId = till.readerId) =>
  till.until(async () => expect((await latest(readerId)).endedAt).toBeDefined())

/** The server's own round, again and again. */
const goesOn = (readerId = till.readerId) =>
  till.until(async () => {
    till.clock.offset += 3_000
    await lookAfterReaders(till.world)
    expect((await latest(readerId)).endedAt).toBeDefined()
  })

const intentOf = async ({ paymentIntent }: ReaderTest) =>
  till.stripe.paymentIntents.retrieve(paymentIntent ?? '', { expand: ['latest_charge'] })

const realReader = (label: string) => newReader(label, `quick-brown-${label}`)
const simulatedReader = (label: string) => newReader(label, 'simulated-s700')

async function newReader(label: string, code: string): Promise<string> {
  const locationId = (await till.world.shops.shop())?.locationId ?? ''
  const wanted = { press: randomUUID(), code, label, locationId }
  const done = await registerReader(till.world, wanted, await by())
  if (!done.ok) throw new Error(`not registered: ${JSON.stringify(done.refusal)}`)
  return done.value.readerId
}

/** A person taps: the simulator's own way, which works for real readers too. */
const tap = (readerId: string, number = '4242424242424242') =>
  till.control('POST', `readers/${readerId}/present`, { number })

test('a simulated card is held to it, paid, given back, timed step by step, and in no sale’s books', async () => {
  expect(await start()).toMatchObject({ ok: true })
  await ended()
  const done = await latest()
  expect(done).toMatchObject({
    result: 'approved',
    money: 'back',
    cardWords: { brand: 'visa', last4: '4242' },
  })
  expect(done.calls.map(({ step, outcome }) => [step, outcome])).toEqual([
    ['create', 'done'],
    ['process', 'done'],
    ['present', 'done'],
    ['refund', 'done'],
  ])
  for (const call of done.calls)
    expect([call.ms !== undefined, call.requestId]).toEqual([true, expect.any(String)])
  const { rows } = await till.pool.query(
    `select what, staff_name, reader_id, after, request_id from audit where subject = $1 and what like 'test_reader%' order by seq`,
    [till.readerId],
  )
  const requests = done.calls.map(({ step, requestId }) => `${step} ${requestId}`)
  expect(rows).toMatchObject([
    { what: 'test_reader', staff_name: 'Mina Okafor', request_id: null },
    {
      what: 'test_reader_answered',
      staff_name: 'Mina Okafor',
      reader_id: till.readerId,
      after: { result: 'approved', money: 'back', requests },
      request_id: done.calls.find(({ step }) => step === 'refund')?.requestId,
    },
  ])
  const intent = await intentOf(done)
  expect(intent).toMatchObject({
    amount: 100,
    metadata: { tapline_test: done.id },
    latest_charge: { amount_refunded: 100 },
  })
  expect(await sweep(till.world, till.clock.now() - 60_000)).toMatchObject({ done: 0 })
  expect((await till.pool.query('select from sale')).rowCount).toBe(0)
})

test('the same press twice is one test; another amount than the one on the button is refused', async () => {
  const press = randomUUID()
  const both = await Promise.all([start(press), start(press)])
  expect(both[0]).toEqual(both[1])
  await ended()
  const { session } = await by()
  expect(
    await startReaderTest(
      till.world,
      { readerId: till.readerId, press: randomUUID(), shownMinor: 5_000 },
      { session, live: true },
    ),
  ).toMatchObject({ refusal: { kind: 'total_changed', now: { minor: 100 } } })
})

test('a test never meets a sale: each is refused while the other has the reader', async () => {
  const readerId = await realReader('sale')
  await till.pool.query('update register set reader_id = $1', [readerId])
  await start(randomUUID(), false, readerId)
  const sale = await till.sell()
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'reader_busy', holder: 'test' } })
  expect((await readersAnswer(till.world, { mode: 'test' })).readers).toContainEqual(
    expect.objectContaining({ id: readerId, state: expect.objectContaining({ kind: 'testing' }) }),
  )
  await stopReaderTest(till.world, readerId)
  await goesOn(readerId)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  expect(await start(randomUUID(), false, readerId)).toMatchObject({
    refusal: { kind: 'reader_busy', saleNumber: expect.any(Number) },
  })
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await till.pool.query('update register set reader_id = $1', [till.readerId])
})

test('with a test key and a real reader a person taps a test card', async () => {
  const readerId = await realReader('tapped')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  expect(await latest(readerId)).toMatchObject({ mode: 'card', live: false })
  await tap(readerId)
  till.clock.offset += 2_000
  await lookAfterReaders(till.world)
  await ended(readerId)
  expect(await latest(readerId)).toMatchObject({ result: 'approved', money: 'back' })
})

test('with a live key nothing is simulated: a person taps, is charged the smallest amount, and has it back', async () => {
  const live = await openTill({ live: true })
  try {
    const session = await live.world.staff.session(live.sessionHash, live.clock.now())
    if (!session) throw new Error('nobody is signed in')
    const as = { session, live: true }
    const locationId = (await live.world.shops.shop())?.locationId ?? ''
    const wanted = { press: randomUUID(), label: 'Window', locationId }
    const simulated = await registerReader(live.world, { ...wanted, code: 'simulated-s700' }, as)
    expect(simulated).toMatchObject({ refusal: { kind: 'wrong_pairing_code' } })
    const made = await registerReader(live.world, { ...wanted, code: 'quick-brown-fox' }, as)
    if (!made.ok) throw new Error(`not registered: ${JSON.stringify(made.refusal)}`)
    const { readerId } = made.value
    const read = () => live.world.readerTests.latest(readerId)
    await startReaderTest(live.world, { readerId, press: randomUUID(), shownMinor: 100 }, as)
    await live.until(async () => expect((await read())?.litAt).toBeDefined())
    await live.control('POST', `readers/${readerId}/present`, { number: '4242424242424242' })
    await live.until(async () => {
      live.clock.offset += 2_000
      await lookAfterReaders(live.world)
      expect((await read())?.endedAt).toBeDefined()
    })
    const test = await read()
    expect(test).toMatchObject({ mode: 'card', live: true, result: 'approved', money: 'back' })
    expect(test?.calls.map(({ step }) => step)).toEqual(['create', 'process', 'refund'])
    const [intent] = await live.intents('succeeded')
    expect(intent).toMatchObject({ livemode: true, amount: 100, metadata: { tapline_test: test?.id } })
    const { data } = await live.stripe.refunds.list()
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([[100, 'succeeded']])
  } finally {
    await live.close()
  }
})

test('in Canada an Interac card is declined by a test: its money would not go back by itself', async () => {
  const canada = await openTill({
    home: { country: 'CA', place: '1 King Street West, Toronto', region: 'ON M5V 2T6' },
  })
  try {
    const session = await canada.world.staff.session(canada.sessionHash, canada.clock.now())
    if (!session) throw new Error('nobody is signed in')
    const as = { session, live: false }
    const locationId = (await canada.world.shops.shop())?.locationId ?? ''
    const wanted = { press: randomUUID(), code: 'quick-brown-elk', label: 'Window', locationId }
    const made = await registerReader(canada.world, wanted, as)
    if (!made.ok) throw new Error(`not registered: ${JSON.stringify(made.refusal)}`)
    const { readerId } = made.value
    const read = () => canada.world.readerTests.latest(readerId)
    await startReaderTest(canada.world, { readerId, press: randomUUID(), shownMinor: 100 }, as)
    await canada.until(async () => expect((await read())?.litAt).toBeDefined())
    await canada.control('POST', `readers/${readerId}/present`, {
      number: '4506445006931933',
      type: 'interac_present',
    })
    await canada.until(async () => {
      canada.clock.offset += 2_000
      await lookAfterReaders(canada.world)
      expect((await read())?.endedAt).toBeDefined()
    })
    expect(await read()).toMatchObject({ amount: { currency: 'cad' }, result: 'declined', money: 'back' })
    expect(await canada.intents('succeeded')).toEqual([])
  } finally {
    await canada.close()
  }
})

/** The shop's readers ask for tips. */
async function askForTips() {
  const { id } = await till.stripe.terminal.configurations.create({
    tipping: { usd: { percentages: [15, 20, 25] } },
  })
  const locationId = (await till.world.shops.shop())?.locationId ?? ''
  await till.stripe.terminal.locations.update(locationId, { configuration_overrides: id })
  return async () => {
    await till.stripe.terminal.locations.update(locationId, { configuration_overrides: '' })
  }
}

test('nobody is asked for a tip by a test, and a tip that came all the same goes back with it', async () => {
  const askNoMore = await askForTips()
  const readerId = await realReader('tipped')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  expect(await till.stripe.terminal.readers.retrieve(readerId)).toMatchObject({
    action: { process_payment_intent: { process_config: { skip_tipping: true } } },
  })
  const { paymentIntent: payment_intent = '' } = await latest(readerId)
  await till.stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent })
  await till.control('POST', `readers/${readerId}/present`, {
    number: '4242424242424242',
    amount_tip: 500,
  })
  till.clock.offset += 2_000
  await lookAfterReaders(till.world)
  await ended(readerId)
  expect(await latest(readerId)).toMatchObject({ result: 'approved', money: 'back' })
  expect((await till.stripe.paymentIntents.retrieve(payment_intent)).amount_received).toBe(600)
  expect(await intentOf(await latest(readerId))).toMatchObject({ latest_charge: { amount_refunded: 600 } })
  await askNoMore()
})

test('declined: nothing was taken, and the intent is cancelled', async () => {
  const readerId = await realReader('declined')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  await tap(readerId, '4000000000009995')
  till.clock.offset += 2_000
  await lookAfterReaders(till.world)
  await ended(readerId)
  const test = await latest(readerId)
  expect(test).toMatchObject({ result: 'declined', code: 'insufficient_funds', money: 'back' })
  expect((await intentOf(test)).status).toBe('canceled')
})

test('nobody taps for two minutes: the reader is cleared, the intent cancelled', async () => {
  const readerId = await realReader('nobody')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  till.clock.offset += 121_000
  await lookAfterReaders(till.world)
  await ended(readerId)
  expect(await latest(readerId)).toMatchObject({ result: 'nobody_tapped', money: 'back' })
  expect(await till.stripe.terminal.readers.retrieve(readerId)).toMatchObject({ action: null })
})

test('stopped while the bank has the card: money wins, and goes back', async () => {
  const readerId = await realReader('stop')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  await till.mood('hold_authorization', { reader: readerId })
  void tap(readerId)
  await till.until(async () => {
    const seen = await till.stripe.paymentIntents.retrieve((await latest(readerId)).paymentIntent ?? '')
    expect(seen.status).not.toBe('succeeded')
  })
  expect(await stopReaderTest(till.world, readerId)).toEqual({ ok: true, value: 'stopping' })
  await till.control('POST', `readers/${readerId}/release_authorization`)
  await till.until(async () => {
    till.clock.offset += 6_000
    await lookAfterReaders(till.world)
    expect((await latest(readerId)).endedAt).toBeDefined()
  })
  expect(['approved', 'stopped']).toContain((await latest(readerId)).result)
  expect((await latest(readerId)).money).toBe('back')
})

test.each(['reader_offline', 'reader_updating', 'hardware_fault'] as const)(
  '%s: not taken, said why, nothing left behind',
  async mood => {
    await till.mood(mood, { reader: till.readerId, times: 1 })
    await start()
    await ended()
    const test = await latest()
    expect(test).toMatchObject({
      result: 'not_taken',
      code: expect.stringMatching(/^terminal_reader_/),
      money: 'back',
    })
    expect((await intentOf(test)).status).toBe('canceled')
    await till.calm()
  },
)

test.each([
  ['create', '/v1/payment_intents'],
  ['process', '/v1/terminal/readers'],
  ['present', '/v1/test_helpers'],
  ['refund', '/v1/refunds'],
] as const)(
  'the answer to %s is lost: asked again under the same key, it happens once',
  async (step, path) => {
    await till.mood('cut_after', { method: 'POST', path })
    await start()
    await till.until(async () => expect((await latest()).calls.some(call => call.step === step)).toBe(true))
    await till.until(async () => {
      till.clock.offset += 3_000
      await lookAfterReaders(till.world)
      expect((await latest()).endedAt).toBeDefined()
    })
    const test = await latest()
    expect(test).toMatchObject({ result: 'approved', money: 'back' })
    expect(test.calls.filter(call => call.step === step)).toHaveLength(1)
    expect(await intentOf(test)).toMatchObject({ latest_charge: { amount_refunded: 100 } })
  },
)

test('a refund that Stripe made and answered with 500 is found, not asked for again: the money is back', async () => {
  await till.mood('status', { status: 500, executed: true, method: 'POST', path: '/v1/refunds' })
  await start()
  await goesOn()
  const test = await latest()
  expect(test).toMatchObject({ result: 'approved', money: 'back' })
  expect(test.calls.filter(({ step }) => step === 'refund')).toHaveLength(1)
  expect(await intentOf(test)).toMatchObject({ latest_charge: { amount_refunded: 100 } })
})

test('money that Stripe would not give back waits for a person, whatever is tested or moved meanwhile', async () => {
  const readerId = await simulatedReader('Owing')
  const owing = async (id: string) => (await readerDetail(till.world, id, side))?.owing
  await till.mood('status', { status: 500, method: 'POST', path: '/v1/refunds', times: 5 })
  await start(randomUUID(), false, readerId)
  await goesOn(readerId)
  const owed = await latest(readerId)
  expect(owed).toMatchObject({ result: 'approved', money: 'owed' })
  expect(owed.calls.filter(({ step }) => step === 'refund')).toHaveLength(5)
  const { paymentIntent = '' } = owed

  await start(randomUUID(), false, readerId)
  await goesOn(readerId)
  expect(await latest(readerId)).toMatchObject({ money: 'back' })
  expect(await owing(readerId)).toMatchObject([{ paymentIntent }])
  const history = (await readerDetail(till.world, readerId, side))?.history
  expect(history?.events.filter(({ kind }) => kind === 'test').map(event => event.owed)).toEqual([
    undefined,
    true,
  ])
  const { id: locationId } = await till.stripe.terminal.locations.create({
    display_name: 'Pier',
    address: { country: 'US', line1: '2 Pier Road', city: 'Portland', state: 'ME', postal_code: '04101' },
  })
  const moved = await moveReader(till.world, { readerId, locationId }, await by())
  const newId = moved.ok ? moved.value.readerId : ''
  expect(await owing(newId)).toMatchObject([{ paymentIntent }])

  const { unknown, unknownWaiting } = await surprisesNow(till.world)
  expect(unknownWaiting).toBe(1)
  expect(unknown).toMatchObject([
    { paymentIntent, amount: { minor: 100 }, live: false, tested: { readerId, label: 'Owing' } },
  ])
  await till.stripe.refunds.create({ payment_intent: paymentIntent })
  const note = { session: (await by()).session, paymentIntent, how: 'Given back in the Dashboard' }
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ ok: true })
  expect(await owing(newId)).toEqual([])
})

test('money that comes back to us after Stripe had said yes to the refund is owed, whatever the reader does meanwhile', async () => {
  const readerId = await realReader('fails')
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  await tap(readerId, '4000000000005126')
  await goesOn(readerId)
  const given = await latest(readerId)
  expect(given).toMatchObject({ result: 'approved', money: 'back' })

  expect(await start(randomUUID(), false, readerId)).toMatchObject({ ok: true })
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  await till.mood('status', { status: 500, method: 'GET', path: '/v1/refunds' })
  await till.turn(60_000)
  await till.until(async () => {
    till.clock.offset += 3_000
    await lookAfterReaders(till.world)
    expect((await till.world.readerTests.find(given.id))?.test.money).toBe('owed')
  })
  const { rows } = await till.pool.query(
    `select staff_name, after ->> 'money' as money from audit
     where subject = $1 and what = 'test_reader_answered' order by seq`,
    [readerId],
  )
  expect(rows.map(({ staff_name, money }) => [staff_name, money])).toEqual([
    ['Mina Okafor', 'back'],
    ['Mina Okafor', 'owed'],
  ])
  const { unknown } = await surprisesNow(till.world)
  const { paymentIntent = '' } = given
  expect(unknown).toContainEqual(
    expect.objectContaining({ paymentIntent, tested: { readerId, label: 'fails' } }),
  )
  expect((await readerDetail(till.world, readerId, side))?.owing).toMatchObject([{ paymentIntent }])
  expect(await till.world.sales.readerHeld(readerId), 'by the test under way').toMatchObject({
    holder: { kind: 'test' },
  })
  await stopReaderTest(till.world, readerId)
  await goesOn(readerId)
  expect(await latest(readerId)).toMatchObject({ money: 'back' })
  const note = { session: (await by()).session, paymentIntent, how: 'Given back in cash' }
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ ok: true })
})

test('a till that Stripe cannot knock at hears by asking that the money has come back', async () => {
  const readerId = await realReader('unheard')
  await till.mood('webhook_dropped', { times: 0 })
  await start(randomUUID(), false, readerId)
  await till.until(async () => expect((await latest(readerId)).litAt).toBeDefined())
  await tap(readerId, '4000000000005126')
  await goesOn(readerId)
  const { id, paymentIntent = '', money } = await latest(readerId)
  expect(money).toBe('back')
  await till.turn(60_000)
  const refunds = () => till.stripe.refunds.list({ payment_intent: paymentIntent })
  await till.until(async () => expect((await refunds()).data[0]?.status).toBe('failed'))
  expect(await replayMoneyBack(till.world, till.clock.now())).toMatchObject({ ok: true })
  // Of all others too, what Stripe has told since.
  await till.until(async () => {
    await lookAfterReaders(till.world)
    expect(await till.world.readerTests.nextDueAt()).toBeUndefined()
  })
  expect((await till.world.readerTests.find(id))?.test.money).toBe('owed')
  const note = { session: (await by()).session, paymentIntent, how: 'Given back in cash' }
  expect(await dealWithUnknown(till.world, note)).toMatchObject({ ok: true })
})

class Died extends Error {}

/** A server that dies right before its n-th save or right after its n-th answer. */
function dying(world: World, at: number): World {
  let steps = 0
  const step = () => {
    if (++steps === at) throw new Died()
  }
  return {
    ...world,
    readerTests: {
      ...world.readerTests,
      save: async (...saved) => {
        step()
        return world.readerTests.save(...saved)
      },
    },
    payments: {
      ...world.payments,
      send: async (...sent) => {
        const ending = await world.payments.send(...sent)
        step()
        return ending
      },
    },
  }
}

test('whatever moment the server dies at, another finishes it: paid once at most, back, and the reader free', async () => {
  let died = 0
  for (let at = 1; at < 40; at++) {
    const press = randomUUID()
    const mine = await by()
    const row: ReaderTest = {
      id: `test_${press}`,
      readerId: till.readerId,
      mode: 'simulated',
      live: false,
      amount: { minor: 100, currency: 'usd' },
      startedAt: till.clock.now(),
      staffName: 'Mina',
      calls: [],
      money: 'none',
    }
    const entry = { what: 'test_reader', subject: till.readerId }
    const who = {
      staffId: mine.session.staffId,
      staffName: 'Mina',
      registerId: null,
      at: till.clock.now(),
    }
    expect(await till.world.readerTests.begin(row, entry, who)).toBe('begun')
    const over = await advanceReaderTest(dying(till.world, at), row.id).then(
      () => true,
      error => {
        if (!(error instanceof Died)) throw error
        died++
        return false
      },
    )
    till.clock.offset += 100_000
    await goesOn()
    const test = await latest()
    expect(test).toMatchObject({ id: row.id, result: 'approved', money: 'back' })
    expect(await intentOf(test)).toMatchObject({
      amount_received: 100,
      latest_charge: { amount_refunded: 100 },
    })
    expect(await till.world.sales.readerHeld(till.readerId)).toBeUndefined()
    if (over) break
  }
  expect(died).toBeGreaterThan(8)
})
