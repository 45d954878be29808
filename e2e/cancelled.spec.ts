import { expect, test } from './fixtures.ts'

test('the customer presses Cancel on the reader, and taps after all', async ({ register, reader }) => {
  await register.ring('Flat white')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.customerCancels()
  await register.says('The customer pressed Cancel')
  await register.says('Nothing was charged.')
  await register.press('Charge again')
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
})

test('the cashier cancels while the reader waits: the reader is idle, the cart is there', async ({
  register,
  reader,
}) => {
  await register.ring('Flat white')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await register.press('Cancel')
  await expect(register.stage).toBeHidden()
  await expect(reader.device).not.toContainText(total)
  await expect(register.line('Flat white')).toBeVisible()
  await expect(register.chargeButton).toBeEnabled()
})

test('Change the sale: more goods, the new total on the reader, one PaymentIntent', async ({
  register,
  reader,
  simulator,
}) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await register.press('Change the sale')
  await expect(register.stage).toBeHidden()
  await register.ring('Butter croissant')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

test('while the bank has the card Cancel is off and says why', async ({
  register,
  reader,
  simulator,
  shop,
}) => {
  await simulator.mood('hold_authorization')
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.says('Card is being checked')
  const cancel = register.stageButton('Cancel')
  await expect(cancel).toHaveAttribute('aria-disabled', 'true')
  await expect(cancel).toContainText('Not now: the bank already has the card')
  await simulator.letAuthorise(shop.readerId)
  await register.approved()
})
