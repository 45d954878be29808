import { expect, test } from './fixtures.ts'

test('the server restarts while the customer taps: the sale is paid when it is back', async ({
  register,
  reader,
  till,
  context,
}) => {
  await register.ring('Flat white')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  const answers = () =>
    context.request.get('/api/health').then(
      () => true,
      () => false,
    )
  const isBack = till.restart()
  await expect.poll(answers).toBe(false)
  await reader.tap('Visa')
  await reader.shows('Approved')
  await isBack
  await register.approved()
})
