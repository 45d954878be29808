import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import type { TimelineEntry } from '#lib/contracts/timeline.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { paymentsInFlight } from '#lib/queries/payments-in-flight.ts'
import { dealtAnswer, surprisesNow } from '#lib/queries/surprises.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { signedInAs } from '#lib/testing/staff-of-till.ts'
import { checkTender } from './check-tender.ts'
import { dealWithSurprise } from './deal-with-surprise.ts'
import { steerPayment } from './steer-payment.ts'
import { stopTender } from './stop-tender.ts'
import { takeCash } from './take-cash.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.calm())

async function session(role: Role = 'owner'): Promise<Session> {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return { ...found, role }
}

async function liveTender(saleId: SaleId) {
  const tender = liveCard((await till.sale(saleId)).sale)
  if (!tender) throw new Error('no card payment is alive')
  return tender
}

async function diaryOf(saleId: SaleId) {
  const answer = await timelineOf(till.world, saleId)
  if (!answer) throw new Error(`no sale ${saleId}`)
  return answer
}

/** One word per entry: what it is, and of which step or Stripe's type. */
const brief = (entry: TimelineEntry): string => {
  if (entry.kind === 'call') return `${entry.call.step} ${entry.call.outcome}`
  if (entry.kind === 'knock') return `knock ${String(entry.data.type)}`
  return entry.kind
}

test('the diary of a payment tells every wish, call and knock in order, and who wished', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await till.until(async () => {
    const told = (await diaryOf(saleId)).entries.map(brief)
    expect(told).toContain('knock payment_intent.succeeded')
    expect(told).toContain('knock terminal.reader.action_succeeded')
  })
  const { entries, sale, registerName, readers } = await diaryOf(saleId)

  expect(entries.slice(0, 3).map(brief)).toEqual(['wish', 'create done', 'process done'])
  expect(entries[0]).toMatchObject({ staffName: 'Mina Okafor', data: { charge: sale.wantedTotal.minor } })
  expect(registerName).toBe('Register 1')
  expect(Object.keys(readers)).toEqual([till.readerId])
  for (const entry of entries) {
    if (entry.kind !== 'call') continue
    expect(entry.call).toMatchObject({ requestId: expect.stringMatching(/^req_/), ms: expect.any(Number) })
    expect(entry.call.path).toMatch(/^\/v1\//)
  }
  const times = entries.map(entry => entry.at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('the diary never carries a secret, a card number or what was sent', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(saleId, 'declined')
  const told = JSON.stringify(await diaryOf(saleId))
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
  await till.rest()
  expect(told).not.toMatch(/sk_test_|whsec_|client_secret|"params"|4000000000009995/)
})

test('Check now asks Stripe at once: a tap whose webhooks were all lost is found', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const { id: tenderId } = await liveTender(saleId)
  expect(await paymentsInFlight(till.world)).toMatchObject({
    live: [
      {
        tenderId,
        saleId,
        mood: 'waiting',
        registerName: 'Register 1',
        staffName: 'Mina Okafor',
        canStop: true,
      },
    ],
    left: [],
    open: [],
  })
  await till.reader.tap('visa')
  expect(await checkTender(till.world, { tenderId, staffId: (await session()).staffId })).toEqual({
    ok: true,
    value: { asked: true },
  })
  await till.untilPaid(saleId)
  await till.until(async () => expect((await paymentsInFlight(till.world)).live).toEqual([]))
  await till.rest()
  await expectBooksToBalance(till)
})

test('a manager stops a payment of any register, and its reader is free', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const { id: tenderId, paymentIntent } = await liveTender(saleId)

  const stopped = await stopTender(till.world, { session: await session('manager'), tenderId })
  expect(stopped).toMatchObject({ ok: true })
  await till.untilMood(saleId, 'none')
  expect(await till.stripe.paymentIntents.retrieve(paymentIntent ?? '')).toMatchObject({ status: 'canceled' })
  await till.until(async () => expect((await paymentsInFlight(till.world)).left).toEqual([]))
  const { entries } = await diaryOf(saleId)
  expect(entries).toContainEqual(
    expect.objectContaining({
      kind: 'wish',
      staffName: 'Mina Okafor',
      data: { wish: 'stop', from: 'payments' },
    }),
  )
  await till.rest()
  await expectBooksToBalance(till)
})

