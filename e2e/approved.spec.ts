import { expect, test } from './fixtures.ts'

test('tile, Charge, tap: approved, a receipt, and the next tile starts the next sale', async ({
  register,
  reader,
}) => {
  await register.ring('Flat white', 'Almond croissant')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
  await register.says(`${total} · Visa ending 4242 · tapped`)
  await reader.shows('Approved')

  const receipt = await register.showReceipt()
  for (const words of ['Fern & Field', 'Almond croissant', total.slice(1), 'Visa ending 4242'])
    await expect(receipt).toContainText(words)
  await receipt.getByRole('button', { name: 'Close' }).click()
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
  await register.showReceipt()
  const { name, barcodes } = await (await context.request.get('/api/catalogue')).json()
  const coded = barcodes.findLastIndex((codes: readonly string[]) => codes.length > 0)
  await register.scan(barcodes[coded][0])
  await expect(register.stage).toBeHidden()
  await expect(register.line(name[coded])).toBeVisible()
  await expect(register.sale).not.toContainText('Flat white')
  // The server has the next sale, and the receipt that was open was not its.
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
  await expect(register.page.getByRole('dialog')).toHaveCount(0)
})

test('cash: exact, and the sale has no PaymentIntent', async ({ register, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('No change to give')
  expect(await simulator.intents()).toHaveLength(before)
})
