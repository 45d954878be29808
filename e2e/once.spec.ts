import { expect, test } from './fixtures.ts'

test('Charge pressed twice charges once', async ({ register, reader, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  await register.chargeButton.dblclick()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

test('two tabs press Charge on one draft: one charge, and both see it', async ({
  register,
  reader,
  context,
  simulator,
}) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  const { RegisterScreen } = await import('./screens/register-screen.ts')
  const tab = new RegisterScreen(await context.newPage())
  await tab.open()
  await expect(tab.sale).toContainText('Flat white')
  await Promise.allSettled([register.chargeButton.click(), tab.chargeButton.click()])
  await register.waitsForCard()
  await tab.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await tab.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

test('two tabs edit one draft, and both show every line', async ({ register, context }) => {
  await register.ring('Flat white')
  const { RegisterScreen } = await import('./screens/register-screen.ts')
  const tab = new RegisterScreen(await context.newPage())
  await tab.open()
  await tab.ring('Espresso')
  await expect(register.sale).toContainText('Espresso')
  await register.ring('Butter croissant')
  await expect(tab.sale).toContainText('Butter croissant')
})

test('another browser sees the payment that is under way', async ({ register, reader, secondBrowser }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  const other = await secondBrowser()
  await other.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await other.approved()
})

test('reload while the reader waits: the payment is still there, live', async ({ register, reader }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await register.page.reload()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
})
