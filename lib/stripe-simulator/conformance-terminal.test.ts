import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterEach(() => {
  expect(counter.complaints).toEqual([])
})
afterAll(() => counter.close())

test('configurations: made, changed, given to a location, inherited, deleted', async () => {
  const { configurations, locations, connectionTokens } = counter.stripe.terminal
  const made = await configurations.create({
    name: 'Café',
    tipping: {
      usd: { percentages: [15, 20, 25], fixed_amounts: [100, 200, 300], smart_tip_threshold: 1000 },
    },
    offline: { enabled: false },
    reboot_window: { start_hour: 22, end_hour: 4 },
    reader_security: { admin_menu_passcode: '12345' },
    cellular: { enabled: true },
    wifi: { type: 'personal_psk', personal_psk: { ssid: 'Café', password: 'espresso' } },
  })
  expect(made).toMatchObject({
    name: 'Café',
    is_account_default: false,
    tipping: { usd: { smart_tip_threshold: 1000 } },
  })
  await configurations.update(made.id, { offline: '', reboot_window: { start_hour: 23, end_hour: 5 } })
  expect(await configurations.retrieve(made.id)).not.toHaveProperty('offline')
  const location = await locations.update(counter.location.id, { configuration_overrides: made.id })
  expect(location).toMatchObject({ configuration_overrides: made.id })
  const defaults = await configurations.list({ is_account_default: true })
  expect(defaults.data).toHaveLength(1)
  const [fallback] = defaults.data
  await expect(
    locations.update(counter.location.id, { configuration_overrides: fallback?.id ?? '' }),
  ).rejects.toMatchObject({ param: 'configuration_overrides' })
  await locations.update(counter.location.id, { configuration_overrides: '' })
  expect(await configurations.del(made.id)).toMatchObject({ deleted: true })
  expect(await configurations.retrieve(made.id)).toMatchObject({ deleted: true })
  expect((await connectionTokens.create({ location: counter.location.id })).secret).toMatch(/^pst_test_/)
})

test('a network by certificate takes files for what they are', async () => {
  const { configurations } = counter.stripe.terminal
  const upload = (purpose: 'terminal_wifi_certificate' | 'terminal_wifi_private_key', label: string) =>
    counter.stripe.files.create({
      purpose,
      file: {
        data: Buffer.from(`-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`),
        name: 'it.pem',
        type: 'application/x-pem-file',
      },
    })
  const certificate = await upload('terminal_wifi_certificate', 'CERTIFICATE')
  const key = await upload('terminal_wifi_private_key', 'ENCRYPTED PRIVATE KEY')
  await expect(upload('terminal_wifi_certificate', 'PRIVATE KEY')).rejects.toMatchObject({ param: 'file' })
  await expect(upload('terminal_wifi_private_key', 'CERTIFICATE')).rejects.toMatchObject({ param: 'file' })
  const wifi = (client_certificate_file: string, private_key_file: string) => ({
    type: 'enterprise_eap_tls' as const,
    enterprise_eap_tls: { ssid: 'Café', client_certificate_file, private_key_file },
  })
  const made = await configurations.create({ wifi: wifi(certificate.id, key.id) })
  expect(made.wifi).toMatchObject({ enterprise_eap_tls: { private_key_file: key.id } })
  await expect(configurations.create({ wifi: wifi(key.id, certificate.id) })).rejects.toMatchObject({
    param: 'wifi[enterprise_eap_tls][client_certificate_file]',
  })
  await expect(configurations.create({ wifi: { type: 'enterprise_eap_tls' } })).rejects.toMatchObject({
    code: 'parameter_missing',
  })
})

test('collect, look at the card, confirm', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent()
  await stripe.terminal.readers.collectPaymentMethod(reader.id, {
    payment_intent: id,
    collect_config: { skip_tipping: true },
  })
  const collected = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect(collected.action?.collect_payment_method?.payment_method).toMatchObject({
    card_present: { brand: 'visa' },
  })
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_confirmation' })
  await counter.ear.hears('terminal.reader.action_updated')
  const confirming = await stripe.terminal.readers.confirmPaymentIntent(reader.id, { payment_intent: id })
  expect(confirming.action).toMatchObject({ type: 'confirm_payment_intent', status: 'in_progress' })
  await expect.poll(async () => (await counter.now()).action?.status).toBe('succeeded')
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' })
})

test('a collected card is forgotten after thirty seconds', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent()
  await stripe.terminal.readers.collectPaymentMethod(reader.id, { payment_intent: id })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  await counter.control('POST', 'clock', { advance_ms: 30_001 })
  await expect(
    stripe.terminal.readers.confirmPaymentIntent(reader.id, { payment_intent: id }),
  ).rejects.toMatchObject({ code: 'intent_invalid_state' })
  expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' })
})

