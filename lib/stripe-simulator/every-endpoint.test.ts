import { afterAll, beforeAll, expect, test } from 'vitest'
import { Router } from './route.ts'
import { routes } from './server.ts'
import { checkAnswer } from './testing/check.ts'
import { type Counter, openCounter } from './testing/counter.ts'

/** One walk past every endpoint with the official package: each answers, and each answer is what the schemas say. */

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

async function shop({ stripe }: Counter) {
  const { locations, readers, configurations, connectionTokens } = stripe.terminal
  const address = {
    line1: '1 Main Street',
    city: 'Springfield',
    state: 'IL',
    postal_code: '62701',
    country: 'US',
  }
  const { id: location } = await locations.create({ display_name: 'Second', address })
  await locations.retrieve(location)
  await locations.update(location, { display_name: 'Third' })
  await locations.list()
  const { id: reader } = await readers.create({ registration_code: 'simulated-s700', location })
  await readers.retrieve(reader)
  await readers.update(reader, { label: 'Spare' })
  await readers.list()
  await readers.del(reader)
  await locations.del(location)
  const { id: tips } = await configurations.create({ tipping: { usd: { percentages: [10, 15, 20] } } })
  await configurations.retrieve(tips)
  await configurations.update(tips, { name: 'Tips' })
  await configurations.list()
  await configurations.del(tips)
  await connectionTokens.create()
}

async function commands({ stripe, reader: { id }, intent }: Counter) {
  const { readers } = stripe.terminal
  const helpers = stripe.testHelpers.terminal.readers
  await readers.setReaderDisplay(id, {
    type: 'cart',
    cart: { currency: 'usd', line_items: [{ description: 'Tea', quantity: 1, amount: 300 }], total: 300 },
  })
  const question = { type: 'numeric' as const, required: true, custom_text: { title: 'Table' } }
  await readers.collectInputs(id, { inputs: [question] })
  await helpers.succeedInputCollection(id)
  await readers.collectInputs(id, { inputs: [question] })
  await helpers.timeoutInputCollection(id)
  const { id: collected } = await intent()
  await readers.collectPaymentMethod(id, { payment_intent: collected })
  await helpers.presentPaymentMethod(id)
  await readers.confirmPaymentIntent(id, { payment_intent: collected })
  await expect.poll(async () => (await stripe.paymentIntents.retrieve(collected)).status).toBe('succeeded')
  await readers.processPaymentIntent(id, { payment_intent: (await intent()).id })
  await readers.cancelAction(id)
}

async function payments({ stripe, intent, pay }: Counter) {
  const { paymentIntents, charges } = stripe
  const started = await intent({ capture_method: 'manual' })
  await paymentIntents.update(started.id, { amount: 2500 })
  await pay(started)
  await paymentIntents.capture(started.id)
  const { intent: held } = await pay(
    await intent({
      capture_method: 'manual',
      payment_method_options: { card_present: { request_incremental_authorization_support: true } },
    }),
    '5555555555554444',
  )
  await paymentIntents.incrementAuthorization(held.id, { amount: 3000 })
  const [charge] = (await charges.list({ payment_intent: held.id })).data
  await charges.capture(charge?.id ?? '')
  await charges.retrieve(charge?.id ?? '')
  await charges.update(charge?.id ?? '', { description: 'Tea' })
  await charges.search({ query: 'amount>100' })
  await paymentIntents.cancel((await intent()).id)
  await paymentIntents.list()
  await paymentIntents.search({ query: "status:'succeeded'" })
  const refund = await stripe.refunds.create({ payment_intent: held.id, amount: 100 })
  await stripe.refunds.retrieve(refund.id)
  await stripe.refunds.update(refund.id, { metadata: { why: 'cold' } })
  await stripe.refunds.list()
  // Only a refund that waits for the customer can be taken back, and a card's never does.
  await expect(stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ statusCode: 400 })
}

