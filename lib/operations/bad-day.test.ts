import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { editSale } from './edit-sale.ts'

/** Every path of Stripe's *Handle errors* guide, from the cashier's side: what the till says, and that the customer pays once or not at all. */

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await till.calm()
  await till.rest()
})
afterAll(() => till?.close())

const balanced = async () => {
  await till.turn(2_000)
  await till.until(() => expectBooksToBalance(till))
}

const moodOf = async (sale: SaleId) => (await till.sale(sale)).payment?.mood ?? 'none'

async function charged(): Promise<SaleId> {
  const sale = await till.sell('Flat white', 2)
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  return sale
}

async function waiting(): Promise<SaleId> {
  const sale = await charged()
  await till.untilMood(sale, 'waiting')
  return sale
}

/** The cashier gives up the card and the customer pays in cash: nothing is stuck, nobody pays twice. */
async function paidInCash(sale: SaleId) {
  if ((await moodOf(sale)) !== 'none') await till.steer(sale, 'cancel')
  for (let i = 0; i < 6 && (await moodOf(sale)) !== 'none'; i++) await till.turn(4_000)
  await till.untilMood(sale, 'none')
  expect(await till.cash(sale)).toMatchObject({ ok: true })
  await balanced()
}

/** The same payment is tried again and approved. */
async function paidByCard(sale: SaleId) {
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await balanced()
}

describe('the reader refuses', () => {
  test.each<[string, object, PaymentMood]>([
    ['reader_offline', {}, 'reader_offline'],
    ['reader_updating', {}, 'reader_busy'],
    ['hardware_fault', {}, 'reader_failed'],
  ])('%s: said so, nothing charged, and it works again when the reader does', async (kind, options, mood) => {
    await till.mood(kind, options)
    const sale = await charged()
    await till.untilMood(sale, mood)
    expect((await till.sale(sale)).payment?.buttons).toContain('try_again')
    await till.calm()
    await paidByCard(sale)
  })

  test('another integration has it: busy, and its payment is left alone', async () => {
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
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  })
})

test('two tills charge one reader at the same moment: the one that comes second reads whose it is, and since when', async () => {
  await till.mood('slow', { ms: 2_000, method: 'POST', path: '/v1/payment_intents' })
  const second = await charged()
  const first = await till.sell('Espresso')
  await till.charge(first)
  await till.untilMood(first, 'waiting')
  await till.untilMood(second, 'reader_busy')
  const { number } = (await till.sale(first)).sale
  expect((await till.sale(second)).payment?.busyWith).toEqual({
    saleNumber: number,
    staffName: 'Mina Okafor',
    since: expect.any(Number),
  })
  await till.reader.tap('visa')
  await till.untilPaid(first)
  await paidByCard(second)
})

test('an app with an SDK has the reader: named, nothing charged, and tried again it pays', async () => {
  await till.mood('other_integration')
  const sale = await charged()
  await till.untilMood(sale, 'reader_failed')
  await till.rest()
  expect((await till.sale(sale)).payment).toMatchObject({
    problem: 'different_integration_mode',
    buttons: ['try_again', 'pay_another_way', 'cancel', 'check_status'],
  })
  // Refused is proof: the reader is nobody's, and another sale may have it.
  expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0)
  await paidByCard(sale)
})

