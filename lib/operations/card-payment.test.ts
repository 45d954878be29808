import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expectBooksToBalance } from '#lib/testing/books.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'

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

test('tile, Charge, tap: the sale is paid, and the card is on the receipt', async () => {
  const sale = await till.sell('Flat white', 2)
  expect(await till.charge(sale)).toMatchObject({ ok: true })
  await till.untilMood(sale, 'waiting')

  await till.reader.tap('visa')
  await till.untilPaid(sale)

  await till.until(async () => {
    const [tender] = (await till.sale(sale)).sale.tenders
    expect(tender).toMatchObject({ kind: 'card', state: 'paid', card: { brand: 'visa', last4: '4242' } })
    expect(tender?.kind === 'card' && tender.card?.emv.dedicated_file_name).toBe('A0000000031010')
  })
  await balanced()
})

test('declined, then another card: one PaymentIntent for both', async () => {
  const sale = await till.sell('Almond croissant')
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('charge_declined_insufficient_funds')
  await till.untilMood(sale, 'declined')
  expect((await till.sale(sale)).payment?.decline).toMatchObject({ declineCode: 'insufficient_funds' })
  const before = (await till.intents()).length

  expect(await till.charge(sale)).toMatchObject({ ok: true })
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('mastercard')
  await till.untilPaid(sale)

  expect(await till.intents()).toHaveLength(before)
  await balanced()
})

test('pressing Charge twice charges once', async () => {
  const sale = await till.sell()
  const before = (await till.intents()).length
  const both = await Promise.all([till.charge(sale), till.charge(sale)])
  expect(both.filter(one => one.ok)).toHaveLength(1)
  expect(both.find(one => !one.ok)).toMatchObject({ refusal: { kind: 'payment_waiting' } })
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  expect(await till.intents()).toHaveLength(before + 1)
  await balanced()
})

test('the same press delivered twice is one press', async () => {
  const sale = await till.sell()
  const press = crypto.randomUUID()
  const first = await till.charge(sale, press)
  const again = await till.charge(sale, press)
  expect([first.ok, again.ok]).toEqual([true, true])
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await balanced()
})

test('the cashier cancels while the reader waits: reader free, intent canceled, cash works', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  expect((await till.sale(sale)).sale.tenders[0]).toMatchObject({ state: 'canceled' })
  await till.until(async () => expect(await till.reader.now()).toMatchObject({ action: null }))

  expect(await till.cash(sale, 2_000)).toMatchObject({ ok: true })
  expect((await till.sale(sale)).sale.status).toBe('paid')
  await balanced()
})

test('cash waits while a card payment is alive', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  expect(await till.cash(sale)).toMatchObject({ ok: false, refusal: { kind: 'payment_waiting' } })
  await till.untilMood(sale, 'waiting')
  await till.steer(sale, 'cancel')
  await till.untilMood(sale, 'none')
  await balanced()
})

test('Change the sale takes the payment off the reader and charges the new total on the same intent', async () => {
  const sale = await till.sell('Flat white')
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  expect(await till.edit(sale, till.put('Butter croissant'))).toMatchObject({
    refusal: { kind: 'payment_waiting' },
  })
  await till.steer(sale, 'change_sale')
  await till.untilMood(sale, 'ready')
  const intents = (await till.intents()).length

  expect(await till.edit(sale, till.put('Butter croissant'))).toMatchObject({ ok: true })
  const total = (await till.sale(sale)).sale.wantedTotal.minor
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)

  expect(await till.intents()).toHaveLength(intents)
  expect((await till.sale(sale)).sale.received.minor).toBe(total)
  await balanced()
})

test('a smaller cart after a decline counts once Stripe has been told', async () => {
  const sale = await till.sell('Flat white', 3)
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('charge_declined')
  await till.untilMood(sale, 'declined')
  const [line] = (await till.sale(sale)).sale.lines
  if (!line?.productId) throw new Error('a line is missing')
  await till.edit(sale, { type: 'put', lineId: line.id, productId: line.productId, quantity: 1 })
  const { wantedTotal, total } = (await till.sale(sale)).sale
  expect(wantedTotal.minor).toBeLessThan(total.minor)

  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  expect((await till.sale(sale)).sale).toMatchObject({ total: wantedTotal, received: wantedTotal })
  await balanced()
})