test('money wins over Stop: a card that was being authorised pays, and the manager’s wish changes nothing', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  await till.mood('hold_authorization')
  await till.reader.tap('visa')
  const { id: tenderId } = await liveTender(saleId)
  await stopTender(till.world, { session: await session(), tenderId })
  await till.rest()
  await till.reader.letAuthorise()
  await till.untilPaid(saleId)
  await till.rest()
  expect(await stopTender(till.world, { session: await session(), tenderId })).toEqual({
    ok: false,
    refusal: { kind: 'no_card_payment' },
  })
  await till.rest()
  await expectBooksToBalance(till)
})

test('a reader that an ended payment still holds is listed, and let go of on demand', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const { id: tenderId } = await liveTender(saleId)
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
  await till.until(async () => expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0))
  await till.rest()
  // What a crash between the end and the release leaves behind.
  await till.pool.query(
    `insert into reader_lease (reader_id, holder, tender_id, since, doubtful) values ($1, 'tender', $2, $3, false)`,
    [till.readerId, tenderId, till.clock.now()],
  )
  expect(await paymentsInFlight(till.world)).toMatchObject({
    live: [],
    left: [{ tenderId, readerId: till.readerId }],
  })

  expect(await stopTender(till.world, { session: await session(), tenderId })).toMatchObject({ ok: true })
  await till.until(async () => expect((await paymentsInFlight(till.world)).left).toEqual([]))
  await till.rest()
  await expectBooksToBalance(till)
})

test('a call that nobody answers is listed after some seconds, and Check now sends it again under its key', async () => {
  await till.mood('cut_before', { method: 'POST', path: '/v1/payment_intents' })
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'unreachable')
  await till.rest()
  expect((await paymentsInFlight(till.world)).open).toEqual([])
  till.clock.offset += 5_000
  const { id: tenderId } = await liveTender(saleId)
  expect((await paymentsInFlight(till.world)).open).toMatchObject([{ tenderId, step: 'create' }])

  await checkTender(till.world, { tenderId, staffId: (await session()).staffId })
  await till.untilMood(saleId, 'waiting')
  expect((await paymentsInFlight(till.world)).open).toEqual([])
  const told = (await diaryOf(saleId)).entries.filter(entry => entry.kind !== 'look')
  expect(told.map(brief).slice(0, 5)).toEqual(['wish', 'create done', 'unanswered', 'wish', 'process done'])
  expect(told.find(entry => entry.kind === 'call')).toMatchObject({ call: { n: 1 } })
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
  await till.rest()
})

test('each sending that gets no answer has its line in the diary: what it was, and how long it waited', async () => {
  await till.mood('cut_before', { method: 'POST', path: '*/process_payment_intent', times: 3 })
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'asking')
  await till.comes(async () => expect((await till.sale(saleId)).payment?.mood).toBe('waiting'))
  const { entries } = await diaryOf(saleId)
  const lost = entries.flatMap(entry => (entry.kind === 'unanswered' && !entry.data.look ? [entry.data] : []))
  const line = { step: 'process', n: 1, ms: expect.any(Number), code: 'no_answer' }
  expect(lost).toMatchObject([1, 2, 3].map(times => ({ ...line, times })))
  const call = entries.find(entry => entry.kind === 'call' && entry.call.step === 'process')
  expect(call).toMatchObject({ call: { outcome: 'done', timesSent: 4 } })
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
  await till.rest()
})

