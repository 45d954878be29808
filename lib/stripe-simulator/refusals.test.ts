import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAnswer } from './testing/check.ts'
import { type Counter, openCounter } from './testing/counter.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(async () => {
  expect(counter.complaints).toEqual([])
  await counter.close()
})

type Sent = { key?: string; version?: string; body?: string; method?: string }

async function send(
  path: string,
  { key = 'sk_test_simulator', version, body, method = body === undefined ? 'GET' : 'POST' }: Sent = {},
) {
  const headers = new Headers(key ? { authorization: `Bearer ${key}` } : {})
  if (version) headers.set('stripe-version', version)
  if (body !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded')
  const response = await fetch(`${counter.simulator.origin}${path}`, { method, headers, body: body ?? null })
  const json = (await response.json()) as { error?: Record<string, unknown> } & Record<string, unknown>
  // This one code is newer than the list of codes in the declarations.
  if (response.status >= 400 && json.error?.code !== 'payment_method_types_no_longer_supported') {
    counter.complaints.push(...checkAnswer(method, path, response.status, json))
  }
  return { status: response.status, headers: response.headers, json, error: json.error ?? {} }
}

const create = '/v1/payment_intents'
const locations = '/v1/terminal/locations'
const usd = 'amount=1000&currency=usd'

/** What is sent, and the status, code and parameter of the refusal. */
const parameters: [string, string, string, number, string | undefined, string | undefined][] = [
  ['nothing', create, '', 400, 'parameter_missing', 'amount'],
  ['no currency', create, 'amount=1000', 400, 'parameter_missing', 'currency'],
  ['an unknown parameter', create, `${usd}&foo=1`, 400, 'parameter_unknown', 'foo'],
  [
    'an unknown nested parameter',
    create,
    `${usd}&payment_method_options[card_present][foo]=1`,
    400,
    'parameter_unknown',
    'payment_method_options[card_present][foo]',
  ],
  ['a word for a number', create, 'amount=ten&currency=usd', 400, 'parameter_invalid_integer', 'amount'],
  ['half a cent', create, 'amount=10.5&currency=usd', 400, 'parameter_invalid_integer', 'amount'],
  ['an empty text', create, 'amount=1000&currency=', 400, 'parameter_invalid_empty', 'currency'],
  ['nothing to pay', create, 'amount=0&currency=usd', 400, 'parameter_invalid_integer', 'amount'],
  ['too little', create, 'amount=49&currency=usd', 400, 'amount_too_small', 'amount'],
  ['too little in pounds', create, 'amount=29&currency=gbp', 400, 'amount_too_small', 'amount'],
  ['too little in forints', create, 'amount=17499&currency=huf', 400, 'amount_too_small', 'amount'],
  ['too much', create, 'amount=100000000&currency=usd', 400, 'amount_too_large', 'amount'],
  ['a fils that does not exist', create, 'amount=5123&currency=kwd', 400, undefined, 'amount'],
  ['no currency at all', create, 'amount=1000&currency=zzz', 400, undefined, 'currency'],
  ['a word that is not a choice', create, `${usd}&capture_method=later`, 400, undefined, 'capture_method'],
  ['yes for true', create, `${usd}&confirm=yes`, 400, undefined, 'confirm'],
  [
    'a text for a list',
    create,
    `${usd}&allowed_payment_method_types=card_present`,
    400,
    undefined,
    'allowed_payment_method_types',
  ],
  ['a list for a text', create, `${usd}&description[]=x`, 400, undefined, 'description'],
  ['a hash for a text', create, `${usd}&description[a]=x`, 400, undefined, 'description'],
  [
    'a text that is too long',
    create,
    `${usd}&description=${'x'.repeat(1001)}`,
    400,
    undefined,
    'description',
  ],
  [
    'metadata with a long key',
    create,
    `${usd}&metadata[${'k'.repeat(41)}]=x`,
    400,
    undefined,
    `metadata[${'k'.repeat(41)}]`,
  ],
  [
    'metadata with a long value',
    create,
    `${usd}&metadata[k]=${'x'.repeat(501)}`,
    400,
    undefined,
    'metadata[k]',
  ],
  [
    'metadata with 51 keys',
    create,
    `${usd}&${Array.from({ length: 51 }, (_, n) => `metadata[k${n}]=v`).join('&')}`,
    400,
    undefined,
    'metadata',
  ],
  [
    'two ways to choose',
    create,
    `${usd}&allowed_payment_method_types[]=card_present&automatic_payment_methods[enabled]=true`,
    400,
    'parameters_exclusive',
    'allowed_payment_method_types',
  ],
  [
    'the old parameter',
    create,
    `${usd}&payment_method_types[]=card_present`,
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  [
    'the old parameter for a setup',
    '/v1/setup_intents',
    'payment_method_types[]=card_present',
    400,
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  ],
  [
    'a statement descriptor',
    create,
    `${usd}&statement_descriptor=Shop`,
    400,
    undefined,
    'statement_descriptor',
  ],
  [
    'a suffix that is too long',
    create,
    `${usd}&statement_descriptor_suffix=${'x'.repeat(23)}`,
    400,
    undefined,
    'statement_descriptor_suffix',
  ],
  ['an address that is none', create, `${usd}&receipt_email=jenny`, 400, 'email_invalid', 'receipt_email'],
  ['a customer who is nobody', create, `${usd}&customer=cus_nobody`, 400, 'resource_missing', 'customer'],
  ['a property that is none', create, `${usd}&expand[]=foo`, 400, undefined, 'expand[0]'],
  ['five levels', create, `${usd}&expand[]=a.b.c.d.e`, 400, undefined, 'expand[0]'],
  ['a location without an address', locations, 'display_name=Here', 400, 'parameter_missing', 'address'],
  [
    'a location without a state',
    locations,
    'display_name=Here&address[line1]=1&address[city]=X&address[postal_code]=1&address[country]=US',
    400,
    'parameter_missing',
    'address[state]',
  ],
  [
    'a location on the moon',
    locations,
    'display_name=Here&address[line1]=1&address[city]=X&address[postal_code]=1&address[country]=XM',
    400,
    'terminal_location_country_unsupported',
    'address[country]',
  ],
  [
    'a location in Japan with an address',
    locations,
    'display_name=Here&address[line1]=1&address[country]=JP',
    400,
    undefined,
    'address',
  ],
  [
    'a reader with a wrong code',
    '/v1/terminal/readers',
    'registration_code=none&location=tml_x',
    400,
    'resource_missing',
    'registration_code',
  ],
  [
    'a reader without a location',
    '/v1/terminal/readers',
    'registration_code=simulated-s700',
    400,
    'parameter_missing',
    'location',
  ],
  [
    'a reader at a location that is none',
    '/v1/terminal/readers',
    'registration_code=simulated-s700&location=tml_x',
    400,
    'resource_missing',
    'location',
  ],
  [
    'a webhook to nowhere',
    '/v1/webhook_endpoints',
    'url=nowhere&enabled_events[]=*',
    400,
    'url_invalid',
    'url',
  ],
  ['a refund of nothing', '/v1/refunds', 'amount=100', 400, 'parameter_missing', 'payment_intent'],
  ['a refund of an unknown charge', '/v1/refunds', 'charge=ch_x', 400, 'resource_missing', 'charge'],
  [
    'two tips on a screen with three buttons',
    '/v1/terminal/configurations',
    'tipping[usd][percentages][]=10&tipping[usd][percentages][]=20',
    400,
    undefined,
    'tipping[usd][percentages]',
  ],
  [
    'a window without length',
    '/v1/terminal/configurations',
    'reboot_window[start_hour]=3&reboot_window[end_hour]=3',
    400,
    undefined,
    'reboot_window',
  ],
  [
    'a passcode of letters',
    '/v1/terminal/configurations',
    'reader_security[admin_menu_passcode]=abcde',
    400,
    undefined,
    'reader_security[admin_menu_passcode]',
  ],
]

test.each(parameters)('%s is refused', async (_, path, body, status, code, param) => {
  const { status: got, error } = await send(path, { body })
  expect({ status: got, type: error.type, code: error.code, param: error.param }).toEqual({
    status,
    type: 'invalid_request_error',
    code,
    param,
  })
  expect(error.message).toEqual(expect.any(String))
  if (code) expect(error.doc_url).toBe(`https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`)
})

test('both notations of lists and hashes are read', async () => {
  for (const list of [
    'allowed_payment_method_types[]=card_present',
    'allowed_payment_method_types[0]=card_present',
  ]) {
    expect((await send(create, { body: `${usd}&${list}` })).json.payment_method_types).toEqual([
      'card_present',
    ])
  }
})

test('an older version still takes the old parameter', async () => {
  const body = `${usd}&payment_method_types[]=card_present`
  const old = await send(create, { body, version: '2025-06-30.basil' })
  expect(old.json).toMatchObject({ payment_method_types: ['card_present'] })
  expect(old.headers.get('stripe-version')).toBe('2025-06-30.basil')
  expect((await send(create, { body, version: '2026-09-30.endive' })).error.code).toBe(
    'payment_method_types_no_longer_supported',
  )
  expect((await send(create, { version: 'yesterday' })).status).toBe(400)
  expect((await send(create)).headers.get('stripe-version')).toBe('2026-10-28.endive')
})

test.each([
  ['no key', ''],
  ['a key of another kind', 'pk'],
  ['a live key', 'sk_live_abc'],
])('%s opens nothing', async (_, key) => {
  const answer = await send(create, { key })
  expect(answer.status).toBe(401)
  expect(answer.error.type).toBe('invalid_request_error')
})

test('a publishable key is told apart', async () => {
  expect(await send(create, { key: 'pk_test_abc' })).toMatchObject({
    status: 403,
    error: { code: 'secret_key_required' },
  })
})

test('Basic works as Bearer does', async () => {
  const authorization = `Basic ${Buffer.from('sk_test_simulator:').toString('base64')}`
  const response = await fetch(`${counter.simulator.origin}${create}`, { headers: { authorization } })
  expect(response.status).toBe(200)
  expect(response.headers.get('request-id')).toMatch(/^req_/)
})

test('a restricted key does what it may and nothing else', async () => {
  await counter.control('POST', 'keys', {
    key: 'rk_test_simulator',
    permissions: { payment_intents: 'read', terminal_readers: 'write' },
  })
  const key = 'rk_test_simulator'
  expect((await send(create, { key })).status).toBe(200)
  const refused = await send(create, { key, body: usd })
  expect(refused.status).toBe(403)
  expect(refused.error.message).toContain('rak_payment_intent_write')
  expect(
    (await send(`/v1/terminal/readers/${counter.reader.id}/cancel_action`, { key, body: '' })).status,
  ).toBe(200)
  expect((await send('/v1/refunds', { key })).status).toBe(403)
})

test('what is not there', async () => {
  expect(await send('/v1/payment_intents/pi_x')).toMatchObject({
    status: 404,
    error: { code: 'resource_missing', message: "No such payment_intent: 'pi_x'" },
  })
  expect(await send('/v1/terminal/readers/tmr_x/cancel_action', { body: '' })).toMatchObject({
    status: 404,
    error: { code: 'resource_missing' },
  })
  expect(await send('/v1/subscriptions')).toMatchObject({
    status: 404,
    error: { message: expect.stringContaining('Unrecognized request URL (GET: /v1/subscriptions)') },
  })
})

test('an account sees nothing of another', async () => {
  const { id } = await counter.intent()
  expect((await send(`/v1/payment_intents/${id}`, { key: 'sk_test_other' })).status).toBe(404)
  expect((await send(locations, { key: 'sk_test_other' })).json.data).toEqual([])
})

test('lists: limits, cursors in both directions, created', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.unshift((await counter.intent()).id)
  const { paymentIntents } = counter.stripe
  const page = async (params: object) => (await paymentIntents.list(params)).data.map(intent => intent.id)
  expect(await page({ limit: 2 })).toEqual(ids.slice(0, 2))
  expect(await page({ limit: 2, starting_after: ids[1] })).toEqual(ids.slice(2, 4))
  expect(await page({ limit: 2, ending_before: ids[4] })).toEqual(ids.slice(2, 4))
  expect(await page({ created: { gt: Math.floor(Date.now() / 1000) + 100 } })).toEqual([])
  for (const [bad, code] of [
    ['limit=0', 'parameter_invalid_integer'],
    ['limit=101', 'parameter_invalid_integer'],
    [`starting_after=${ids[0]}&ending_before=${ids[1]}`, 'parameters_exclusive'],
    ['starting_after=pi_x', 'resource_missing'],
  ]) {
    expect((await send(`${create}?${bad}`)).error.code, bad).toBe(code)
  }
  const all: string[] = []
  for await (const intent of paymentIntents.list({ limit: 2 })) all.push(intent.id)
  expect(new Set(all).size).toBe(all.length)
  expect(all.slice(0, 5)).toEqual(ids)
})

test('expand puts objects in only where it was asked to', async () => {
  const { intent } = await counter.pay(await counter.intent())
  await counter.control('POST', 'clock', { advance_ms: 2000 })
  const plain = await counter.stripe.paymentIntents.retrieve(intent.id)
  expect(plain.latest_charge).toMatch(/^ch_/)
  const deep = await counter.stripe.paymentIntents.retrieve(intent.id, {
    expand: ['latest_charge.balance_transaction.source.payment_intent'],
  })
  expect(deep).toMatchObject({
    latest_charge: { balance_transaction: { source: { payment_intent: { id: intent.id } } } },
  })
  const list = await counter.stripe.charges.list({ limit: 1, expand: ['data.payment_intent'] })
  expect(list.data[0]?.payment_intent).toMatchObject({ object: 'payment_intent' })
})

test('intents in the wrong state', async () => {
  const { stripe } = counter
  const { intent } = await counter.pay(await counter.intent())
  const wrong = { statusCode: 400, code: 'payment_intent_unexpected_state' }
  await expect(stripe.paymentIntents.capture(intent.id)).rejects.toMatchObject({
    ...wrong,
    message:
      'This PaymentIntent could not be captured because it has a status of succeeded. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.',
  })
  await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject(wrong)
  await expect(stripe.paymentIntents.update(intent.id, { amount: 999 })).rejects.toMatchObject(wrong)
  await expect(
    stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 9999 }),
  ).rejects.toMatchObject(wrong)
  expect(
    await stripe.paymentIntents.update(intent.id, { metadata: { late: 'yes' }, description: 'Late' }),
  ).toMatchObject({ description: 'Late' })
  const process = (id: string) =>
    stripe.terminal.readers.processPaymentIntent(counter.reader.id, { payment_intent: id })
  await expect(process(intent.id)).rejects.toMatchObject({ statusCode: 400, code: 'intent_invalid_state' })
  await expect(process('pi_x')).rejects.toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'payment_intent',
  })
  await expect(
    process((await counter.intent({ allowed_payment_method_types: ['card'] })).id),
  ).rejects.toMatchObject({ code: 'intent_invalid_state' })
  await expect(process((await counter.intent({ currency: 'eur' })).id)).rejects.toMatchObject({
    code: 'terminal_reader_invalid_location_for_payment',
  })
  const both = { skip_tipping: true, tipping: { amount_eligible: 100 } }
  const tipped = stripe.terminal.readers.processPaymentIntent(counter.reader.id, {
    payment_intent: (await counter.intent()).id,
    process_config: both,
  })
  await expect(tipped).rejects.toMatchObject({ code: 'parameters_exclusive' })
})

