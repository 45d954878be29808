import { randomBytes, randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leaksIn } from '#lib/testing/leaks.ts'
import { kept, openDoors } from '#lib/testing/open-doors.ts'

type Doors = Awaited<ReturnType<typeof openDoors>>

const OWNER = {
  shopName: 'Fern & Field',
  country: 'US',
  place: '212 Orchard Street, Asheville',
  region: 'NC 28801',
  ownerName: 'Mina Okafor',
  pin: '24681357',
  samples: true,
}

let doors: Doors
let cookie: string
beforeAll(async () => {
  doors = await openDoors()
  // A stranger comes first, by whatever name and way leads to the till: nothing opens without the code.
  expect((await doors.send('set-up', OWNER)).status).toBe(401)
  const opened = await doors.send('set-up', { ...OWNER, code: doors.settings.SET_UP_CODE })
  expect(opened.status).toBe(200)
  cookie = kept(opened)
})
afterAll(() => doors.close())

const event = (more: object = {}) =>
  JSON.stringify({
    object: 'event',
    id: `evt_${randomUUID()}`,
    type: 'terminal.reader.action_failed',
    created: Math.floor(doors.clock.now() / 1000),
    data: { object: { object: 'terminal.reader', id: 'tmr_nobody', amount: 1, action: null } },
    ...more,
  })

const signed = (payload: string, more: { secret?: string; timestamp?: number } = {}) => ({
  'stripe-signature': Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: doors.webhookSecret,
    timestamp: Math.floor(doors.clock.now() / 1000),
    ...more,
  }),
})

const inbox = async () => (await doors.pool.query('select id from stripe_event')).rowCount

