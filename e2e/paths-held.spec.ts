import { CARDS, type Counter, story, test } from './counter.ts'
import { expect } from './fixtures.ts'
import { holds, read, readAndCharged, takeCards, twoSteps, yes } from './ways-of-taking.ts'

test.afterEach(({ counter }) => takeCards(counter, {}))

/** The bank has promised the money, and nobody has taken it. */
async function held({ waiting, tap, register }: Counter): Promise<string> {
  const sale = await waiting()
  await tap()
  await register.says('The money is held, not taken.')
  return sale
}

story('two-steps-asks', async ({ counter, outsider }) => {
  await twoSteps(counter)
  const sale = await read(counter)
  await counter.tells('two-steps-asks')
  const intent = await outsider.paymentIntents.retrieve(await counter.intentOf(sale))
  expect(intent).toMatchObject({ status: 'requires_confirmation', amount_received: 0 })
  await yes(counter)
  await counter.register.approved()
})

const earlier = (ms: number) => `update sale set state = jsonb_set(state, '{tenders,0,attemptAt}',
  to_jsonb((state #>> '{tenders,0,attemptAt}')::bigint - ${ms})) where id = $1`

story('two-steps-late', async ({ counter, database }) => {
  await twoSteps(counter)
  const sale = await read(counter)
  // Half a minute passes, written down by hand.
  await database.query(earlier(28_000), [sale])
  await counter.register.open()
  await expect(counter.register.stageButton('Let the card go')).toBeVisible()
  await expect(counter.register.stageButton('Charge this card')).toBeHidden()
  await counter.check(sale)
  await counter.tells('two-steps-late')
  await counter.register.chargeButton.click()
  await readAndCharged(counter)
})

story('two-steps-declined', async ({ counter }) => {
  await twoSteps(counter)
  await read(counter, CARDS.noMoney)
  await yes(counter)
  await counter.tells('two-steps-declined')
  await counter.register.press('Try another card')
  await readAndCharged(counter)
})

story('two-steps-reader-offline', async ({ counter, simulator }) => {
  await twoSteps(counter)
  await simulator.mood('reader_offline')
  await counter.charge()
  await counter.tells('two-steps-reader-offline')
  await simulator.calm()
  await counter.register.press('Try again')
  await readAndCharged(counter)
})

story('two-steps-reader-timeout', async ({ counter, simulator }) => {
  await twoSteps(counter)
  await simulator.mood('timeout_not_delivered')
  await counter.charge()
  await counter.tells('two-steps-reader-timeout')
  await counter.register.press('Try again')
  await readAndCharged(counter)
})

const CONFIRM = { method: 'POST', path: '*/confirm_payment_intent' }

story('two-steps-yes-lost', async ({ counter, simulator }) => {
  await twoSteps(counter)
  await read(counter)
  await simulator.mood('cut_after', CONFIRM)
  await yes(counter)
  await counter.tells('two-steps-yes-lost')
})

story('two-steps-yes-refused', async ({ counter, simulator }) => {
  await twoSteps(counter)
  await read(counter)
  await simulator.mood('reader_offline')
  await yes(counter)
  await counter.tells('two-steps-yes-refused')
  await simulator.calm()
  await counter.register.chargeButton.click()
  await readAndCharged(counter)
})

story('two-steps-reader-gone', async ({ counter, simulator, database }) => {
  await twoSteps(counter)
  const sale = await read(counter)
  await simulator.mood('disconnect')
  await yes(counter)
  await expect.poll(async () => (await counter.read(sale)).payment?.mood).toBe('checking')
  // A bank answers within seconds; these are written down by hand.
  await database.query(earlier(10_000), [sale])
  await counter.check(sale)
  await counter.tells('two-steps-reader-gone')
  await counter.turnStripesClock(30_000)
  // Cancelled at another screen of this register.
  expect((await counter.post(`/api/sales/${sale}/payment`, { wish: 'cancel' })).status()).toBe(200)
  await counter.cashInstead()
})