test('refunds: too much, twice, of nothing', async () => {
  const { stripe } = counter
  const { intent } = await counter.pay(await counter.intent({ amount: 1000 }))
  await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 2500 })).rejects.toMatchObject({
    param: 'amount',
    message: 'Refund amount ($25.00) is greater than unrefunded amount on charge ($10.00)',
  })
  const { charge } = await stripe.refunds.create({ payment_intent: intent.id })
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: 'charge_already_refunded',
    message: `Charge ${charge} has already been refunded.`,
  })
  await expect(stripe.refunds.create({ payment_intent: (await counter.intent()).id })).rejects.toMatchObject({
    statusCode: 400,
  })
  const held = await counter.pay(await counter.intent({ capture_method: 'manual' }))
  await expect(stripe.refunds.create({ payment_intent: held.intent.id })).rejects.toMatchObject({
    code: 'charge_not_refundable',
  })
})

test('a location with readers stays', async () => {
  await expect(counter.stripe.terminal.locations.del(counter.location.id)).rejects.toMatchObject({
    statusCode: 400,
  })
  const moved = counter.stripe.terminal.locations.update(counter.location.id, { address: { country: 'CA' } })
  await expect(moved).rejects.toMatchObject({ param: 'address[country]' })
})

test('inputs have limits', async () => {
  const { readers } = counter.stripe.terminal
  const text = { type: 'text' as const, custom_text: { title: 'Name' } }
  const six = readers.collectInputs(counter.reader.id, { inputs: [text, text, text, text, text, text] })
  await expect(six).rejects.toMatchObject({ statusCode: 400, param: 'inputs' })
  const long = readers.collectInputs(counter.reader.id, {
    inputs: [{ type: 'text', custom_text: { title: 'x'.repeat(41) } }],
  })
  await expect(long).rejects.toMatchObject({ param: 'inputs[0][custom_text][title]' })
  const none = readers.collectInputs(counter.reader.id, {
    inputs: [{ type: 'selection', custom_text: { title: 'Size' } }],
  })
  await expect(none).rejects.toMatchObject({ param: 'inputs[0][selection]' })
})

test('rate limits hold when a plan turns them on', async () => {
  await counter.control('POST', 'plan', { rate_limit: true })
  const answers = await Promise.all(Array.from({ length: 40 }, () => send(create)))
  const refused = answers.find(answer => answer.status === 429)
  expect(refused?.error).toMatchObject({ code: 'rate_limit' })
  expect(refused?.headers.get('stripe-rate-limited-reason')).toMatch(/-rate$/)
  expect(refused?.headers.get('retry-after')).toBeNull()
  await counter.control('DELETE', 'faults')
  expect((await send(create)).status).toBe(200)
})

test('live keys work only where they were let in', async () => {
  const live = await openCounter({ allowLive: true })
  const response = await fetch(`${live.simulator.origin}/v1/terminal/locations`, {
    headers: { authorization: 'Bearer sk_live_shop' },
  })
  expect(response.status).toBe(200)
  expect(await live.control('GET', 'health')).toMatchObject({ ok: true, allow_live: true })
  expect(await counter.control('GET', 'health')).toMatchObject({ ok: true, allow_live: false })
  await live.close()
})
