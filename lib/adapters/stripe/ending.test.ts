import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Connection, connect } from './connection.ts'
import { endingOf, seenOf } from './ending.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A door that does what the test says, and the real package in front of it. */
async function stripeThat(answers: RequestListener): Promise<Connection> {
  const server = createServer(answers)
  servers.push(server)
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  // True because the server listens on TCP.
  const { port } = server.address() as AddressInfo
  return connect({ secretKey: 'sk_test_rows', base: `http://127.0.0.1:${port}` })
}

const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'request-id': 'req_row',
      ...headers,
    })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

const saying = (status: number, error: Record<string, unknown>) =>
  answering(status, { error: { message: 'No.', ...error } })

const command = { method: 'POST', path: '/v1/payment_intents', params: {}, key: 'tapline:row:1' } as const

/** Who reads an answer takes its `id`. */
const readId = (body: unknown, replayed: boolean) =>
  typeof body === 'object' && body !== null && 'id' in body ? { id: body.id, replayed } : undefined

async function ending(answers: RequestListener, timeoutMs?: number) {
  const stripe = await stripeThat(answers)
  return endingOf(await stripe.request({ ...command, ...(timeoutMs ? { timeoutMs } : {}) }), readId)
}

const done = (replayed: boolean) => ({
  outcome: 'done',
  requestId: 'req_row',
  answer: { id: 'pi_1', replayed },
})
const refused = (code: string) => ({
  outcome: 'refused',
  requestId: 'req_row',
  problem: { code, message: 'No.' },
})
const unknown = (answered: boolean, code: string) => ({ outcome: 'unknown', answered, problem: { code } })

const rows: [string, RequestListener, object][] = [
  ['200', answering(200, { id: 'pi_1' }), done(false)],
  ['200, replayed', answering(200, { id: 'pi_1' }, { 'idempotent-replayed': 'true' }), done(true)],
  ['200 of a shape we cannot read', answering(200, { what: 1 }), unknown(true, 'unreadable_answer')],
  ['200 that is not JSON', answering(200, '<html>hello'), unknown(false, 'not_stripe')],
  ['a proxy’s 502', answering(502, '<html>Bad Gateway'), unknown(false, 'not_stripe')],
  ['cut before the answer', request => void request.socket.destroy(), unknown(false, 'no_answer')],
  [
    'cut in the middle of the answer',
    (request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"id":', () => request.socket.destroy())
    },
    unknown(false, 'no_answer'),
  ],
  [
    '409 idempotency_key_in_use',
    saying(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }),
    unknown(false, 'idempotency_key_in_use'),
  ],
  ['409 of that type without a code', saying(409, { type: 'idempotency_error' }), unknown(false, 'http_409')],
  ['409 of another kind', saying(409, { type: 'invalid_request_error' }), refused('http_409')],
  ['429', saying(429, { type: 'invalid_request_error', code: 'rate_limit' }), unknown(false, 'rate_limit')],
  ['429 without a code', saying(429, { type: 'invalid_request_error' }), unknown(false, 'http_429')],
  ['lock_timeout', saying(429, { code: 'lock_timeout' }), unknown(false, 'lock_timeout')],
  ['rate_limit as a 400', saying(400, { code: 'rate_limit' }), unknown(false, 'rate_limit')],
  ['terminal_reader_busy', saying(400, { code: 'terminal_reader_busy' }), refused('terminal_reader_busy')],
  ['intent_invalid_state', saying(400, { code: 'intent_invalid_state' }), refused('intent_invalid_state')],
  ['400 without a code', saying(400, { type: 'invalid_request_error' }), refused('http_400')],
  [
    '400 without a code, of a reader that an app with an SDK holds',
    saying(400, {
      type: 'invalid_request_error',
      message: 'Reader is currently processing a transaction from a different integration mode.',
    }),
    {
      outcome: 'refused',
      problem: {
        code: 'different_integration_mode',
        message: 'Reader is currently processing a transaction from a different integration mode.',
      },
    },
  ],
  [
    'that sentence beside a code of Stripe’s: the code counts',
    saying(400, { code: 'terminal_reader_busy', message: 'A different integration mode.' }),
    { outcome: 'refused', problem: { code: 'terminal_reader_busy' } },
  ],
  ['401', saying(401, { type: 'invalid_request_error' }), refused('http_401')],
  ['402', saying(402, { type: 'card_error', code: 'card_declined' }), refused('card_declined')],
  ['403', saying(403, { type: 'invalid_request_error' }), refused('http_403')],
  ['404', saying(404, { code: 'resource_missing' }), refused('resource_missing')],
  [
    'terminal_reader_timeout',
    saying(400, { type: 'invalid_request_error', code: 'terminal_reader_timeout' }),
    unknown(true, 'terminal_reader_timeout'),
  ],
  ['500', saying(500, { type: 'api_error' }), unknown(true, 'http_500')],
  ['503', saying(503, { type: 'api_error' }), unknown(true, 'http_503')],
  [
    'the key was used with other parameters',
    saying(400, { type: 'idempotency_error', code: 'anything' }),
    refused('idempotency_error'),
  ],
]

test.each(rows)('%s', async (_, answers, expected) => {
  expect(await ending(answers)).toMatchObject(expected)
})

test('no answer in time is no answer', async () => {
  expect(await ending(() => {}, 30)).toMatchObject(unknown(false, 'no_answer'))
})

test('nobody there at all is no answer', async () => {
  const stripe = await stripeThat(answering(200, {}))
  for (const server of servers.splice(0)) await new Promise(closed => server.close(closed))
  expect(endingOf(await stripe.request(command), readId)).toMatchObject(unknown(false, 'no_answer'))
})

describe('every try is ours', () => {
  test.each([
    ['a cut connection', (request => void request.socket.destroy()) as RequestListener],
    ['a 409', saying(409, { code: 'idempotency_key_in_use' })],
    ['a 500', saying(500, {})],
  ])('%s is not sent again behind our back', async (_, answers) => {
    let heard = 0
    await ending((request, response) => {
      heard++
      answers(request, response)
    })
    expect(heard).toBe(1)
  })
})

test('the same key and the same bytes go out each time', async () => {
  const heard: string[] = []
  const stripe = await stripeThat((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      heard.push(`${request.headers['idempotency-key']} ${body}`)
      answering(200, { id: 'pi_1' })(request, response)
    })
  })
  const params = {
    amount: 120,
    metadata: { tapline_sale: 's' },
    allowed_payment_method_types: ['card_present'],
  }
  await stripe.request({ ...command, params })
  await stripe.request({ ...command, params })
  expect(heard[0]).toBe(
    'tapline:row:1 amount=120&metadata[tapline_sale]=s&allowed_payment_method_types[0]=card_present',
  )
  expect(heard[1]).toBe(heard[0])
})

test('a read has two endings: seen, or not', async () => {
  const seen = async (answers: RequestListener) =>
    seenOf(await (await stripeThat(answers)).request({ method: 'GET', path: '/v1/x' }), body =>
      readId(body, false),
    )
  expect(await seen(answering(200, { id: 'pi_1' }))).toMatchObject({ ok: true, value: { id: 'pi_1' } })
  expect(await seen(answering(200, { no: 1 }))).toMatchObject({
    ok: false,
    problem: { code: 'unreadable_answer' },
  })
  expect(await seen(saying(404, { code: 'resource_missing' }))).toMatchObject({
    ok: false,
    problem: { code: 'resource_missing', status: 404 },
  })
})
