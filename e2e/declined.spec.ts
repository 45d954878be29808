import { testCards } from '#lib/test-cards/test-cards.ts'
import { expect, test } from './fixtures.ts'

/** What the cashier reads, by what the bank said. A lost card reads like any other no. */
const SENTENCES: Readonly<Record<string, string>> = {
  insufficient_funds: 'Declined: not enough money on the card',
  expired_card: 'Declined: the card has expired',
  processing_error: 'Declined: something went wrong at the bank',
}
const PLAIN_NO = 'Declined by the card’s bank'

const tray = testCards.filter(card => card.outcome === 'declined' && !card.countries)

for (const { label, declineCode = '' } of tray) {
  test(`${label}: the customer has not been charged, and cash pays instead`, async ({ register, reader }) => {
    await register.ring('Flat white')
    const total = await register.charge()
    await register.waitsForCard()
    await reader.asksFor(total)
    await reader.tap(label)
    await register.says('The customer has not been charged.')
    await register.says(SENTENCES[declineCode] ?? PLAIN_NO)
    for (const button of ['Try another card', 'Pay another way', 'Cancel', 'Check status'])
      await expect(register.stageButton(button)).toBeVisible()
    for (const screen of [register.stage, reader.device])
      await expect(screen).not.toContainText(/stolen|lost|fraud/i)
    await register.press('Pay another way')
    await register.press(/^Exact/)
    await register.says('Paid in cash')
  })
}

test('another card after a decline pays the same PaymentIntent', async ({ register, reader, simulator }) => {
  const before = (await simulator.intents()).length
  await register.ring('Sourdough loaf')
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Not enough money')
  await register.says('The customer has not been charged.')
  await register.press('Try another card')
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('American Express')
  await register.approved()
  expect(await simulator.intents()).toHaveLength(before + 1)
})