test('a card kept without a payment, and charged later', async () => {
  const { stripe, reader } = counter
  const customer = await stripe.customers.create({ name: 'Jenny', email: 'jenny@example.com' })
  const setup = await stripe.setupIntents.create({
    allowed_payment_method_types: ['card_present'],
    customer: customer.id,
  })
  await stripe.setupIntents.update(setup.id, { metadata: { kept: 'yes' } })
  await stripe.terminal.readers.processSetupIntent(reader.id, {
    setup_intent: setup.id,
    allow_redisplay: 'always',
  })
  const after = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  const generated = after.action?.process_setup_intent?.generated_card ?? ''
  expect(await stripe.setupIntents.retrieve(setup.id, { expand: ['latest_attempt'] })).toMatchObject({
    status: 'succeeded',
    latest_attempt: { payment_method_details: { card_present: { generated_card: generated } } },
  })
  expect((await stripe.setupAttempts.list({ setup_intent: setup.id })).data).toHaveLength(1)
  expect((await stripe.customers.listPaymentMethods(customer.id)).data.map(method => method.id)).toEqual([
    generated,
  ])
  const later = await stripe.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    allowed_payment_method_types: ['card'],
    customer: customer.id,
    payment_method: generated,
    confirm: true,
    off_session: true,
  })
  expect(later).toMatchObject({ status: 'succeeded', amount_received: 900 })
  expect(await stripe.paymentMethods.detach(generated)).toMatchObject({ customer: null })
  expect(await stripe.paymentMethods.attach(generated, { customer: customer.id })).toMatchObject({
    customer: customer.id,
  })
  expect(await stripe.paymentMethods.update(generated, { metadata: { a: 'b' } })).toMatchObject({
    metadata: { a: 'b' },
  })
  expect((await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data).toHaveLength(1)
  expect(await stripe.paymentMethods.retrieve(generated, { expand: ['customer'] })).toMatchObject({
    customer: { name: 'Jenny' },
  })
})

test('a card kept with a payment', async () => {
  const { stripe, reader } = counter
  const customer = await stripe.customers.create({})
  const { id } = await counter.intent({ customer: customer.id, setup_future_usage: 'off_session' })
  await expect(
    stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id }),
  ).rejects.toMatchObject({ code: 'parameter_missing' })
  await stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: id,
    process_config: { allow_redisplay: 'limited' },
  })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  const [kept] = (await stripe.customers.listPaymentMethods(customer.id)).data
  expect(kept).toMatchObject({
    type: 'card',
    allow_redisplay: 'limited',
    card: { generated_from: { payment_method_details: { type: 'card_present' } } },
  })
})

test('a setup with a failing card, and one that is canceled', async () => {
  const { stripe, reader } = counter
  const setup = await stripe.setupIntents.create({ allowed_payment_method_types: ['card_present'] })
  await stripe.terminal.readers.processSetupIntent(reader.id, {
    setup_intent: setup.id,
    allow_redisplay: 'unspecified',
  })
  const after = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    card_present: { number: '4000000000000002' },
  })
  expect(after.action).toMatchObject({
    status: 'failed',
    failure_code: 'setup_intent_authentication_failure',
  })
  expect(await stripe.setupIntents.cancel(setup.id)).toMatchObject({ status: 'canceled' })
  await expect(stripe.setupIntents.cancel(setup.id)).rejects.toMatchObject({
    code: 'setup_intent_unexpected_state',
  })
  expect((await stripe.setupIntents.list({ limit: 1 })).data[0]?.id).toBe(setup.id)
})

test('a cart on the reader; a command replaces it without a word', async () => {
  const { stripe, reader } = counter
  const cart = {
    currency: 'usd',
    line_items: [{ description: 'Flat white', amount: 450, quantity: 2 }],
    tax: 80,
    total: 980,
  }
  const shown = await stripe.terminal.readers.setReaderDisplay(reader.id, { type: 'cart', cart })
  expect(shown.action).toMatchObject({
    type: 'set_reader_display',
    status: 'in_progress',
    set_reader_display: { cart },
  })
  expect(await counter.control('GET', `readers/${reader.id}/screen`)).toMatchObject({
    screen: { name: 'cart', cart },
  })
  await expect(stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)).rejects.toMatchObject({
    statusCode: 400,
  })
  expect((await stripe.terminal.readers.cancelAction(reader.id)) as object).toMatchObject({ action: null })
})