test('a payment cancelled behind our back waits in the list until a manager says what was done', async () => {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const { id: tenderId, paymentIntent } = await liveTender(saleId)
  await till.stripe.terminal.readers.cancelAction(till.readerId)
  await till.stripe.paymentIntents.cancel(paymentIntent ?? '')
  await till.until(async () => expect((await surprisesNow(till.world)).open).toHaveLength(1))
  await till.rest()
  const [open] = (await surprisesNow(till.world)).open
  expect(open).toMatchObject({ kind: 'canceled_elsewhere', saleId, tenderId })
  const note = { id: open?.id ?? 0, version: open?.version ?? 0, how: 'Rang it up again' }

  expect(await dealWithSurprise(till.world, { session: await session(), ...note })).toMatchObject({
    ok: true,
  })
  expect(await dealWithSurprise(till.world, { session: await session(), ...note })).toEqual({
    ok: false,
    refusal: { kind: 'dealt_with' },
  })
  expect(await surprisesNow(till.world)).toMatchObject({ open: [], openWaiting: 0, hasDealt: true })
  expect((await dealtAnswer(till.world, tableQueryFrom({}))).rows).toMatchObject([
    { kind: 'canceled_elsewhere', saleId, dealt: { by: 'Mina Okafor', how: 'Rang it up again' } },
  ])
  const told = (await diaryOf(saleId)).entries.map(brief)
  expect(told.indexOf('surprise')).toBeGreaterThan(0)
  expect(told.at(-1)).toBe('dealt')
  await till.rest()
})

test('nothing is known of a tender or a sale that is not there', async () => {
  const tenderId = idOf('tender', '00000000-0000-4000-8000-000000000000')
  expect(await checkTender(till.world, { tenderId, staffId: (await session()).staffId })).toMatchObject({
    refusal: { kind: 'not_found' },
  })
  expect(await stopTender(till.world, { session: await session(), tenderId })).toMatchObject({
    refusal: { kind: 'not_found' },
  })
  expect(await timelineOf(till.world, idOf('sale', '00000000-0000-4000-8000-000000000000'))).toBeUndefined()
})

test('a payment at another counter is stopped from here with consent alone, also by the sale’s own door', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  const elsewhere = idOf('register', randomUUID())
  await till.pool.query(`insert into register (id, name) values ($1, 'Terrace')`, [elsewhere])
  const { session: cashier } = await signedInAs(till.world, 'cashier')
  await till.pool.query('update session set register_id = $1 where hash = $2', [elsewhere, cashier.hash])
  for (const wish of ['cancel', 'change_sale'] as const)
    expect(await steerPayment(till.world, { saleId: sale, sessionHash: cashier.hash, wish })).toEqual({
      ok: false,
      refusal: {
        kind: 'not_allowed',
        permission: 'payments.stop',
        approvable: true,
        about: `${sale} ${wish}`,
      },
    })
  expect((await till.sale(sale)).payment?.mood).toBe('waiting')
  await till.pool.query(`update staff set role = 'manager' where id = $1`, [cashier.staffId])
  expect(
    await steerPayment(till.world, { saleId: sale, sessionHash: cashier.hash, wish: 'cancel' }),
  ).toMatchObject({ ok: true })
  const { rows } = await till.pool.query('select what, staff_id from audit where subject = $1', [sale])
  expect(rows).toEqual([{ what: 'stop_payment', staff_id: cashier.staffId }])
})

test('what another register does to a sale is told with that register’s name, what its own does without', async () => {
  const elsewhere = idOf('register', randomUUID())
  await till.pool.query(`insert into register (id, name) values ($1, 'Garden')`, [elsewhere])
  const { session: cashier } = await signedInAs(till.world, 'cashier', 'Gwen Garden')
  await till.pool.query('update session set register_id = $1 where hash = $2', [elsewhere, cashier.hash])
  const [own, others] = [await till.sell(), await till.sell()]
  await till.cash(own)
  const { minor } = (await till.sale(others)).sale.wantedTotal
  const paid = await takeCash(till.world, {
    sessionHash: cashier.hash,
    saleId: others,
    tenderId: idOf('tender', randomUUID()),
    handedMinor: minor,
    shownMinor: minor,
  })
  expect(paid).toMatchObject({ ok: true })
  const wishOf = async (saleId: SaleId) =>
    (await diaryOf(saleId)).entries.find(entry => entry.kind === 'wish')
  expect(await wishOf(others)).toMatchObject({ staffName: 'Gwen Garden', data: { register: 'Garden' } })
  expect(await wishOf(own)).toMatchObject({ data: { cash: expect.any(Number) } })
  expect(await wishOf(own)).not.toHaveProperty('data.register')
})
