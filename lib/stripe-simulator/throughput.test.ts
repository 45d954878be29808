import { expect, test } from 'vitest'
import { measureSimulator } from './testing/throughput.ts'

/** A floor for a machine that does other things at the same time; `npm run bench` prints the real figures. */
test('the simulator keeps up with a load test', async () => {
  const { retrievalsPerSecond, paymentsPerSecond, deliveriesPerSecond } = await measureSimulator(1000)
  expect(retrievalsPerSecond).toBeGreaterThan(100)
  expect(paymentsPerSecond).toBeGreaterThan(10)
  expect(deliveriesPerSecond).toBeGreaterThan(20)
})
