import { expect, test } from 'vitest'
import { faultKinds } from './faults.ts'
import { type Counter, openCounter } from './testing/counter.ts'

/** Every kind that a plan can bring without making the test wait. */
const chances = Object.fromEntries(
  faultKinds.filter(kind => !['slow', 'hold_authorization'].includes(kind)).map(kind => [kind, 0.12]),
)
const options = {
  webhook_delayed: { delay_ms: 60_000 },
  cut_after: { method: 'POST' },
  cut_before: { method: 'POST' },
  status: { method: 'POST', executed: true },
}

type Shown = { outcome: string; id: string }

/** A customer at the counter: whatever goes wrong is written down, and the cashier goes on. */
async function serve({ stripe, reader }: Counter, amount: number): Promise<Shown> {
  const shown: Shown = { outcome: 'paid', id: '' }
  try {
    const intent = { amount, currency: 'usd', allowed_payment_method_types: ['card_present' as const] }
    shown.id = (await stripe.paymentIntents.create(intent)).id
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: shown.id })
    const after = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
    shown.outcome = after.action?.failure_code ?? after.action?.status ?? 'nothing'
  } catch (error) {
    // What the official package throws has one of these.
    const { code, type } = error as { code?: string; type?: string }
    shown.outcome = code ?? type ?? 'unknown'
  }
  return shown
}

type Told = { event: string; type: string; attempt: number; status: string }

/** Turns the clock until no webhook is on its way any more; says what became of each. */
async function evening(counter: Counter): Promise<string[]> {
  let deliveries: Told[] = []
  const isQuiet = async () => {
    await counter.control('POST', 'clock', { advance_ms: 3 * 60 * 60 * 1000 })
    // The control API's own answer.
    deliveries = ((await counter.control('GET', 'events')) as { deliveries: Told[] }).deliveries
    return deliveries.every(each => each.status !== 'pending')
  }
  await expect.poll(isQuiet).toBe(true)
  return deliveries.map(each => `${each.event} ${each.type} ${each.attempt} ${each.status}`).sort()
}

/** The whole day: what each customer met, what struck, and which webhooks were sent or lost. */
async function day(seed: string) {
  const counter = await openCounter({ seed })
  await counter.control('POST', 'plan', { chances, options })
  const customers: Shown[] = []
  for (let n = 0; n < 40; n += 1) {
    customers.push(await serve(counter, 1000 + n * 100))
    // Nobody is away for longer than a customer pays.
    await counter.control('POST', 'clock', { advance_ms: 40_000 })
  }
  // The control API's own answer.
  const { plan } = (await counter.control('GET', 'faults')) as { plan: { happened: object } }
  await counter.control('DELETE', 'plan')
  const told = await evening(counter)
  await counter.close()
  return { customers, told, happened: plan.happened }
}

test('the same seed gives the same day: outcomes, ids, webhooks; another seed another', async () => {
  const monday = await day('7')
  expect(new Set(monday.customers.map(each => each.outcome)).size).toBeGreaterThan(5)
  expect(Object.keys(monday.happened).length).toBeGreaterThan(10)
  expect(await day('7')).toEqual(monday)
  expect((await day('8')).customers).not.toEqual(monday.customers)
})