test('all six kinds of input, filled in and left', async () => {
  const { stripe, reader } = counter
  const { readers } = stripe.terminal
  const text = (title: string) => ({ custom_text: { title } })
  await readers.collectInputs(reader.id, {
    metadata: { form: 'one' },
    inputs: [
      {
        type: 'email',
        ...text('E-mail'),
        required: true,
        toggles: [{ title: 'Newsletter', default_value: 'enabled' }],
      },
      { type: 'numeric', ...text('Number') },
      { type: 'phone', ...text('Phone') },
      { type: 'text', ...text('Name') },
      { type: 'signature', ...text('Sign') },
    ],
  })
  const filled = await stripe.testHelpers.terminal.readers.succeedInputCollection(reader.id, {
    skip_non_required_inputs: 'none',
  })
  const signature = filled.action?.collect_inputs?.inputs[4]?.signature?.value ?? ''
  expect(await stripe.files.retrieve(signature)).toMatchObject({ purpose: 'customer_signature', type: 'svg' })
  await readers.collectInputs(reader.id, {
    inputs: [
      {
        type: 'selection',
        ...text('Size'),
        selection: {
          choices: [
            { id: 's', text: 'Small', style: 'primary' },
            { id: 'l', text: 'Large' },
          ],
        },
      },
    ],
  })
  await counter.control('POST', `readers/${reader.id}/inputs`, {
    inputs: [{ skipped: false, value: 'l', toggles: [] }],
  })
  expect((await counter.now()).action?.collect_inputs?.inputs[0]?.selection).toMatchObject({
    id: 'l',
    text: 'Large',
  })
  await readers.collectInputs(reader.id, { inputs: [{ type: 'email', ...text('E-mail') }] })
  const left = await stripe.testHelpers.terminal.readers.timeoutInputCollection(reader.id)
  expect(left.action).toMatchObject({ status: 'failed', api_error: null })
  await readers.collectInputs(reader.id, { inputs: [{ type: 'email', ...text('E-mail') }] })
  await counter.control('POST', 'clock', { advance_ms: 120_001 })
  expect((await counter.now()).action?.status).toBe('failed')
})

test('tips on the screen: fixed below the threshold, percentages from it on', async () => {
  const { stripe, reader } = counter
  const { id: overrides } = await stripe.terminal.configurations.create({
    tipping: {
      usd: { percentages: [15, 20, 25], fixed_amounts: [100, 200, 300], smart_tip_threshold: 1000 },
    },
  })
  await stripe.terminal.locations.update(counter.location.id, { configuration_overrides: overrides })
  const screen = () => counter.control('GET', `readers/${reader.id}/screen`)
  const small = await counter.intent({ amount: 900 })
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: small.id })
  expect(await screen()).toMatchObject({ screen: { name: 'tip', tip: { fixed_amounts: [100, 200, 300] } } })
  const large = await counter.intent({ amount: 2000 })
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: large.id })
  expect(await screen()).toMatchObject({
    screen: { name: 'tip', tip: { percentages: [15, 20, 25], amount_eligible: 2000 } },
  })
  await counter.control('POST', `readers/${reader.id}/tip`, { amount_tip: 400 })
  expect(await screen()).toMatchObject({ screen: { name: 'present_card', amount: 2400 } })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect(await stripe.paymentIntents.retrieve(large.id)).toMatchObject({
    amount: 2400,
    amount_details: { tip: { amount: 400 } },
  })
  const none = await counter.intent({ amount: 2000 })
  await stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: none.id,
    process_config: { tipping: { amount_eligible: 0 } },
  })
  expect(await screen()).toMatchObject({ screen: { name: 'present_card' } })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect((await stripe.paymentIntents.retrieve(none.id)).amount_details?.tip).toEqual({})
  await stripe.terminal.locations.update(counter.location.id, { configuration_overrides: '' })
})

test('a hold that grows, and a tip on the receipt', async () => {
  const { stripe } = counter
  const grow = {
    capture_method: 'manual' as const,
    payment_method_options: { card_present: { request_incremental_authorization_support: true } },
  }
  const { intent } = await counter.pay(await counter.intent(grow))
  expect(await stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 4000 })).toMatchObject({
    amount: 4000,
    amount_capturable: 4000,
  })
  await expect(
    stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 4001 + 4 }),
  ).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ amount: 4000 })
  const held = await counter.pay(await counter.intent({ amount: 4000, capture_method: 'manual' }))
  await expect(
    stripe.paymentIntents.capture(held.intent.id, { amount_to_capture: 9001 }),
  ).rejects.toMatchObject({ code: 'amount_too_large' })
  expect(await stripe.paymentIntents.capture(held.intent.id, { amount_to_capture: 9000 })).toMatchObject({
    status: 'succeeded',
    amount_received: 9000,
  })
})

