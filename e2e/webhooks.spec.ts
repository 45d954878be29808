import { expect, test } from './fixtures.ts'
import { shoot } from './shots.ts'

test('every webhook is lost: the watcher finishes the sale', async ({ register, reader, simulator }) => {
  const before = (await simulator.deliveries()).length
  await simulator.mood('webhook_dropped', { times: 0 })
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await shoot(register.page, 'webhooks-missing')
  const since = (await simulator.deliveries()).slice(before)
  expect(since.map(({ status }) => status)).toContain('dropped')
  expect(since.filter(({ status }) => status !== 'dropped')).toEqual([])
})

test('every webhook comes twice and late: the sale is paid once', async ({ register, reader, simulator }) => {
  const before = (await simulator.deliveries()).length
  await simulator.mood('webhook_doubled', { times: 0 })
  await simulator.mood('webhook_delayed', { times: 0, delay_ms: 1_500 })
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await shoot(register.page, 'webhooks-late-doubled')
  const since = async () => (await simulator.deliveries()).slice(before)
  await expect.poll(async () => (await since()).filter(({ status }) => status !== 'delivered')).toEqual([])
  const paid = (await since()).filter(({ type }) => type === 'payment_intent.succeeded')
  expect(paid).toHaveLength(2)
  await register.nextSale()
})