describe('the reader does not answer in time', () => {
  test('and never heard of it: in doubt, tried again, paid once', async () => {
    await till.mood('timeout_not_delivered')
    const sale = await charged()
    await till.untilMood(sale, 'doubtful')
    // The look that follows ends the attempt; a press before that is told that the payment still waits.
    await till.rest()
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  })

  test('and then the bank says no: the reason is told, and still no other money is taken', async () => {
    await till.mood('timeout_not_delivered')
    const sale = await charged()
    await till.untilMood(sale, 'doubtful')
    await till.rest()
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('charge_declined_insufficient_funds')
    await till.untilMood(sale, 'declined')
    expect((await till.sale(sale)).payment).toMatchObject({
      doubtful: true,
      decline: { declineCode: 'insufficient_funds' },
      buttons: ['try_again', 'cancel', 'check_status'],
    })
    await paidInCash(sale)
  })

  test('but shows the amount all the same, and the cart is to be changed: it can be, and the new amount is paid once', async () => {
    await till.mood('timeout_delivered')
    const sale = await charged()
    await till.untilMood(sale, 'waiting')
    await till.steer(sale, 'change_sale')
    await till.untilMood(sale, 'ready')
    expect((await till.sale(sale)).payment).toMatchObject({ doubtful: true })
    expect(await till.edit(sale, till.put('Espresso'))).toMatchObject({ ok: true })
    await paidByCard(sale)
  })

  test('but shows the amount all the same: the till notices and waits for the card', async () => {
    await till.mood('timeout_delivered')
    const sale = await charged()
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  })

  test('in doubt no other sale gets the reader, and cancelling ends the doubt', async () => {
    await till.mood('timeout_not_delivered')
    const sale = await charged()
    await till.untilMood(sale, 'doubtful')
    const other = await till.sell('Espresso')
    expect(await till.charge(other)).toMatchObject({
      refusal: { kind: 'reader_busy', readerId: till.readerId },
    })
    await till.steer(sale, 'cancel')
    await till.untilMood(sale, 'none')
    await till.charge(other)
    await till.untilMood(other, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(other)
  })
})

test('the reader belongs to a place in another country: said so, nothing charged, cash pays', async () => {
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
  const sale = await till.sell('Flat white', 2)
  await till.charge(sale, crypto.randomUUID(), abroad.id)
  await till.untilMood(sale, 'reader_failed')
  expect((await till.sale(sale)).payment?.problem).toBe('terminal_reader_invalid_location_for_payment')
  await paidInCash(sale)
  await till.stripe.terminal.readers.del(abroad.id)
  await till.stripe.terminal.locations.del(place.id)
})

test('the intent was cancelled unheard: refused, read, and the next payment takes the card', async () => {
  const sale = await waiting()
  await till.reader.customerCancels()
  await till.untilMood(sale, 'customer_canceled')
  const [tender] = (await till.sale(sale)).sale.tenders
  await till.mood('webhook_dropped', { times: 0 })
  await till.stripe.paymentIntents.cancel(tender?.kind === 'card' ? (tender.paymentIntent ?? '') : '')
  await till.charge(sale)
  await till.untilMood(sale, 'none')
  const { rows } = await till.pool.query('select kind from surprise where tender_id = $1', [tender?.id])
  expect(rows).toEqual([{ kind: 'canceled_elsewhere' }])
  await till.calm()
  await paidByCard(sale)
})

describe('another reader of the shop', () => {
  async function second(): Promise<string> {
    const [place] = (await till.stripe.terminal.locations.list()).data
    const made = await till.stripe.terminal.readers.create({
      registration_code: 'simulated-wpe',
      label: 'Terrace',
      location: place?.id ?? '',
    })
    await till.pool.query(`insert into reader values ($1, 'Terrace', 'simulated_wisepos_e', $2)`, [
      made.id,
      place?.id,
    ])
    return made.id
  }
  const tapOn = (readerId: string) =>
    till.stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
      type: 'card_present',
      card_present: { number: '4242424242424242' },
    })

  test('takes over when the first is offline', async () => {
    const terrace = await second()
    await till.mood('reader_offline', { reader: till.readerId })
    const sale = await charged()
    await till.untilMood(sale, 'reader_offline')
    await till.charge(sale, crypto.randomUUID(), terrace)
    await till.untilMood(sale, 'waiting')
    await tapOn(terrace)
    await till.untilPaid(sale)
    await balanced()
  })

  test('in doubt both stay with the payment, and both are free when it has ended', async () => {
    const terrace = await second()
    await till.mood('timeout_not_delivered', { reader: till.readerId })
    const sale = await charged()
    await till.untilMood(sale, 'doubtful')
    await till.charge(sale, crypto.randomUUID(), terrace)
    await till.untilMood(sale, 'waiting')
    const held = await till.pool.query('select reader_id from reader_lease order by reader_id')
    expect(held.rows.map(row => row.reader_id).sort()).toEqual([till.readerId, terrace].sort())
    await tapOn(terrace)
    await till.untilPaid(sale)
    await balanced()
  })

  test('a reader the shop does not have is refused', async () => {
    const sale = await till.sell()
    expect(await till.charge(sale, crypto.randomUUID(), 'tmr_nobody')).toMatchObject({
      refusal: { kind: 'no_reader' },
    })
  })
})

