import { expect, test } from 'vitest'
import { measureSimulator } from './testing/throughput.ts'

/** A floor for a machine that does other things at the same time; `npm run bench` prints the real figures. */
test('the simulator keeps up with a load test', async () => {
  const { retrievals, payments, requests, deliveries } = await measureSimulator(1000)
  expect(retrievals.perSecond).toBeGreaterThan(100)
  expect(payments.perSecond).toBeGreaterThan(10)
  expect(requests.perSecond).toBeGreaterThan(30)
  expect(deliveries.perSecond).toBeGreaterThan(20)
})