describe.each(['stripe/webhook', 'stripe/webhook/terminal'])('Stripe’s door /api/%s', path => {
  const knock = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    address = randomUUID(),
  ) => doors.knock(path, { body, headers: { origin: '', 'x-forwarded-for': address, ...headers } })

  test('forged, replayed, changed and truncated knocks are turned away, and nothing is kept', async () => {
    const before = await inbox()
    const good = event()
    const hostile: readonly (readonly [string, Response])[] = [
      ['no signature', await knock(good)],
      ['nonsense', await knock(good, { 'stripe-signature': 't=1,v1=00' })],
      ['empty signature', await knock(good, { 'stripe-signature': '' })],
      ['another secret', await knock(good, signed(good, { secret: 'whsec_another' }))],
      ['too old', await knock(good, signed(good, { timestamp: Math.floor(doors.clock.now() / 1000) - 301 }))],
      ['changed', await knock(good.replace('"amount":1', '"amount":9'), signed(good))],
      ['truncated', await knock(good.slice(0, -20), signed(good))],
      ['empty', await knock('', signed(''))],
      ['not JSON', await knock('hello', signed('hello'))],
      ['not an event', await knock('{"object":"charge"}', signed('{"object":"charge"}'))],
      ['a list', await knock('[]', signed('[]'))],
    ]
    for (const [name, response] of hostile) {
      expect(response.status, name).toBe(400)
      expect(Object.keys(await response.json()), name).toEqual(['error'])
    }
    expect(await inbox()).toBe(before)
  })

  test('what is too large is not read to its end', async () => {
    const huge = event({ padding: 'x'.repeat(600 * 1024) })
    expect((await knock(huge, signed(huge))).status).toBe(413)
    const length = { 'content-length': String(10 ** 12) }
    expect((await knock('{}', { ...signed('{}'), ...length })).status).toBe(413)
  })

  test('whoever sends no signature is answered before a byte is read', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>(
      {
        pull() {
          pulled += 1
          return new Promise(() => {})
        },
      },
      { highWaterMark: 0 },
    )
    const headers = { origin: '', 'x-forwarded-for': randomUUID() }
    expect((await doors.knock(path, { body: endless, headers })).status).toBe(400)
    expect(pulled).toBe(0)
  })

  test('nested a hundred thousand deep, or of bytes that are no text, it is answered and kept out', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect((await knock(deep, signed(deep))).status).toBe(400)
    const buried = event({ data: { object: { object: 'terminal.reader' } } }).replace(
      '"terminal.reader"}',
      `"terminal.reader","metadata":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    )
    expect((await knock(buried, signed(buried))).status).toBeLessThan(500)
    expect(
      (await knock(new Uint8Array([0xff, 0xfe, 0x00, 0x80]), { 'stripe-signature': 't=1,v1=00' })).status,
    ).toBe(400)
  })

  test('the signature is what counts, not the content type; the same event twice is kept once', async () => {
    const good = event()
    const before = (await inbox()) ?? 0
    expect((await knock(good, { ...signed(good), 'content-type': 'text/plain' })).status).toBe(200)
    expect((await knock(good, signed(good))).status).toBe(200)
    expect(await inbox()).toBe(before + 1)
  })

  test('a refund of somebody else’s payment is heard, and nothing of their customer is kept', async () => {
    const before = await inbox()
    const charge = { object: 'charge', id: 'ch_x', payment_intent: 'pi_x', billing_details: { name: 'Ada' } }
    const refunded = event({ type: 'charge.refunded', data: { object: charge } })
    expect((await knock(refunded, signed(refunded))).status).toBe(200)
    expect(await inbox()).toBe(before)
  })

  test('a flood of forged knocks is told to slow down, and does not shut Stripe out', async () => {
    const address = randomUUID()
    const statuses = new Set<number>()
    for (let i = 0; i < 40; i++)
      statuses.add((await knock('{}', { 'stripe-signature': 't=1,v1=00' }, address)).status)
    expect([...statuses]).toEqual([400, 429])
    const good = event()
    expect((await knock(good, signed(good), address)).status).toBe(200)
  })

  test('from however many addresses forged knocks come, the log tells of a few', async () => {
    const told = () => doors.lines.filter(line => line.includes('a knock was turned away')).length
    const before = told()
    for (let i = 0; i < 1_000; i++) await knock('{}', { 'stripe-signature': 't=1,v1=00' })
    expect(told() - before).toBeLessThan(100)
  })
})

describe('the till’s own doors', () => {
  const saleId = `sale_${randomUUID()}`
  const edits = `sales/${saleId}/edits`
  const custom = (name: string) => ({
    edits: [{ type: 'put_custom', lineId: `line_${randomUUID()}`, name, unitPriceMinor: 100, quantity: 1 }],
  })

  test('bodies that are not what was asked for are refused in words, never with a 500', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const bodies: readonly (readonly [string, string, Record<string, string>?])[] = [
      ['truncated', '{"edits":[{"type":"put"'],
      ['a list', '[]'],
      ['a text', '"edits"'],
      ['nothing', ''],
      ['deeply nested', deep],
      ['nested where a list belongs', `{"edits":${deep}}`],
      ['huge', JSON.stringify({ edits: 'x'.repeat(300 * 1024) })],
      ['too many', JSON.stringify({ edits: Array.from({ length: 501 }, () => custom('x').edits[0]) })],
      ['a form', 'edits=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['a form in disguise', '{"edits":[]}', { 'content-type': 'text/plain' }],
      ['another prototype', '{"__proto__":{"edits":[]},"constructor":1}'],
      ['infinite', '{"edits":[{"type":"put","lineId":1e999,"productId":null,"quantity":-0.5}]}'],
    ]
    for (const path of [
      edits,
      `sales/${saleId}/charge`,
      `sales/${saleId}/cash`,
      'sign-in',
      'set-up',
      'surprises/1/dealt',
    ]) {
      for (const [name, body, headers] of bodies) {
        const response = await doors.knock(path, {
          body,
          headers: { cookie, 'x-forwarded-for': randomUUID(), ...headers },
        })
        const shown = [path, name, await response.text()].join(': ')
        expect([400, 409], shown).toContain(response.status)
      }
    }
  })

  test('ids that are no ids are refused before the database is asked', async () => {
    for (const id of [
      "x' or 1=1 --",
      '..%2f..',
      'sale_',
      '\u0000',
      'sale_00000000-0000-4000-8000-00000000000G',
    ]) {
      const headers = { cookie }
      expect((await doors.knock(`sales/${id}`, { method: 'GET', headers })).status, id).toBe(400)
      expect((await doors.knock(`payments/${id}/stop`, { body: '{}', headers })).status, id).toBe(400)
      expect(
        (await doors.knock(`surprises/${id}/dealt`, { body: '{"version":1,"how":"seen to"}', headers }))
          .status,
        id,
      ).toBe(400)
    }
  })

  test('SQL and script are words like any other: kept as typed, and they do nothing', async () => {
    const typed = [
      "'); drop table sale; --",
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '{{7*7}} %s %n ../../etc/passwd',
      '=cmd|calc!A1',
      '💳 東京 العربية',
    ]
    for (const name of typed)
      expect((await doors.send(edits, custom(name), { cookie })).status, name).toBe(200)
    const answer = await (await doors.knock(`sales/${saleId}`, { method: 'GET', headers: { cookie } })).json()
    expect(answer.sale.lines.map((line: { name: string }) => line.name)).toEqual(typed)
    expect((await doors.pool.query('select count(*)::int as n from sale')).rows).toEqual([{ n: 1 }])
  })

  test('signs that cannot be kept are looked for nowhere, and what is nested too deep is compared with nothing', async () => {
    for (const path of [
      'sales?q=a%00',
      'sales?register=%00',
      'goods?q=%00',
      'goods?category=%00',
      'audit?what=%00',
      'audit?who=a%00',
      'approvals?permission=readers.clear&about=a%00',
    ]) {
      const { status } = await doors.knock(path, { method: 'GET', headers: { cookie } })
      expect([200, 400], path).toContain(status)
    }
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    const change = `{"press":"${randomUUID()}","change":{"part":"offline","value":true},"seen":${deep}}`
    const { status } = await doors.knock('locations/account/settings', { body: change, headers: { cookie } })
    expect(status).toBe(400)
  })

  test('signs that cannot be kept, or that turn a line round, are refused', async () => {
    for (const name of ['a\u0000b', '\ud800', 'ab\u202etxt', '\u0007bell', ' \u2066x'])
      expect((await doors.send(edits, custom(name), { cookie })).status, JSON.stringify(name)).toBe(400)
    const bad = { ...OWNER, shopName: 'Fern\u0000', ownerName: 'Mina\ud800' }
    const refused = await (await doors.send('set-up', bad)).json()
    expect(refused.refusal.problems.map((problem: { field: string }) => problem.field)).toEqual([
      'shopName',
      'ownerName',
    ])
  })

  test('whoever tries to sign in again and again is told to wait, whatever is sent', async () => {
    const address = randomUUID()
    const statuses: number[] = []
    for (let i = 0; i < 130; i++)
      statuses.push((await doors.send('sign-in', {}, { 'x-forwarded-for': address })).status)
    expect(new Set(statuses.slice(0, 120))).toEqual(new Set([400]))
    expect(statuses.at(-1)).toBe(429)
    expect((await doors.send('sign-in', {}, { 'x-forwarded-for': randomUUID() })).status).toBe(400)
    doors.clock.offset += 1_000
    expect((await doors.send('sign-in', {}, { 'x-forwarded-for': address })).status).toBe(400)
  })

  test('a register is measured by itself: no stranger at its address uses up its tries, and no address of its own adds any', async () => {
    const address = randomUUID()
    for (let i = 0; i < 200; i++)
      await doors.send('sign-in', {}, { cookie: `tapline_register=${i}`, 'x-forwarded-for': address })
    const stranger = await doors.send('sign-in', {}, { 'x-forwarded-for': address })
    expect(stranger.status).toBe(429)
    doors.clock.offset += 60_000
    for (let i = 0; i < 200; i++) await doors.send('sign-in', {}, { 'x-forwarded-for': address })
    expect((await doors.send('sign-in', {}, { cookie, 'x-forwarded-for': address })).status).toBe(400)

    const statuses: number[] = []
    for (let i = 0; i < 40; i++)
      statuses.push((await doors.send('sign-in', {}, { cookie, 'x-forwarded-for': randomUUID() })).status)
    expect(statuses.at(-1)).toBe(429)
    doors.clock.offset += 60_000
  })

  test('a session presses faster than any hand may: slowed before Stripe is asked, and goods are rung up all the same', async () => {
    const { now } = doors.clock
    const at = now() + 60_000
    doors.clock.now = () => at
    const check = () => doors.send(`payments/tender_${randomUUID()}/check`, {}, { cookie })
    const steer = () => doors.send(`sales/${saleId}/payment`, { wish: 'cancel' }, { cookie })
    const statuses: number[] = []
    for (let i = 0; i < 60; i++) statuses.push((await check()).status)
    expect(new Set(statuses)).toEqual(new Set([404]))
    const slowed = await check()
    expect([slowed.status, (await steer()).status]).toEqual([429, 429])
    expect((await slowed.json()).refusal.kind).toBe('too_busy')
    expect((await doors.send(edits, custom('one more'), { cookie })).status).toBe(200)
    expect((await doors.knock(`sales/${saleId}`, { method: 'GET', headers: { cookie } })).status).toBe(200)
    doors.clock.now = () => at + 50
    expect([(await check()).status, (await check()).status]).toEqual([404, 429])
    doors.clock.now = now
    doors.clock.offset += 120_000
  })

  test('cookies are read by no script, sent by no foreign page, and secure where the page is', async () => {
    const { registers } = await (
      await doors.knock('registers', { method: 'GET', headers: { cookie } })
    ).json()
    const { code } = await (await doors.send(`registers/${registers[0].id}/code`, {}, { cookie })).json()
    const secure = { origin: 'https://till.example' }
    const bound = await doors.send('registers/bind', { code }, { ...secure, 'x-forwarded-for': randomUUID() })
    expect(bound.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^tapline_register=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure$/,
      ),
    ])
    const here = { ...secure, cookie: kept(bound), 'x-forwarded-for': randomUUID() }
    const { staff } = await (await doors.knock('sign-in', { method: 'GET', headers: here })).json()
    const done = await doors.send('sign-in', { staffId: staff[0].id, pin: OWNER.pin }, here)
    expect(done.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tapline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ])
    expect(done.headers.get('cache-control')).toBe('no-store')
  })
})

test('Stripe’s address answers whoever sends a nonce with what only this till can say, and nothing else', async () => {
  const nonce = randomBytes(32).toString('base64url')
  const ask = (query: string) => doors.knock(`stripe/webhook${query}`, { method: 'GET' })
  const told = await ask(`?nonce=${nonce}`)
  expect([told.status, await told.text()]).toEqual([200, doors.world.tokens.proofOf(nonce)])
  expect(doors.world.tokens.proofOf(nonce)).not.toBe(doors.world.tokens.sealedHash(nonce))
  for (const query of [
    '',
    '?nonce=',
    '?nonce=short',
    `?nonce=${nonce}${nonce}`,
    `?nonce=${nonce.slice(1)}%00`,
  ])
    expect((await ask(query)).status).toBe(405)
})

test('a write that the database refuses is told to the log without what was to be written', async () => {
  await doors.pool.query(`create function full_up() returns trigger language plpgsql as
    $$ begin raise exception 'the disk is full' using detail = new::text; end $$;
    create trigger full_up before insert on staff for each row execute function full_up()`)
  const before = doors.lines.length
  const answered = await doors.send('people', { name: 'Theo', role: 'cashier' }, { cookie })
  await doors.pool.query('drop trigger full_up on staff; drop function full_up')
  expect(answered.status).toBe(500)
  const told = doors.lines.slice(before).join('')
  expect(told).toContain('insert into')
  expect(told).toContain('the disk is full')
  expect(leaksIn(told)).toEqual([])
})

test('after all of that the log holds no secret, no PIN, no cookie and no card number', async () => {
  const { APP_SECRET, STRIPE_SECRET_KEY } = doors.settings
  const log = doors.lines.join('')
  expect(doors.lines.length).toBeGreaterThan(0)
  const known = {
    APP_SECRET,
    STRIPE_SECRET_KEY,
    webhook: doors.webhookSecret,
    pin: OWNER.pin,
    cookie: cookie.slice(16, 50),
  }
  expect(leaksIn(log, { known, strict: true })).toEqual([])
})
