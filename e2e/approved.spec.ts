import { expect, test } from './fixtures.ts'

test('tile, Charge, tap: approved, and the next tile starts the next sale', async ({ register, reader }) => {
  await register.ring('Flat white', 'Almond croissant')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
  await reader.shows('Approved')

  await register.nextSale()
  await register.ring('Espresso')
  await expect(register.chargeButton).toBeVisible()
  await expect(register.sale).not.toContainText('Flat white')
})

test('a scan after the payment closes it and starts the next sale', async ({ register, reader, context }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Mastercard')
  await register.approved()
  const catalogue = await (await context.request.get('/api/catalogue')).json()
  const coded = catalogue.barcodes.findLastIndex((codes: string[]) => codes.length > 0)
  await register.page.bringToFront()
  await register.scan(catalogue.barcodes[coded][0])
  await expect(register.sale).toContainText(catalogue.name[coded])
  await expect(register.sale).not.toContainText('Flat white')
})

test('cash: exact, and the sale has no PaymentIntent', async ({ register, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  await register.page.getByRole('button', { name: 'Cash' }).click()
  await register.page.getByRole('button', { name: /^Exact/ }).click()
  await register.says(/paid|change/i)
  expect(await simulator.intents()).toHaveLength(before)
})