test('a hold that nobody captures ends by itself', async () => {
  const { stripe, ear } = counter
  const { intent } = await counter.pay(await counter.intent({ capture_method: 'manual' }))
  await counter.control('POST', 'clock', { advance_ms: 5 * 24 * 60 * 60 * 1000 })
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: 'canceled',
    cancellation_reason: 'automatic',
  })
  await ear.hears('charge.expired')
})

test('the books: fees, a payout, and what is in it', async () => {
  const { stripe } = counter
  const { intent } = await counter.pay(await counter.intent({ amount: 10_000 }))
  await counter.control('POST', 'clock', { advance_ms: 4 * 24 * 60 * 60 * 1000 })
  const charge = intent.latest_charge
  const id = typeof charge === 'string' ? charge : charge?.id
  const [entry] = (await stripe.balanceTransactions.list({ source: id ?? '' })).data
  expect(entry).toMatchObject({ amount: 10_000, fee: 275, net: 9725, status: 'available', type: 'charge' })
  expect(await stripe.balanceTransactions.retrieve(entry?.id ?? '', { expand: ['source'] })).toMatchObject({
    source: { object: 'charge' },
  })
  const [payout] = (await stripe.payouts.list({ limit: 1 })).data
  const inside = await stripe.balanceTransactions.list({ payout: payout?.id ?? '', limit: 100 })
  expect(inside.data.map(each => each.id)).toContain(entry?.id)
  expect(inside.data.filter(each => each.type !== 'payout').reduce((sum, each) => sum + each.net, 0)).toBe(
    payout?.amount,
  )
  expect(await stripe.payouts.retrieve(payout?.id ?? '', { expand: ['balance_transaction'] })).toMatchObject({
    status: 'paid',
  })
})

test('customers, charges and refunds can be relabelled', async () => {
  const { stripe } = counter
  const customer = await stripe.customers.create({ email: 'a@example.com', metadata: { a: '1' } })
  expect(await stripe.customers.update(customer.id, { name: 'Ann', metadata: { a: '' } })).toMatchObject({
    name: 'Ann',
    metadata: {},
  })
  expect((await stripe.customers.list({ email: 'a@example.com' })).data).toHaveLength(1)
  expect(await stripe.customers.del(customer.id)).toMatchObject({ deleted: true })
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  const { intent } = await counter.pay(await counter.intent())
  const [charge] = (await stripe.charges.list({ payment_intent: intent.id })).data
  expect(
    await stripe.charges.update(charge?.id ?? '', { description: 'Tea', metadata: { b: '2' } }),
  ).toMatchObject({ description: 'Tea' })
  const refund = await stripe.refunds.create({ charge: charge?.id ?? '', amount: 100 })
  expect(await stripe.refunds.update(refund.id, { metadata: { why: 'cold' } })).toMatchObject({
    metadata: { why: 'cold' },
  })
  await expect(stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ statusCode: 400 })
})

test('a splash picture', async () => {
  const { stripe, simulator } = counter
  const body = new FormData()
  body.set('purpose', 'terminal_reader_splashscreen')
  body.set('file', new File([new Uint8Array([137, 80, 78, 71])], 'splash.png', { type: 'image/png' }))
  const sent = await fetch(`${simulator.origin}/v1/files`, {
    method: 'POST',
    body,
    headers: { authorization: 'Bearer sk_test_simulator' },
  })
  const { id } = (await sent.json()) as { id: string }
  expect((await stripe.files.list({ purpose: 'terminal_reader_splashscreen' })).data[0]).toMatchObject({
    id,
    size: 4,
  })
  const made = await stripe.terminal.configurations.create({
    stripe_s700: { splashscreen: id },
    expand: ['stripe_s700.splashscreen'],
  })
  expect(made.stripe_s700?.splashscreen).toMatchObject({ object: 'file' })
  const picture = await fetch(`${simulator.origin}/_simulator/files/${id}`)
  expect(picture.headers.get('content-type')).toBe('image/png')
})