test('the customer presses Cancel on the reader', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.customerCancels()
  await till.untilMood(sale, 'customer_canceled')
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await balanced()
})

test('cancelling while the bank has the card waits for the bank, and the approval wins', async () => {
  await till.mood('hold_authorization')
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(sale, 'checking')
  await till.steer(sale, 'cancel')
  await till.turn(3_000)
  expect((await till.sale(sale)).payment?.mood).toBe('checking')
  await till.reader.letAuthorise()
  await till.untilPaid(sale)
  await balanced()
})

test('every webhook is lost: the watcher finishes the sale', async () => {
  await till.mood('webhook_dropped', { times: 0 })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  expect((await till.sale(sale)).sale.status).toBe('open')
  await till.turn(3_000)
  await till.untilPaid(sale)
  await balanced()
})

test('every webhook comes twice: the sale is paid once', async () => {
  await till.mood('webhook_doubled', { times: 0 })
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await till.turn(1_000)
  const { received, total, excess } = (await till.sale(sale)).sale
  expect(received).toEqual(total)
  // Counted a second time, it would be money to give back.
  expect(excess.minor).toBe(0)
  expect((await till.pool.query('select from surprise where sale_id = $1', [sale])).rowCount).toBe(0)
  await balanced()
})

test.each([
  ['create', '/v1/payment_intents'],
  ['process', '*/process_payment_intent'],
])(
  'the reply to %s is lost: the same key is sent again and nothing is charged twice',
  async (_step, path) => {
    for (const kind of ['cut_before', 'cut_after']) {
      const sale = await till.sell()
      const before = (await till.intents()).length
      await till.mood(kind, { method: 'POST', path })
      await till.charge(sale)
      await till.rest()
      expect((await till.sale(sale)).payment?.mood).toMatch(/unreachable|asking/)
      await till.turn(5_000)
      await till.untilMood(sale, 'waiting')
      await till.reader.tap('visa')
      await till.untilPaid(sale)
      expect(await till.intents()).toHaveLength(before + 1)
      await balanced()
    }
  },
)

test('the server dies while the reader waits; the next one finds the payment', async () => {
  const sale = await till.sell()
  await till.charge(sale)
  await till.untilMood(sale, 'waiting')
  await till.restart()
  expect((await till.sale(sale)).payment?.mood).toBe('waiting')
  await till.reader.tap('visa')
  await till.untilPaid(sale)
  await balanced()
})

test('another sale holds the reader: refused, with whose it is', async () => {
  const first = await till.sell()
  await till.charge(first)
  await till.untilMood(first, 'waiting')
  const { number } = (await till.sale(first)).sale
  const second = await till.sell('Espresso')
  expect(await till.charge(second)).toMatchObject({ refusal: { kind: 'reader_busy', saleNumber: number } })
  await till.reader.tap('visa')
  await till.untilPaid(first)
  await till.charge(second)
  await till.untilMood(second, 'waiting')
  await till.reader.tap('visa')
  await till.untilPaid(second)
  await balanced()
})

test('an amount too small for a card is refused before anything is asked of Stripe', async () => {
  const sale = await till.sell('Flat white')
  const [line] = (await till.sale(sale)).sale.lines
  if (!line) throw new Error('a line is missing')
  await till.edit(sale, { type: 'remove', lineId: line.id })
  await till.edit(sale, { type: 'put_custom', lineId: line.id, name: 'Bag', unitPriceMinor: 10, quantity: 1 })
  const before = (await till.intents()).length
  expect(await till.charge(sale)).toMatchObject({ refusal: { kind: 'amount_too_small' } })
  expect(await till.intents()).toHaveLength(before)
  await till.cash(sale)
  await balanced()
})
