import { test } from './fixtures.ts'

test('every webhook is lost: the watcher finishes the sale', async ({ register, reader, simulator }) => {
  await simulator.mood('webhook_dropped', { times: 0 })
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
})

test('every webhook comes twice and late: the sale is paid once', async ({ register, reader, simulator }) => {
  await simulator.mood('webhook_doubled', { times: 0 })
  await simulator.mood('webhook_delayed', { times: 0, delay_ms: 1_500 })
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
})