async function cards({ stripe, reader }: Counter) {
  const { customers, setupIntents, paymentMethods } = stripe
  const { id: customer } = await customers.create({ name: 'Jenny' })
  const setup = await setupIntents.create({ allowed_payment_method_types: ['card_present'], customer })
  await setupIntents.update(setup.id, { metadata: { kept: 'yes' } })
  await stripe.terminal.readers.processSetupIntent(reader.id, {
    setup_intent: setup.id,
    allow_redisplay: 'always',
  })
  const { action } = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  const card = action?.process_setup_intent?.generated_card ?? ''
  await setupIntents.retrieve(setup.id)
  await setupIntents.list()
  await stripe.setupAttempts.list({ setup_intent: setup.id })
  await setupIntents.cancel((await setupIntents.create({})).id)
  const params = { amount: 900, currency: 'usd', allowed_payment_method_types: ['card' as const], customer }
  const { id: later } = await stripe.paymentIntents.create({ ...params, payment_method: card })
  await stripe.paymentIntents.confirm(later, { off_session: true })
  await customers.listPaymentMethods(customer)
  await paymentMethods.retrieve(card)
  await paymentMethods.update(card, { metadata: { a: 'b' } })
  await paymentMethods.list({ customer, type: 'card' })
  await paymentMethods.detach(card)
  await paymentMethods.attach(card, { customer })
  await customers.retrieve(customer)
  await customers.update(customer, { name: 'Ann' })
  await customers.list()
  await customers.search({ query: "name:'Ann'" })
  await customers.del(customer)
}

async function books({ stripe, control }: Counter) {
  await control('POST', 'clock', { advance_ms: 4 * 24 * 60 * 60 * 1000 })
  const [entry] = (await stripe.balanceTransactions.list()).data
  await stripe.balanceTransactions.retrieve(entry?.id ?? '')
  const [payout] = (await stripe.payouts.list()).data
  await stripe.payouts.retrieve(payout?.id ?? '')
  const [event] = (await stripe.events.list()).data
  await stripe.events.retrieve(event?.id ?? '')
  await stripe.rawRequest('POST', `/v1/events/${event?.id}/retry`, {})
  const hook = { url: 'https://example.com/hook', enabled_events: ['charge.refunded' as const] }
  const { id: endpoint } = await stripe.webhookEndpoints.create(hook)
  await stripe.webhookEndpoints.retrieve(endpoint)
  await stripe.webhookEndpoints.update(endpoint, { description: 'Refunds' })
  await stripe.webhookEndpoints.list()
  await stripe.webhookEndpoints.del(endpoint)
}

/** The package sends files to a host of its own, wherever it was pointed, so this one goes by hand. */
async function upload({ simulator, stripe, answered, complaints }: Counter) {
  const body = new FormData()
  body.set('purpose', 'terminal_reader_splashscreen')
  body.set('file', new File([new Uint8Array([137, 80, 78, 71])], 'splash.png', { type: 'image/png' }))
  const headers = { authorization: 'Bearer sk_test_simulator' }
  const sent = await fetch(`${simulator.origin}/v1/files`, { method: 'POST', body, headers })
  const file = (await sent.json()) as { id: string }
  complaints.push(...checkAnswer('POST', '/v1/files', sent.status, file))
  if (sent.ok) answered.add('POST /v1/files')
  await stripe.accounts.retrieveCurrent()
  await stripe.files.retrieve(file.id)
  await stripe.files.list()
}

/** Only Interac is refunded on the reader. */
async function canada(seen: Set<string>, complaints: string[]) {
  const toronto = await openCounter({ country: 'CA' })
  const { stripe, reader } = toronto
  const interac = { currency: 'cad', allowed_payment_method_types: ['interac_present' as const] }
  const { intent } = await toronto.pay(await toronto.intent(interac))
  await stripe.terminal.readers.refundPayment(reader.id, { payment_intent: intent.id, amount: 1000 })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, { type: 'interac_present' })
  for (const each of toronto.answered) seen.add(each)
  complaints.push(...toronto.complaints)
  await toronto.close()
}

test('every endpoint answers the official package, and as the schemas say', async () => {
  for (const walk of [shop, commands, payments, cards, books, upload]) await walk(counter)
  await canada(counter.answered, counter.complaints)
  const router = new Router(routes)
  const seen = [...counter.answered].map(each => {
    const [method = '', path = ''] = each.split(' ')
    return `${method} ${router.find(method, path)?.route.path}`
  })
  const all = routes.map(({ method, path }) => `${method} ${path}`)
  expect(all.filter(each => !seen.includes(each))).toEqual(['POST /v1/refunds/{id}/cancel'])
  expect(counter.complaints).toEqual([])
})
