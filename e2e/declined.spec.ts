import { expect, test } from './fixtures.ts'

const DECLINES = [
  ['Declined', /declined/i],
  ['Not enough money', /not enough money/i],
  ['Lost card', /declined by the card’s bank|declined by the card's bank/i],
  ['Stolen card', /declined by the card’s bank|declined by the card's bank/i],
  ['Expired card', /expired/i],
  ['Bank error', /try again|bank/i],
] as const

for (const [card, words] of DECLINES) {
  test(`${card}: the customer has not been charged, and cash pays instead`, async ({ register, reader }) => {
    await register.ring('Flat white')
    await register.charge()
    await register.waitsForCard()
    await reader.tap(card)
    await register.says('The customer has not been charged')
    await register.says(words)
    await expect(register.stage).not.toContainText(/stolen|lost card|fraud/i)
    await expect(reader.device).not.toContainText(/stolen|lost/i)
    await register.press('Pay another way')
    await register.page.getByRole('button', { name: /^Exact/ }).click()
    await register.says(/paid|change/i)
  })
}

test('another card after a decline pays the same PaymentIntent', async ({ register, reader, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Sourdough loaf')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Not enough money')
  await register.says('The customer has not been charged')
  await register.press('Try another card')
  await register.waitsForCard()
  await reader.tap('American Express')
  await register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})
