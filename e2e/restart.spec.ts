import { test } from './fixtures.ts'

test('the server restarts while the customer taps: the sale is paid when it is back', async ({
  register,
  reader,
  till,
}) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await till.restart()
  await reader.page.reload()
  await reader.asksFor('$')
  await reader.tap('Visa')
  await register.approved()
})
