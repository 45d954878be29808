import { afterEach, beforeEach, expect, test } from 'vitest'
import { SIGNING } from '#lib/domain/audit-words.ts'
import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import { type EmptyTill, openEmptyTill } from '#lib/testing/empty-till.ts'
import { lock } from './lock.ts'
import { setUp } from './set-up.ts'
import { type Browser, signIn } from './sign-in.ts'

let till: EmptyTill
let owner: StaffId
let registerId: RegisterId
let openedAt: number
let browser: Required<Browser>

beforeEach(async () => {
  till = await openEmptyTill()
  const { world } = till
  const typed = {
    shopName: 'Fern & Field',
    country: 'GB',
    place: '10 Rye Lane, London',
    region: 'SE15 5BS',
    ownerName: 'Mina Okafor',
    pin: '2468',
    samples: false,
  }
  const opened = await setUp(world, typed, {}, { simulatedReader: true })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  browser = { registerToken: '', ...opened.value }
  const [person] = await world.staff.list()
  const [register] = await world.shops.registers()
  if (!person || !register) throw new Error('no shop')
  owner = person.id
  registerId = register.id
  till.clock.ms += 1
  openedAt = till.clock.ms
})
afterEach(() => till.close())

const enter = (pin: string, from: Browser = browser) => signIn(till.world, { staffId: owner, pin }, from)

const sessionOf = (token: string) =>
  till.world.staff.session(till.world.tokens.hashOf(token), till.clock.now())

test('the right PIN opens a session in place of the former one', async () => {
  const done = await enter('2468')
  if (!done.ok) throw new Error(done.refusal.kind)
  expect(done.value.registerToken).toBeUndefined()
  expect(await sessionOf(done.value.sessionToken)).toMatchObject({ staffId: owner, registerId })
  expect(await sessionOf(String(browser.sessionToken))).toBeUndefined()
})

test('a locked till lets nobody in with the old token', async () => {
  await lock(till.world, String(browser.sessionToken), 'by_hand')
  expect(await sessionOf(String(browser.sessionToken))).toBeUndefined()
})

test('two slips are free, then the waits grow, and the right PIN waits too', async () => {
  const wait = async () => {
    const done = await enter('0000')
    return done.ok ? done : done.refusal
  }
  expect([await wait(), await wait(), await wait()]).toEqual([
    { kind: 'wrong_pin', waitMs: 0 },
    { kind: 'wrong_pin', waitMs: 0 },
    { kind: 'wrong_pin', waitMs: 5000 },
  ])
  expect(await enter('2468')).toEqual({ ok: false, refusal: { kind: 'too_many_tries', waitMs: 5000 } })
  till.clock.ms += 5000
  expect(await wait()).toEqual({ kind: 'wrong_pin', waitMs: 10_000 })
  till.clock.ms += 10_000
  expect(await enter('2468')).toMatchObject({ ok: true })
  expect(await wait()).toEqual({ kind: 'wrong_pin', waitMs: 0 })
})

test('forty tries at once are forty tries: three are looked at', async () => {
  const done = await Promise.all(Array.from({ length: 40 }, (_, i) => enter(String(1000 + i))))
  const kinds = done.map(one => (one.ok ? 'in' : one.refusal.kind))
  expect(kinds.filter(kind => kind === 'wrong_pin')).toHaveLength(3)
  expect(kinds.filter(kind => kind === 'too_many_tries')).toHaveLength(37)
})

test('a PIN that is blocked is in the audit once for every wait, with whose it is and where', async () => {
  const blocked = async () =>
    (await till.world.audit.page({ words: '', what: 'block_pin', limit: 9, offset: 0 })).rows
  await enter('2468')
  expect(await blocked()).toEqual([])

  await Promise.all(Array.from({ length: 40 }, (_, i) => enter(String(1000 + i))))
  const entry = { subject: owner, named: 'Mina Okafor', staffName: 'Tapline', staffId: null, registerId }
  const first = { wrongTries: 3, wrongTriesAtThisRegister: 3, blockedForSeconds: 5 }
  expect(await blocked()).toMatchObject([{ ...entry, after: first }])
  till.clock.ms += 5000
  await enter('0000')
  const second = { wrongTries: 4, wrongTriesAtThisRegister: 4, blockedForSeconds: 10 }
  expect(await blocked()).toMatchObject([{ after: second }, { after: first }])
})

