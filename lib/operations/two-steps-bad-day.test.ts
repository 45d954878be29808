import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { twoStepsOf } from '#lib/testing/two-steps.ts'

/**
 * A bad day at a register that reads a card first and charges it at a yes: what can go wrong with one step can go wrong with either of two.
 * Each story ends with the reader free, nobody charged twice, and a further try that pays.
 */

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
  await till.pool.query('update register set two_steps = true')
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const { moodOf, tenderOf, charged, collected, expectOneCharge, readAndCharged, expectLetGo, triedAgain } =
  twoStepsOf(() => till)

test.each<[string, object, PaymentMood, string]>([
  ['reader_offline', {}, 'reader_offline', 'terminal_reader_offline'],
  ['reader_updating', {}, 'reader_busy', 'terminal_reader_busy'],
  ['hardware_fault', {}, 'reader_failed', 'terminal_reader_hardware_fault'],
  ['other_integration', {}, 'reader_failed', 'different_integration_mode'],
  ['timeout_not_delivered', {}, 'doubtful', 'terminal_reader_timeout'],
])('first step, %s: said so, nothing charged, tried again it pays', async (kind, how, mood, problem) => {
  await till.mood(kind, how)
  const sale = await charged()
  await till.untilMood(sale, mood)
  await till.rest()
  expect((await till.sale(sale)).payment).toMatchObject({ mood, problem })
  expect((await till.sale(sale)).payment?.buttons).toContain('try_again')
  await till.calm()
  await triedAgain(sale)
})

test('first step, the reader did not answer in time and shows the amount all the same: noticed, and the card is read once', async () => {
  await till.mood('timeout_delivered')
  const sale = await charged()
  await readAndCharged(sale)
})

test('first step, the reader shows the amount after the till was in doubt already: the card is read there, and a yes charges it', async () => {
  await till.mood('timeout_delivered', { delay_ms: 20_000 })
  const sale = await charged()
  await till.untilMood(sale, 'doubtful')
  await till.rest()
  await till.turn(20_000)
  await till.reader.tap('visa')
  await till.comes(async () => expect(await moodOf(sale)).toBe('collected'))
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  await till.untilPaid(sale)
  await expectOneCharge(sale)
})

test('first step, the amount shows late on a reader that is not held for it any more: whoever tapped there is let go', async () => {
  await till.mood('timeout_delivered', { delay_ms: 20_000 })
  const sale = await charged()
  await till.untilMood(sale, 'doubtful')
  await till.rest()
  // Nothing in the till lets go of a reader in doubt; this is what is left if something did.
  await till.pool.query('delete from reader_lease')
  await till.turn(20_000)
  await till.reader.tap('visa')
  await expectLetGo(sale)
  await triedAgain(sale)
})

test('first step, the reader belongs to a place in another country: said so, and another reader takes the card', async () => {
  const address = { line1: '1 High Street', city: 'London', postal_code: 'N1 9GU', country: 'GB' }
  const place = await till.stripe.terminal.locations.create({ display_name: 'Elsewhere', address })
  const abroad = await till.stripe.terminal.readers.create({
    registration_code: 'simulated-wpe',
    location: place.id,
  })
  await till.pool.query(
    `insert into reader (id, label, device_type, location_id) values ($1, 'Abroad', 'simulated_wisepos_e', $2)`,
    [abroad.id, place.id],
  )
  const sale = await charged(abroad.id)
  await till.untilMood(sale, 'reader_failed')
  expect((await till.sale(sale)).payment?.problem).toBe('terminal_reader_invalid_location_for_payment')
  await till.rest()
  await triedAgain(sale)
  await till.stripe.terminal.readers.del(abroad.id)
  await till.stripe.terminal.locations.del(place.id)
})

test('first step, another program has the reader and the bank its card: busy, and that payment is left alone', async () => {
  const foreign = await till.stripe.paymentIntents.create({
    amount: 700,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: foreign.id })
  await till.mood('hold_authorization')
  await till.reader.tap('visa')
  const sale = await charged()
  await till.untilMood(sale, 'reader_busy')
  await till.reader.letAuthorise()
  await till.until(async () =>
    expect((await till.stripe.paymentIntents.retrieve(foreign.id)).status).toBe('succeeded'),
  )
  await till.rest()
  await triedAgain(sale)
})