test('an Interac refund needs the card', async () => {
  const canada = await openCounter({ country: 'CA' })
  const { stripe, reader } = canada
  const { id } = await canada.intent({ currency: 'cad', allowed_payment_method_types: ['interac_present'] })
  const { intent } = await canada.pay({ ...(await stripe.paymentIntents.retrieve(id)) })
  await stripe.terminal.readers.refundPayment(reader.id, {
    payment_intent: intent.id,
    amount: 1000,
    metadata: { why: 'cold' },
    refund_payment_config: { enable_customer_cancellation: true },
  })
  const wrong = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    type: 'card_present',
  })
  expect(wrong.action).toMatchObject({ status: 'failed' })
  expect(wrong.action?.refund_payment).not.toHaveProperty('refund')
  await stripe.terminal.readers.refundPayment(reader.id, { payment_intent: intent.id, amount: 1005 })
  expect(
    (await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)).action?.failure_code,
  ).toBe('card_declined')
  await stripe.terminal.readers.refundPayment(reader.id, { payment_intent: intent.id, amount: 1000 })
  const right = await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    type: 'interac_present',
  })
  expect(right.action?.refund_payment?.refund).toMatch(/^re_/)
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data[0]).toMatchObject({ amount: 1000 })
  expect(canada.complaints).toEqual([])
  await canada.close()
})

test('a card typed in on the reader', async () => {
  const { stripe, reader } = counter
  const { id } = await counter.intent({ allowed_payment_method_types: ['card'] })
  // Stripe opens this parameter to accounts on request; the declarations do not have it.
  const process_config = { moto: true } as { enable_customer_cancellation?: boolean }
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id, process_config })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2030, cvc: '123' },
  })
  const paid = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(paid).toMatchObject({
    status: 'succeeded',
    latest_charge: { payment_method_details: { type: 'card', card: { moto: true } } },
  })
})

test('search, and the old way to capture', async () => {
  const { stripe } = counter
  const held = await counter.pay(
    await counter.intent({ capture_method: 'manual', metadata: { sale: 's 77' } }),
  )
  const { data } = await stripe.paymentIntents.search({
    query: "status:'requires_capture' AND metadata['sale']:'s 77'",
  })
  expect(data.map(intent => intent.id)).toEqual([held.intent.id])
  const [charge] = (
    await stripe.charges.search({ query: `payment_intent:"${held.intent.id}" AND amount>100` })
  ).data
  expect(await stripe.charges.capture(charge?.id ?? '', { amount: 2000 })).toMatchObject({
    captured: true,
    amount_captured: 2000,
  })
  await stripe.customers.create({ email: 'search@example.com' })
  expect((await stripe.customers.search({ query: "email~'search@'", limit: 1 })).data).toHaveLength(1)
  await expect(stripe.customers.search({ query: 'what is this' })).rejects.toMatchObject({ param: 'query' })
})

test('a shop in Japan', async () => {
  const address_kanji = {
    country: 'JP',
    postal_code: '1500001',
    state: '東京都',
    city: '渋谷区',
    town: '神宮前',
    line1: '１－５－８',
  }
  const tokyo = await counter.stripe.terminal.locations.create({ display_name: 'Tokyo', address_kanji })
  expect(tokyo).toMatchObject({ address: { country: null }, address_kanji: { town: '神宮前', line2: null } })
  const { id } = await counter.stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: tokyo.id,
  })
  const yen = await counter.intent({ amount: 500, currency: 'jpy' })
  const process = (intent: string) =>
    counter.stripe.terminal.readers.processPaymentIntent(id, { payment_intent: intent })
  await expect(process((await counter.intent()).id)).rejects.toMatchObject({
    code: 'terminal_reader_invalid_location_for_payment',
  })
  expect((await process(yen.id)).action?.status).toBe('in_progress')
})

test('a reader that passes for a real one takes a card only by hand', async () => {
  const { stripe, location } = counter
  const { id, device_type } = await stripe.terminal.readers.create({
    registration_code: 'silver-tiger-lake',
    location: location.id,
  })
  expect(device_type).toBe('stripe_s700')
  const intent = await counter.intent()
  await stripe.terminal.readers.processPaymentIntent(id, { payment_intent: intent.id })
  await expect(stripe.testHelpers.terminal.readers.presentPaymentMethod(id)).rejects.toMatchObject({
    statusCode: 400,
  })
  await counter.control('POST', `readers/${id}/present`, { number: '5555555555554444' })
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' })
})

test('a device keeps its serial number however often it is registered', async () => {
  const { readers } = counter.stripe.terminal
  const serial = async (code: string) =>
    (await readers.create({ registration_code: code, location: counter.location.id })).serial_number
  const first = await serial('silver-tiger-river')
  expect(first).toMatch(/^STR\d{12}$/)
  expect(await serial('golden-horse-river')).toBe(first)
  expect(await serial('silver-tiger-meadow')).not.toBe(first)
})
