import type pg from 'pg'
import type { Locator, Page } from 'playwright/test'
import type Stripe from 'stripe'
import { CARDS, type Counter, story } from './counter.ts'
import { expect } from './fixtures.ts'

/** One more reader of the shop, which this register is offered when its own cannot be used. */
async function withTerrace(
  { register }: Counter,
  { outsider, database, country }: { outsider: Stripe; database: pg.Pool; country?: string },
  tell: (readerId: string) => Promise<void>,
): Promise<void> {
  const here = (await outsider.terminal.locations.list()).data.find(one => one.address.country === 'US')
  const place = country ? await placeIn(outsider, country) : here?.id
  const made = await outsider.terminal.readers.create({
    registration_code: 'simulated-wpe',
    label: 'Terrace',
    location: place ?? '',
  })
  await database.query(
    `insert into reader (id, label, device_type, location_id) values ($1, 'Terrace', 'simulated_wisepos_e', $2) on conflict do nothing`,
    [made.id, place],
  )
  try {
    await register.page.reload()
    await register.isOpen()
    await tell(made.id)
  } finally {
    await outsider.terminal.readers.del(made.id)
    await database.query('delete from reader where id = $1', [made.id])
  }
}

async function placeIn(outsider: Stripe, country: string): Promise<string> {
  const address = { line1: '1 High Street', city: 'London', postal_code: 'N1 9GU', country }
  return (await outsider.terminal.locations.create({ display_name: 'Elsewhere', address })).id
}

const foreignIntent = (outsider: Stripe) =>
  outsider.paymentIntents.create({
    amount: 700,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })

story('reader-offline', async ({ counter, simulator, outsider, database }) => {
  await withTerrace(counter, { outsider, database }, async terrace => {
    await simulator.mood('reader_offline', { reader: counter.readerId })
    await counter.charge()
    await counter.tells('reader-offline')
    await counter.register.press('Use Terrace reader')
    await counter.register.waitsForCard()
    await counter.tap(CARDS.declined, terrace)
    // Its own reader is still away: the payment stays where it is.
    await counter.register.press('Try another card')
    await counter.register.waitsForCard()
    await counter.tap(undefined, terrace)
    await counter.register.approved()
  })
})

story('reader-updating', async ({ counter, simulator }) => {
  await simulator.mood('reader_updating')
  await counter.charge()
  await counter.tells('reader-updating')
  await simulator.calm()
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-busy-here', async ({ counter, outsider, database }) => {
  const { register } = counter
  const { page } = register
  const first = await counter.waiting()
  // Another register of the shop would have it: here the counter is cleared by hand.
  await database.query('update register set current_sale_id = null')
  await withTerrace(counter, { outsider, database }, async terrace => {
    await counter.charge(500)
    await counter.tells('reader-busy-here')
    await isWholeAt(page, register.notice('This reader is taking sale'), [1024, 390])
    await page.getByRole('link', { name: 'Show it' }).click()
    await expect(page.getByRole('button', { name: 'Stop and release reader' })).toBeVisible()
    await page.goBack()
    await register.isOpen()
    await register.chargeButton.click()
    await page.getByRole('button', { name: 'Use Terrace reader' }).click()
    await register.waitsForCard()
    await counter.tap(undefined, terrace)
    await register.approved()
    await register.nextSale()
    // The first payment was left alone all the while.
    expect((await counter.read(first)).payment.mood).toBe('waiting')
  })
  await page.reload()
  await counter.charge(500)
  await expect(register.notice('This reader is taking sale')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Use / })).toHaveCount(0)
  const { id } = (await counter.read(first)).sale.tenders.at(-1)
  expect((await counter.post(`/api/payments/${id}/stop`, {})).status()).toBe(200)
  await expect.poll(async () => (await counter.read(first)).payment?.mood ?? 'none').toBe('none')
  await register.chargeButton.click()
  await counter.paidByCard()
})

/** Nothing of it is outside the screen, and nothing in it is cut. */
async function isWholeAt(page: Page, notice: Locator, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 768 })
    for (const part of [notice, ...(await notice.locator('a, button').all())])
      await expect(part).toBeInViewport({ ratio: 1 })
    const cut = await notice
      .locator('a, button, button span')
      .evaluateAll(parts => parts.filter(part => part.scrollWidth > part.clientWidth + 1).length)
    expect(cut).toBe(0)
  }
  await page.setViewportSize({ width: 1024, height: 768 })
}

