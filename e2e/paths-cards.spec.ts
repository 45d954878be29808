import { DECLINE_CODES, shownCode } from '#components/words/codes.ts'
import { declineWords } from '#components/words/declines.ts'
import { CARDS, story, test } from './counter.ts'
import { expect } from './fixtures.ts'

story('declined-plainly', async ({ counter, simulator }) => {
  const before = (await simulator.intents()).length
  await counter.waiting()
  await counter.tap(CARDS.declined)
  await counter.tells('declined-plainly')
  await counter.register.press('Try another card')
  await counter.paidByCard()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

story('declined-lost-card', async ({ counter, reader }) => {
  await counter.waiting()
  await counter.tap(CARDS.lost)
  await counter.tells('declined-lost-card')
  for (const screen of [counter.register.page.locator('main'), reader.device])
    await expect(screen).not.toContainText(/stolen|lost|fraud/i)
  await counter.register.press('Pay another way')
  await counter.paidInCash()
})

story('declined-no-money', async ({ counter }) => {
  await counter.waiting()
  await counter.tap(CARDS.noMoney)
  await counter.tells('declined-no-money')
  await counter.register.press('Pay another way')
  await counter.paidInCash()
})

story('declined-expired', async ({ counter }) => {
  await counter.waiting()
  await counter.tap(CARDS.expired)
  await counter.tells('declined-expired')
  await counter.register.press('Cancel')
  await counter.cashInstead()
})

story('declined-by-trouble', async ({ counter }) => {
  await counter.waiting()
  await counter.tap(CARDS.bankError)
  await counter.tells('declined-by-trouble')
  await counter.register.press('Try another card')
  await counter.paidByCard()
})

// Amounts in Stripe's sandbox end as they shall end: 9.86 and its tax make 10.65, and so on.
story('declined-limit', async ({ counter }) => {
  await counter.waiting(986)
  await counter.tap()
  await counter.tells('declined-limit')
  await counter.register.press('Pay another way')
  await counter.paidInCash()
})

story('declined-wrong-pin', async ({ counter }) => {
  await counter.waiting(977)
  await counter.tap()
  await counter.tells('declined-wrong-pin')
  await counter.register.press('Pay another way')
  await counter.paidInCash()
})

story('pin-required', async ({ counter }) => {
  await counter.waiting(928)
  await counter.tap()
  await counter.tells('pin-required')
  await counter.register.press('Try another card')
  await counter.register.waitsForCard()
  await counter.insert()
  await counter.register.approved()
})

story('customer-cancels', async ({ counter }) => {
  await counter.waiting()
  await counter.customerCancels()
  await counter.tells('customer-cancels')
  await counter.register.press('Charge again')
  await counter.paidByCard()
})

test('Esc cancels no payment whose second try is on its way', async ({ counter }) => {
  const { register } = counter
  const { page } = register
  const context = page.context()
  await counter.waiting()
  await counter.tap(CARDS.declined)
  await expect(register.stageButton('Try another card')).toBeVisible()
  const steered: string[] = []
  page.on('request', request => {
    if (/\/payment$/.test(request.url())) steered.push(request.postData() ?? '')
  })
  await context.setOffline(true)
  await register.press('Try another card')
  await register.says('Do not charge again')
  await page.keyboard.press('Escape')
  await context.setOffline(false)
  await register.waitsForCard()
  await counter.tap()
  await register.approved()
  expect(steered).toEqual([])
})

story('cashier-cancels', async ({ counter, simulator }) => {
  await counter.waiting()
  await counter.register.pressKey('Escape')
  await counter.tells('cashier-cancels')
  expect(await simulator.busyReaders()).toEqual([])
  await counter.cashInstead()
})

story('cart-reopened', async ({ counter, simulator }) => {
  const before = (await simulator.intents()).length
  await counter.waiting()
  await counter.register.press('Change the sale')
  await counter.tells('cart-reopened')
  await counter.register.ring('Butter croissant')
  const total = await counter.register.charge()
  await counter.register.waitsForCard()
  await counter.register.says(total)
  await counter.tap()
  await counter.register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

story('cancel-waits', async ({ counter, simulator, shop }) => {
  await simulator.mood('hold_authorization')
  const sale = await counter.waiting()
  await counter.tap(CARDS.declined)
  await counter.post(`/api/sales/${sale}/payment`, { wish: 'cancel' })
  await counter.tells('cancel-waits')
  await expect(counter.register.stageButton('Cancel')).toHaveAttribute('aria-disabled', 'true')
  await simulator.letAuthorise(shop.readerId)
  await counter.cashInstead()
})

story('cancel-lost', async ({ counter, simulator, shop }) => {
  await simulator.mood('hold_authorization')
  const sale = await counter.waiting()
  await counter.tap()
  await counter.post(`/api/sales/${sale}/payment`, { wish: 'cancel' })
  await counter.register.says('Cancel waits')
  await simulator.letAuthorise(shop.readerId)
  await counter.tells('cancel-lost')
  // Whoever opens the register anew reads it too.
  await counter.register.open()
  await counter.tells('cancel-lost')
})

story('amount-too-small', async ({ counter }) => {
  await counter.charge(20)
  await counter.tells('amount-too-small')
  await counter.cashInstead()
})

story('amount-too-large', async ({ counter }) => {
  await counter.charge(99_999_999)
  await counter.tells('amount-too-large')
  await counter.cashInstead()
})

test('each code that a bank may say no with is told in its words, one after the other on one payment, and then another card pays', async ({
  counter,
  simulator,
}) => {
  test.setTimeout(300_000)
  const { stage } = counter.register
  const before = (await simulator.intents()).length
  await counter.waiting()
  for (const code of DECLINE_CODES)
    await test.step(code, async () => {
      await counter.declines(code)
      const { reason, say } = declineWords({ code: 'card_declined', declineCode: code, at: 0 })
      for (const words of ['The customer has not been charged.', reason, say])
        await expect(stage, code).toContainText(words)
      await expect(stage, code).not.toContainText(/lost|stolen|pickup|fraud/i)
      await expect(stage.getByRole('link', { name: 'Why?' })).toHaveAttribute(
        'href',
        `/help/${shownCode(code)}`,
      )
      await counter.register.press('Try another card')
      await counter.register.waitsForCard()
    })
  await counter.tap()
  await counter.register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})