describe('the line breaks in the middle', () => {
  test('connection_error, authorised: the sale is paid', async () => {
    await till.mood('connection_error', { authorized: true })
    const sale = await waiting()
    await till.reader.tap('visa').catch(() => undefined)
    await till.untilPaid(sale)
    await balanced()
  })

  test('connection_error, not authorised: no charge seen, and a retry is safe', async () => {
    await till.mood('connection_error', { authorized: false })
    const sale = await waiting()
    await till.reader.tap('visa').catch(() => undefined)
    await till.untilMood(sale, 'doubtful')
    await paidByCard(sale)
  })

  test('the reader vanishes in mid-payment: stuck until the cashier cancels, then free', async () => {
    const sale = await waiting()
    await till.mood('disconnect')
    await till.reader.tap('visa').catch(() => undefined)
    await till.turn(60_000)
    await paidInCash(sale)
  })
})

describe('Stripe has a bad moment', () => {
  const MOMENTS = [
    ['500', { status: 500 }],
    ['500 after the work was done', { status: 500, executed: true }],
    ['429', { status: 429 }],
    ['lock_timeout', { status: 'lock_timeout' }],
  ] as const

  test.each(MOMENTS)('%s at the reader command', async (_name, how) => {
    await till.mood('status', { ...how, method: 'POST', path: '*/process_payment_intent' })
    const sale = await charged()
    await till.rest()
    for (let i = 0; i < 5 && (await moodOf(sale)) === 'asking'; i++) await till.turn(3_000)
    const mood = await moodOf(sale)
    expect(['waiting', 'doubtful']).toContain(mood)
    if (mood === 'doubtful') await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  })

  test.each(MOMENTS)('%s at the cancelling of the intent', async (_name, how) => {
    const sale = await waiting()
    await till.mood('status', { ...how, method: 'POST', path: '/v1/payment_intents/*/cancel' })
    await till.steer(sale, 'cancel')
    await till.rest()
    for (let i = 0; i < 6 && (await moodOf(sale)) !== 'none'; i++) await till.turn(4_000)
    await till.untilMood(sale, 'none')
    expect(await till.cash(sale)).toMatchObject({ ok: true })
    await balanced()
  })

  const cancelFails = { status: 500, method: 'POST', path: '*/cancel', times: 2 }

  test.each([
    [2, 'Stripe fails at both ends of it', 'status', cancelFails],
    // Done all the same: the intent's own knock may be faster than a second try.
    [1, 'Stripe fails once each is done', 'status', { ...cancelFails, executed: true }],
    [2, 'the reader has a fault', 'hardware_fault', { times: 2 }],
  ])(
    'a cancel refused %i times, %s: nobody is charged, and the reader is free',
    async (times, _why, kind, how) => {
      const sale = await waiting()
      await till.mood(kind, how)
      await till.steer(sale, 'cancel')
      await till.rest()
      const isBusy = async () => {
        const reader = await till.reader.now()
        return 'action' in reader && reader.action !== null
      }
      for (let i = 0; i < 8 && ((await moodOf(sale)) !== 'none' || (await isBusy())); i++)
        await till.turn(4_000)
      await till.untilMood(sale, 'none')
      const denied = await till.pool.query(
        `select from call where sale_id = $1 and step in ('cancel_action', 'cancel') and outcome <> 'done'`,
        [sale],
      )
      expect(denied.rowCount).toBeGreaterThanOrEqual(times)
      expect(await isBusy()).toBe(false)
      expect((await till.pool.query('select from reader_lease')).rowCount).toBe(0)
      expect((await till.sale(sale)).sale.received.minor).toBe(0)
      expect(await till.cash(sale)).toMatchObject({ ok: true })
      await balanced()
    },
  )

  test('it is away altogether: the payment waits, the next sale takes cash', async () => {
    await till.mood('cut_before', { times: 0, path: '/v1/*' })
    const sale = await charged()
    await till.rest()
    await till.untilMood(sale, 'unreachable')
    const other = await till.sell('Espresso')
    expect(await till.cash(other)).toMatchObject({ ok: true })
    await till.calm()
    await till.turn(60_000)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(sale)
  })

  test('a payment that Stripe fails to make three times is given up, and cash pays', async () => {
    await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents', times: 3 })
    const sale = await charged()
    for (let i = 0; i < 4 && (await moodOf(sale)) === 'preparing'; i++) {
      await till.rest()
      await till.turn(3_000)
    }
    await till.untilMood(sale, 'refused')
    expect(await till.cash(sale)).toMatchObject({ ok: true })
    await balanced()
    // Stripe was last heard failing; asked once more it answers.
    expect(await till.world.stripe.isAway()).toBe(false)
  })

  test('known to be away, cards are refused before a payment is made, and cash goes on', async () => {
    await till.mood('cut_before', { times: 0, path: '/v1/*' })
    const first = await charged()
    await till.untilMood(first, 'unreachable')
    await till.steer(first, 'cancel')
    const next = await till.sell('Espresso')
    expect(await till.charge(next)).toEqual({ ok: false, refusal: { kind: 'stripe_unreachable' } })
    expect((await till.sale(next)).sale.tenders).toEqual([])
    expect(await till.cash(next)).toMatchObject({ ok: true })
    await till.calm()
    await till.turn(8_000)
    await till.untilMood(first, 'none')
    await paidByCard(await till.sell('Flat white'))
  })

  test('while a payment waits for Stripe the register goes on to its next sale once it is being stopped', async () => {
    await till.mood('cut_before', { times: 0, path: '/v1/*' })
    const left = await charged()
    await till.untilMood(left, 'unreachable')
    expect((await till.sale(left)).payment?.buttons).toContain('next_sale')
    const next = idOf('sale', crypto.randomUUID())
    expect(await till.edit(next, till.put('Espresso'))).toMatchObject({ refusal: { kind: 'other_draft' } })
    await till.steer(left, 'cancel')
    expect(await till.edit(next, till.put('Espresso'))).toMatchObject({ ok: true })
    expect(await till.cash(next)).toMatchObject({ ok: true })
    await till.calm()
    await till.turn(8_000)
    await till.untilMood(left, 'none')
    expect((await till.sale(left)).sale.received.minor).toBe(0)
  })

  test('a sale that was left stays left when its payment has ended: the next customer’s goods are not sold to it', async () => {
    await till.mood('cut_before', { times: 0, path: '/v1/*' })
    const left = await charged()
    await till.untilMood(left, 'unreachable')
    await till.steer(left, 'cancel')
    await till.calm()
    await till.turn(8_000)
    await till.untilMood(left, 'none')
    const { sessionHash } = till
    const saleId = idOf('sale', crypto.randomUUID())
    const edits = [till.put('Espresso')]
    // Somebody else at this register knows of no other sale than that one.
    expect(await editSale(till.world, { sessionHash, saleId, edits })).toMatchObject({
      refusal: { kind: 'other_draft', saleId: left },
    })
    expect(await editSale(till.world, { sessionHash, saleId, edits, left })).toMatchObject({ ok: true })
    expect((await till.sale(left)).sale.lines).toHaveLength(1)
    expect(await till.cash(saleId)).toMatchObject({ ok: true })
  })

  test('webhooks shuffled and forged beside the true ones change nothing', async () => {
    await till.mood('webhook_shuffled', { times: 0 })
    await till.mood('webhook_forged', { times: 3 })
    const sale = await waiting()
    await till.reader.tap('charge_declined')
    for (let i = 0; i < 4 && (await moodOf(sale)) === 'waiting'; i++) await till.turn(3_000)
    await till.untilMood(sale, 'declined')
    await till.charge(sale)
    await till.untilMood(sale, 'waiting')
    await till.reader.tap('visa')
    for (let i = 0; i < 4; i++) await till.turn(3_000)
    await till.untilPaid(sale)
    await balanced()
  })
})