story('two-steps-cancelled-elsewhere', async ({ counter, outsider }) => {
  await twoSteps(counter)
  const sale = await read(counter)
  await outsider.paymentIntents.cancel(await counter.intentOf(sale))
  await counter.tells('two-steps-cancelled-elsewhere')
  await counter.register.chargeButton.click()
  await readAndCharged(counter)
})

story('two-steps-line-breaks', async ({ counter, simulator }) => {
  await twoSteps(counter)
  await read(counter)
  await simulator.mood('connection_error', { authorized: true })
  await yes(counter)
  await counter.tells('two-steps-line-breaks')
})

story('held', async ({ counter, outsider }) => {
  await holds(counter)
  const sale = await held(counter)
  await counter.tells('held')
  expect((await counter.read(sale)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
  expect(await outsider.paymentIntents.retrieve(await counter.intentOf(sale))).toMatchObject({
    status: 'requires_capture',
  })
  await counter.register.press('Take the money')
  await counter.register.approved()
})

story('hold-capture-fails', async ({ counter, simulator }) => {
  await holds(counter)
  await held(counter)
  await simulator.mood('status', { status: 500, method: 'POST', path: '*/capture', times: 2 })
  await counter.register.pressOnce('Take the money')
  await counter.tells('hold-capture-fails')
  await counter.register.says('No receipt, next sale')
})

/** The calendar is turned by hand: the bank's deadline is an hour away. */
const soon = `update sale set state = jsonb_set(state, '{tenders,0,captureBefore}',
  to_jsonb((extract(epoch from now()) * 1000)::bigint + 3600000)) where id = $1`

story('hold-about-to-expire', async ({ counter, database }) => {
  await holds(counter)
  const sale = await held(counter)
  await database.query(soon, [sale])
  await counter.check(sale)
  await counter.register.approved()
  await counter.tells('hold-about-to-expire')
})

story('hold-expired', async ({ counter, simulator }) => {
  await holds(counter)
  await held(counter)
  await simulator.mood('hold_lapsed')
  await counter.register.press('Take the money')
  await counter.tells('hold-expired')
  await counter.cashInstead()
})

story('hold-cancelled-elsewhere', async ({ counter, outsider }) => {
  await holds(counter)
  const sale = await held(counter)
  await outsider.paymentIntents.cancel(await counter.intentOf(sale))
  await counter.tells('hold-cancelled-elsewhere')
  await counter.cashInstead()
})

story('captured-elsewhere', async ({ counter, outsider }) => {
  await holds(counter)
  const sale = await held(counter)
  await outsider.paymentIntents.capture(await counter.intentOf(sale))
  await counter.register.approved()
  await counter.tells('captured-elsewhere')
})

story('captured-in-part-elsewhere', async ({ counter, outsider }) => {
  await holds(counter)
  const sale = await held(counter)
  await outsider.paymentIntents.capture(await counter.intentOf(sale), { amount_to_capture: 100 })
  await counter.tells('captured-in-part-elsewhere')
  const { register } = counter
  const partPaid = register.sale.getByText('$1.00 paid by card', { exact: true })
  await expect(partPaid).toBeVisible()
  await expect(register.sale).toContainText('$1.00 paid by card, $3.86 to go')
  await expect(register.chargeButton).toContainText('$3.86')
  // A second card that comes to nothing takes nothing back.
  await register.charge()
  await register.waitsForCard()
  await expect(partPaid).toBeVisible()
  await register.press('Cancel')
  await expect(register.stage).toBeHidden()
  await expect(register.sale).toContainText('$1.00 paid by card, $3.86 to go')
  await counter.cashInstead()
})

story('refunded-elsewhere', async ({ counter, outsider }) => {
  const sale = await counter.waiting()
  await counter.tap()
  await counter.register.approved()
  await outsider.refunds.create({ payment_intent: await counter.intentOf(sale) })
  await counter.tells('refunded-elsewhere')
})