/** What is in the audit since the shop was founded, but who came and went. */
const refusals = async () =>
  (await till.world.audit.page({ words: '', butWhats: SIGNING, fromMs: openedAt, limit: 9, offset: 0 })).rows

test('one wrong PIN between right ones is in the audit: whose was tried and where, never what was typed', async () => {
  for (const pin of ['9753', '2468', '9753', '2468']) await enter(pin)
  const rows = await refusals()
  const entry = { what: 'wrong_pin', subject: owner, named: 'Mina Okafor', staffId: null, registerId }
  const tries = { wrongTries: 1, wrongTriesAtThisRegister: 1 }
  expect(rows).toMatchObject([
    { ...entry, after: tries },
    { ...entry, after: tries },
  ])
  expect(JSON.stringify(rows)).not.toContain('9753')
})

test('of forty tries at once the audit has those that were looked at', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => enter(String(1000 + i))))
  const rows = await refusals()
  expect(rows.map(({ what }) => what).toSorted()).toEqual(['block_pin', 'wrong_pin', 'wrong_pin'])
})

test('whoever guesses twice between one right PIN and the next leaves a trace each time', async () => {
  for (let i = 0; i < 5; i++) {
    for (const pin of ['0000', '0001']) expect(await enter(pin)).toMatchObject({ refusal: { waitMs: 0 } })
    expect(await enter('2468')).toMatchObject({ ok: true })
  }
  const { rows } = await till.world.audit.page({
    words: '',
    what: 'forgive_wrong_pins',
    limit: 9,
    offset: 0,
  })
  expect(rows).toHaveLength(5)
  expect(rows[0]).toMatchObject({
    subject: owner,
    registerId,
    after: { wrongTries: 2, wrongTriesAtThisRegister: 2 },
  })
})

/** Another browser that is a register. */
async function another(): Promise<Browser> {
  const { world, clock } = till
  const registerToken = world.tokens.fresh()
  const code = world.tokens.hashOf(registerToken)
  const by = { staffId: owner, staffName: 'Mina Okafor', registerId, at: clock.now() }
  await world.registers.giveCode(registerId, { hash: code, expiresAt: clock.now() + 1_000 }, by)
  const tokenHash = world.tokens.hashOf(registerToken)
  await world.registers.bind({ codeHash: code, tokenHash, nowMs: clock.now() })
  return { registerToken }
}

test('the person is blocked from everywhere, whichever register the tries came from', async () => {
  const there = await another()
  for (let i = 0; i < 3; i++) await enter('0000', there)
  expect(await enter('2468', browser)).toMatchObject({ refusal: { kind: 'too_many_tries' } })
})

test('a browser that is no register lets nobody in, and counts no try', async () => {
  for (const stranger of [{}, { registerToken: 'forged' }, { registerToken: '' }]) {
    expect(await enter('2468', stranger)).toEqual({ ok: false, refusal: { kind: 'no_register' } })
    expect(await enter('0000', stranger)).toEqual({ ok: false, refusal: { kind: 'no_register' } })
  }
  expect((await till.world.staff.tries(owner, 'unbound')).person.wrong).toBe(0)
})

test('nobody is let in who is not there, nor into a shop that is not open', async () => {
  const nobody = { staffId: 'staff_00000000-0000-4000-8000-000000000000', pin: '2468' } as const
  expect(await signIn(till.world, nobody, browser)).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  const empty = await openEmptyTill()
  expect(await signIn(empty.world, nobody, {})).toMatchObject({ refusal: { kind: 'not_set_up' } })
  await empty.close()
})

test('a session ends after twelve hours without a request', async () => {
  till.clock.ms += 12 * 60 * 60 * 1000
  expect(await sessionOf(String(browser.sessionToken))).toBeUndefined()
})