describe('somebody acts in the Dashboard', () => {
  test('the intent is cancelled there: the sale is open, and a manager is told', async () => {
    const sale = await waiting()
    const [tender] = (await till.sale(sale)).sale.tenders
    const intent = tender?.kind === 'card' ? (tender.paymentIntent ?? '') : ''
    await till.stripe.terminal.readers.cancelAction(till.readerId)
    await till.stripe.paymentIntents.cancel(intent)
    await till.untilMood(sale, 'none')
    const { rows } = await till.pool.query('select kind from surprise where tender_id = $1', [tender?.id])
    expect(rows).toEqual([{ kind: 'canceled_elsewhere' }])
    expect(await till.cash(sale)).toMatchObject({ ok: true })
    await balanced()
  })

  test('the reader is cleared there: the payment was lost, nothing charged, tried again', async () => {
    const sale = await waiting()
    await till.stripe.terminal.readers.cancelAction(till.readerId)
    await till.turn(4_000)
    await till.untilMood(sale, 'reader_lost')
    await paidByCard(sale)
  })

  test('another payment is thrown over ours: ours was lost, and theirs is not touched', async () => {
    const sale = await waiting()
    const foreign = await till.stripe.paymentIntents.create({
      amount: 300,
      currency: 'usd',
      allowed_payment_method_types: ['card_present'],
    })
    await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: foreign.id })
    await till.turn(4_000)
    await till.untilMood(sale, 'reader_lost')
    await till.steer(sale, 'cancel')
    await till.untilMood(sale, 'none')
    expect(await till.reader.now()).toMatchObject({ action: { status: 'in_progress' } })
    await till.stripe.terminal.readers.cancelAction(till.readerId)
    expect(await till.cash(sale)).toMatchObject({ ok: true })
  })
})

describe('declines', () => {
  test.each([
    ['charge_declined', 'generic_decline'],
    ['charge_declined_insufficient_funds', 'insufficient_funds'],
    ['charge_declined_lost_card', 'lost_card'],
    ['charge_declined_stolen_card', 'stolen_card'],
    ['charge_declined_expired_card', 'expired_card'],
    ['charge_declined_processing_error', 'processing_error'],
  ])('%s', async (card, code) => {
    const sale = await waiting()
    await till.reader.tap(card)
    await till.untilMood(sale, 'declined')
    const { decline } = (await till.sale(sale)).payment ?? {}
    expect([decline?.declineCode, decline?.code]).toContain(code)
    expect((await till.sale(sale)).sale.received.minor).toBe(0)
    await paidInCash(sale)
  })
})

test('an answer that takes its time is waited for, and a cancel meanwhile is kept', async () => {
  await till.mood('slow', { ms: 400, method: 'POST', path: '*/process_payment_intent' })
  const sale = await charged()
  await till.until(async () => expect(await moodOf(sale)).toBe('sending'))
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await till.until(async () => expect(await till.reader.now()).toMatchObject({ action: null }))
  await paidInCash(sale)
})
