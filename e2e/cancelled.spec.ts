import { expect, test } from './fixtures.ts'

test('the customer presses Cancel on the reader', async ({ register, reader }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.customerCancels()
  await register.says(/the customer pressed cancel/i)
  await register.press('Cancel')
  await expect(register.stage).toBeHidden()
  await expect(register.chargeButton).toBeEnabled()
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
  await expect(register.sale).toContainText('Flat white')
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
  const cancel = register.stage.getByRole('button', { name: 'Cancel' })
  if (await cancel.count()) await expect(cancel).toHaveAttribute('aria-disabled', 'true')
  await simulator.letAuthorise(shop.readerId)
  await register.approved()
})
