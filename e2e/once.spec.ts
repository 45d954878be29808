import { expect, test } from './fixtures.ts'

test('Charge pressed twice charges once', async ({ register, reader, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  const total = await register.total()
  await register.chargeButton.dblclick()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

test('two tabs press Charge on one draft: one charge, and both see it', async ({
  register,
  reader,
  secondTab,
  simulator,
}) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  const tab = await secondTab()
  await expect(tab.line('Flat white')).toBeVisible()
  await Promise.allSettled([register.chargeButton.click(), tab.chargeButton.click()])
  await register.waitsForCard()
  await tab.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await tab.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})

test('two browsers press Charge on one sale: one charge, and both see it', async ({
  register,
  reader,
  secondBrowser,
  simulator,
}) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  const other = await secondBrowser()
  await expect(other.line('Flat white')).toBeVisible()
  await Promise.allSettled([register.chargeButton.click(), other.chargeButton.click()])
  await register.waitsForCard()
  await other.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await other.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
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
