import type { Path } from '#lib/testing/reliability/paths.ts'
import { CARDS, type Counter, story, test } from './counter.ts'
import { expect } from './fixtures.ts'

const PROCESS = { method: 'POST', path: '*/process_payment_intent' }

story('connection-error-charged', async ({ counter, simulator }) => {
  await simulator.mood('connection_error', { authorized: true })
  await counter.waiting()
  await counter.tap().catch(() => undefined)
  await counter.register.approved()
  await counter.tells('connection-error-charged')
})

story('connection-error-unread', async ({ counter, simulator }) => {
  const sale = await counter.waiting()
  await simulator.mood('cut_before', { times: 0, method: 'GET', path: '/v1/payment_intents/*' })
  await simulator.mood('connection_error', { authorized: false })
  await counter.tap().catch(() => undefined)
  const asked = async () => (await simulator.deliveries()).filter(({ type }) => type.startsWith('terminal.'))
  await expect.poll(async () => (await asked()).at(-1)?.status).toBe('delivered')
  await counter.check(sale)
  await expect(counter.register.stageButton('Try again')).toBeHidden()
  await simulator.calm()
  await counter.check(sale)
  await counter.tells('connection-error-unread')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

/** Stripe has a bad moment at the reader command. */
function badMoment(id: Path['id'], how: object, recover?: (counter: Counter) => Promise<void>): void {
  story(id, async ({ counter, simulator }) => {
    await simulator.mood('status', { ...how, ...PROCESS })
    await counter.charge()
    await counter.tells(id)
    await recover?.(counter)
    await counter.paidByCard()
  })
}

badMoment('http-500', { status: 500 }, counter => counter.register.press('Try again'))
badMoment('http-500-done', { status: 500, executed: true })
badMoment('http-429', { status: 429 })
badMoment('lock-timeout', { status: 'lock_timeout' })

story('cut-before', async ({ counter, simulator }) => {
  await simulator.mood('cut_before', { ...PROCESS, times: 0 })
  await counter.charge()
  await counter.tells('cut-before')
  await simulator.calm()
  await counter.paidByCard()
})

story('cut-after', async ({ counter, simulator }) => {
  await simulator.mood('cut_after', PROCESS)
  await counter.charge()
  await counter.tells('cut-after')
  await counter.paidByCard()
})

story('slow-answer', async ({ counter, simulator }) => {
  await simulator.mood('slow', { ...PROCESS, ms: 2_500 })
  await counter.charge()
  await counter.tells('slow-answer')
  await counter.register.press('Cancel')
  await counter.cashInstead()
})

story('stripe-does-not-begin', async ({ counter, simulator }) => {
  await simulator.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents', times: 3 })
  await counter.charge()
  await counter.tells('stripe-does-not-begin')
  await counter.register.press('Try again')
  await counter.paidByCard()
})

const CREATE = { times: 0, method: 'POST', path: '/v1/payment_intents' }

story('stripe-goes-away', async ({ counter, simulator }) => {
  await simulator.mood('cut_before', CREATE)
  const left = await counter.charge()
  await counter.tells('stripe-goes-away')
  await counter.register.press('Serve the next customer')
  await counter.register.ring('Espresso')
  await counter.cashInstead()
  await simulator.calm()
  await expect.poll(async () => (await counter.read(left)).payment?.mood ?? 'none').toBe('none')
  expect((await counter.read(left)).sale).toMatchObject({ status: 'open', received: { minor: 0 } })
})

test('the next customer is not asked to pay for the sale that was left, when its payment has ended before the first scan', async ({
  counter,
  simulator,
}) => {
  await simulator.mood('cut_before', CREATE)
  const left = await counter.charge()
  await counter.register.press('Serve the next customer')
  await simulator.calm()
  await expect.poll(async () => (await counter.read(left)).payment?.mood ?? 'none').toBe('none')
  await counter.register.ring('Espresso')
  await expect(counter.register.line('Espresso')).toBeVisible()
  expect((await counter.read(left)).sale.lines).toHaveLength(1)
  await counter.register.charge()
  await counter.paidByCard()
})

story('stripe-is-away', async ({ counter, simulator }) => {
  await simulator.mood('cut_before', CREATE)
  await counter.charge()
  await counter.register.says('Stripe does not answer')
  await counter.register.press('Serve the next customer')
  await simulator.mood('cut_before', { times: 0, path: '/v1/*' })
  const lamp = async () => (await (await counter.request.get('/api/status')).json()).stripe
  await expect.poll(lamp).toBe('bad')
  const sale = await counter.charge(500)
  await counter.tells('stripe-is-away')
  await expect(counter.register.sale).toContainText('Stripe is away, cash works')
  expect((await counter.read(sale)).sale.tenders).toEqual([])
  await counter.cashInstead()
  await simulator.calm()
  await counter.ring(700)
  await counter.register.charge()
  await counter.paidByCard()
})

story('webhooks-shuffled-forged-replayed', async ({ counter, simulator, outsider }) => {
  await simulator.mood('webhook_shuffled', { times: 0, delay_ms: 300 })
  await simulator.mood('webhook_forged', { times: 3 })
  await counter.waiting()
  await counter.tap(CARDS.declined)
  await counter.register.says('The customer has not been charged.')
  await counter.register.press('Try another card')
  await counter.paidByCard()
  await counter.tells('webhooks-shuffled-forged-replayed')
  await simulator.calm()
  const final = ['payment_intent.succeeded', 'terminal.reader.action_succeeded']
  const { data } = await outsider.events.list({ limit: 20 })
  for (const { id } of data.filter(({ type }) => final.includes(type)).slice(0, 2)) {
    await simulator.post(`/v1/events/${id}/retry`)
    const heard = async () =>
      (await simulator.deliveries()).filter(one => one.event === id && one.status === 'delivered')
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(1)
  }
  await counter.register.approved()
})