test('first step, the reader vanishes while it reads the card: the cashier lets it go, nothing is charged, tried again it pays', async () => {
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  await till.mood('disconnect')
  await till.reader.tap('visa')
  for (let turns = 0; turns < 3; turns++) await till.turn(4_000)
  expect(await moodOf(sale)).toBe('waiting')
  await till.steer(sale, 'cancel')
  // The payment is ended at its intent; the reader is nobody else's until it is back and seen clear.
  await till.untilMood(sale, 'none')
  expect((await till.pool.query('select from reader_lease')).rowCount).toBe(1)
  await till.turn(30_000)
  await expectLetGo(sale)
  await triedAgain(sale)
})

test('first step, the reader is cleared behind our back: lost, nothing charged, tried again it pays', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  await till.stripe.terminal.readers.cancelAction(till.readerId)
  await till.comes(async () => expect(await moodOf(sale)).toBe('reader_lost'))
  await till.calm()
  await triedAgain(sale)
})

test.each<[string, object]>([
  ['reader_offline', {}],
  ['reader_updating', {}],
  ['hardware_fault', {}],
  ['reader_updating', { times: 0 }],
  ['hardware_fault', { times: 0 }],
  ['other_integration', {}],
])('second step, %s %o: the card is let go, nothing is charged, tried again it pays', async (kind, how) => {
  const sale = await collected()
  await till.mood(kind, how)
  await till.steer(sale, 'confirm')
  await expectLetGo(sale)
  await till.calm()
  await triedAgain(sale)
})

test('second step, the reader vanishes with the card on its way to the bank: nobody calls it uncharged, until it has been looked at', async () => {
  const sale = await collected()
  await till.mood('disconnect')
  await till.steer(sale, 'confirm')
  await till.rest()
  await till.turn(4_000)
  expect(await moodOf(sale)).toBe('checking')
  await till.turn(8_000)
  expect((await till.sale(sale)).payment).toMatchObject({
    mood: 'asking',
    buttons: ['check_status', 'next_sale'],
  })
  await till.steer(sale, 'cancel')
  // The payment is ended at its intent; the reader is nobody else's until it is back and seen clear.
  await till.untilMood(sale, 'none')
  expect((await till.pool.query('select from reader_lease')).rowCount).toBe(1)
  await till.turn(30_000)
  await expectLetGo(sale)
  await triedAgain(sale)
})

test('second step, Cancel is pressed when the bank has the card already: it waits, and the approval wins', async () => {
  const sale = await collected()
  await till.mood('hold_authorization')
  await till.steer(sale, 'confirm')
  await till.rest()
  await till.steer(sale, 'cancel')
  await till.turn(3_000)
  expect(await moodOf(sale)).toBe('checking')
  await till.reader.letAuthorise()
  await till.untilPaid(sale)
  await expectOneCharge(sale)
})

test('cancelled in the Dashboard while the card waits for a yes: a manager is told, and the next try is a new payment', async () => {
  const sale = await collected()
  const { id, paymentIntent } = await tenderOf(sale)
  await till.stripe.paymentIntents.cancel(paymentIntent ?? '')
  await till.untilMood(sale, 'none')
  const { rows } = await till.pool.query('select kind from surprise where tender_id = $1', [id])
  expect(rows).toEqual([{ kind: 'canceled_elsewhere' }])
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: false })
  await expectLetGo(sale)
  await triedAgain(sale)
})

test('cancelled in the Dashboard unheard while the card waits for a yes: the yes is refused, read, and a manager is told', async () => {
  const sale = await collected()
  const { id, paymentIntent } = await tenderOf(sale)
  await till.mood('webhook_dropped', { times: 0 })
  await till.stripe.paymentIntents.cancel(paymentIntent ?? '')
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  await till.untilMood(sale, 'none')
  const { rows } = await till.pool.query('select kind from surprise where tender_id = $1', [id])
  expect(rows).toEqual([{ kind: 'canceled_elsewhere' }])
  await expectLetGo(sale)
  await till.calm()
  await triedAgain(sale)
})

test('no webhook arrives: the card that was read is noticed by looking, in time for a yes, and so is the money', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.comes(async () => expect(await moodOf(sale)).toBe('collected'))
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  await till.comes(async () => expect((await till.sale(sale)).sale.status).toBe('paid'))
  await expectOneCharge(sale)
})

test('no webhook arrives and the bank says no after the yes: noticed by looking, and another card pays the same payment', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('charge_declined')
  await till.comes(async () => expect(await moodOf(sale)).toBe('collected'))
  await till.steer(sale, 'confirm')
  await till.comes(async () => expect(await moodOf(sale)).toBe('declined'))
  await till.calm()
  await triedAgain(sale)
})