story('reader-busy-elsewhere', async ({ counter, simulator, outsider }) => {
  const theirs = await foreignIntent(outsider)
  await outsider.terminal.readers.processPaymentIntent(counter.readerId, { payment_intent: theirs.id })
  await simulator.mood('hold_authorization')
  await counter.tap()
  await counter.charge()
  await counter.tells('reader-busy-elsewhere')
  await simulator.letAuthorise(counter.readerId)
  await expect.poll(async () => (await outsider.paymentIntents.retrieve(theirs.id)).status).toBe('succeeded')
  // It is no money of the till's: given back, so that the books are ours alone.
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-in-another-app', async ({ counter, simulator }) => {
  await simulator.mood('other_integration')
  await counter.charge()
  await counter.tells('reader-in-another-app')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-fault', async ({ counter, simulator }) => {
  await simulator.mood('hardware_fault')
  await counter.charge()
  await counter.tells('reader-fault')
  await simulator.calm()
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-wrong-place', async ({ counter, outsider, database }) => {
  await withTerrace(counter, { outsider, database, country: 'GB' }, async abroad => {
    await database.query('update register set reader_id = $1', [abroad])
    try {
      await counter.charge()
      await counter.tells('reader-wrong-place')
      await counter.register.press('Pay another way')
      await counter.paidInCash()
    } finally {
      await database.query('update register set reader_id = $1', [counter.readerId])
    }
  })
})

story('reader-timeout', async ({ counter, simulator }) => {
  await simulator.mood('timeout_not_delivered')
  await counter.charge()
  await counter.tells('reader-timeout')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-timeout-false', async ({ counter, simulator }) => {
  await simulator.mood('timeout_delivered')
  await counter.charge()
  await counter.tells('reader-timeout-false')
  await counter.paidByCard()
})

story('reader-timeout-late', async ({ counter, simulator }) => {
  await simulator.mood('timeout_delivered', { delay_ms: 60_000 })
  await counter.charge()
  await counter.register.says('No charge seen so far; take no other money yet.')
  await counter.turnStripesClock(60_000)
  await counter.tap()
  await counter.register.approved()
  await counter.tells('reader-timeout-late')
})

story('declined-in-doubt', async ({ counter, simulator }) => {
  await simulator.mood('timeout_not_delivered')
  await counter.charge()
  await counter.register.says('No charge seen so far; take no other money yet.')
  await counter.register.press('Try again')
  await counter.register.waitsForCard()
  await counter.tap(CARDS.noMoney)
  await counter.tells('declined-in-doubt')
  await counter.register.press('Try another card')
  await counter.paidByCard()
})

story('reader-does-not-let-go', async ({ counter, simulator }) => {
  await counter.waiting()
  await simulator.mood('reader_updating', { times: 0, reader: counter.readerId })
  await counter.register.press('Cancel')
  await counter.tells('reader-does-not-let-go')
  await simulator.calm()
  await counter.cashInstead()
})

story('reader-never-showed', async ({ counter, simulator, outsider }) => {
  await simulator.mood('webhook_dropped', { times: 0 })
  await counter.charge()
  await counter.register.waitsForCard()
  await outsider.terminal.readers.cancelAction(counter.readerId)
  await counter.tells('reader-never-showed')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-display-over-payment', async ({ counter, outsider }) => {
  await counter.waiting()
  await outsider.terminal.readers.setReaderDisplay(counter.readerId, {
    type: 'cart',
    cart: { currency: 'usd', total: 100, line_items: [{ amount: 100, description: 'Theirs', quantity: 1 }] },
  })
  await counter.tells('reader-display-over-payment')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

story('reader-gone-in-the-middle', async ({ counter, simulator }) => {
  await counter.waiting()
  await simulator.mood('disconnect')
  await counter.tap().catch(() => undefined)
  await counter.turnStripesClock(60_000)
  await counter.register.press('Cancel')
  await counter.tells('reader-gone-in-the-middle')
  await counter.cashInstead()
})

story('intent-in-another-state', async ({ counter, simulator, outsider }) => {
  const sale = await counter.waiting()
  await counter.customerCancels()
  await counter.register.says('The customer pressed Cancel')
  await simulator.mood('webhook_dropped', { times: 0 })
  await outsider.paymentIntents.cancel(await counter.intentOf(sale))
  await counter.register.press('Charge again')
  await counter.tells('intent-in-another-state')
  await simulator.calm()
  await counter.register.chargeButton.click()
  await counter.paidByCard()
})
