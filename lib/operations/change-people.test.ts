import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type StaffId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { peopleNow } from '#lib/queries/people.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { changeOwnPin } from './change-own-pin.ts'
import { addPerson, changePerson, resetPin, setActive, setBadge } from './change-people.ts'
import { signIn } from './sign-in.ts'
import { signOutSessions } from './sign-out-sessions.ts'

let till: StoryTill
let owner: Session
/** A browser that is a register. */
let browser: { registerToken: string }

beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  const [register] = await till.world.shops.registers()
  if (!found || !register) throw new Error('no shop')
  owner = found
  browser = { registerToken: till.world.tokens.fresh() }
  await till.world.shops.bindBrowser(register.id, till.world.tokens.hashOf(browser.registerToken))
})
afterAll(() => till?.close())

const as = (role: Role, name?: string) => signedInAs(till.world, role, name)
const isIn = async ({ hash }: Session) =>
  (await till.world.staff.session(hash, till.clock.now())) !== undefined
const personOf = async (staffId: string) => {
  const { people } = await peopleNow(till.world)
  const person = people.find(({ id }) => id === staffId)
  if (!person) throw new Error(`nobody is ${staffId}`)
  return person
}
const asSeen = async (staffId: string) => {
  const { name, role } = await personOf(staffId)
  return { name, role }
}
const lastAudit = async () => (await till.pool.query('select * from audit order by seq desc limit 1')).rows[0]

test('somebody new signs in with the PIN they were given only to choose their own', async () => {
  const added = await addPerson(till.world, { name: 'Theo Lindqvist', role: 'cashier' }, owner)
  if (!added.ok) throw new Error(added.refusal.kind)
  const { id: staffId, pin } = added.value
  expect(pin).toMatch(/^\d{6}$/)
  expect(await personOf(staffId)).toMatchObject({
    name: 'Theo Lindqvist',
    role: 'cashier',
    mustChangePin: true,
  })
  const audited = await lastAudit()
  expect(audited).toMatchObject({ what: 'add_person', named: 'Theo Lindqvist', staff_name: 'Mina Okafor' })
  expect(JSON.stringify(audited)).not.toContain(pin)

  const enter = (typed: string, newPin?: string) =>
    signIn(till.world, { staffId, pin: typed, newPin }, browser)
  expect(await enter('9753')).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  expect(await enter(pin)).toEqual({ ok: false, refusal: { kind: 'pin_change_needed' } })
  expect(await enter(pin, pin)).toMatchObject({ refusal: { kind: 'bad_request' } })
  expect(await enter(pin, '8642')).toMatchObject({ ok: true })
  expect(await enter(pin)).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  expect(await enter('8642')).toMatchObject({ ok: true })
})

test('a reset PIN signs out everywhere and is good for choosing another only', async () => {
  const { staffId, session } = await as('lead')
  const reset = await resetPin(till.world, staffId, owner)
  if (!reset.ok) throw new Error(reset.refusal.kind)
  expect(await isIn(session)).toBe(false)
  const enter = (pin: string, newPin?: string) => signIn(till.world, { staffId, pin, newPin }, browser)
  expect(await enter(PIN_OF_STAFF)).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  expect(await enter(reset.value.pin)).toMatchObject({ refusal: { kind: 'pin_change_needed' } })
  expect(await enter(reset.value.pin, '8642')).toMatchObject({ ok: true })
})

test('a reset PIN ends the wait for the wrong ones, and leaves what was counted at the register', async () => {
  const { staffId } = await as('cashier')
  const enter = (pin: string) => signIn(till.world, { staffId, pin }, browser)
  for (const wrong of ['9753', '9754', '9756']) await enter(wrong)
  expect(await enter(PIN_OF_STAFF)).toMatchObject({ refusal: { kind: 'too_many_tries' } })
  const reset = await resetPin(till.world, staffId, owner)
  if (!reset.ok) throw new Error(reset.refusal.kind)
  const [register] = await till.world.shops.registers()
  const tries = await till.world.staff.tries(staffId, register?.id ?? '')
  expect(tries.person).toEqual({ wrong: 0, blockedUntil: 0 })
  expect(tries.register.wrong).toBeGreaterThanOrEqual(3)
  expect(await enter(reset.value.pin)).toEqual({ ok: false, refusal: { kind: 'pin_change_needed' } })
})

test('one’s own PIN is changed by who knows it; wrong ones count; other browsers are out', async () => {
  const { staffId, session } = await as('cashier')
  const elsewhere = await signIn(till.world, { staffId, pin: PIN_OF_STAFF }, browser)
  if (!elsewhere.ok) throw new Error(elsewhere.refusal.kind)
  const change = (pin: string, newPin: string) => changeOwnPin(till.world, { pin, newPin }, session)
  expect(await change('0000', '8642')).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  expect((await till.world.staff.tries(staffId, 'unbound')).person.wrong).toBe(1)
  expect(await change(PIN_OF_STAFF, PIN_OF_STAFF)).toMatchObject({ refusal: { kind: 'bad_request' } })
  expect(await change(PIN_OF_STAFF, '8642')).toMatchObject({ ok: true })
  expect(await isIn(session)).toBe(true)
  const other = till.world.tokens.hashOf(elsewhere.value.sessionToken)
  expect(await till.world.staff.session(other, till.clock.now())).toBeUndefined()
})

test('who is disabled is out at once, everywhere, by PIN and by badge; what they did keeps their name', async () => {
  const { staffId, session } = await as('cashier', 'Gone Soon')
  const badge = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  expect(await setActive(till.world, { staffId, active: false }, owner)).toMatchObject({ ok: true })
  expect(await isIn(session)).toBe(false)
  expect(await signIn(till.world, { staffId, pin: PIN_OF_STAFF }, browser)).toMatchObject({
    refusal: { kind: 'wrong_pin' },
  })
  const code = badge.ok ? (badge.value.badge ?? '') : ''
  expect(await signIn(till.world, { badge: code }, browser)).toMatchObject({
    refusal: { kind: 'unknown_badge' },
  })
  expect(await personOf(staffId)).toMatchObject({ name: 'Gone Soon', active: false, sessions: 0 })
  await setActive(till.world, { staffId, active: true }, owner)
  expect(await signIn(till.world, { staffId, pin: PIN_OF_STAFF }, browser)).toMatchObject({ ok: true })
})

test('a badge signs in, however it is scanned; a new one makes the old one worthless; only a hash is kept', async () => {
  const { staffId } = await as('cashier', 'Badge Bearer')
  const give = async () => {
    const done = await setBadge(till.world, { staffId, badge: 'new' }, owner)
    if (!done.ok || done.value.badge === null) throw new Error('no badge')
    return done.value.badge
  }
  const enter = (badge: string) => signIn(till.world, { badge }, browser)
  const first = await give()
  expect(await enter(first)).toMatchObject({ ok: true })
  expect(await enter(` ${first.toLowerCase()}\n`)).toMatchObject({ ok: true })
  const second = await give()
  expect(await enter(first)).toMatchObject({ refusal: { kind: 'unknown_badge' } })
  expect(await enter(second)).toMatchObject({ ok: true })
  expect(await enter('5012345678900')).toMatchObject({ refusal: { kind: 'unknown_badge' } })
  const { rows } = await till.pool.query('select badge_hash from staff where id = $1', [staffId])
  expect(rows[0].badge_hash).toBe(till.world.tokens.sealedHash(second))
  expect(rows[0].badge_hash).not.toBe(till.world.tokens.hashOf(second))
  expect(JSON.stringify((await till.pool.query('select * from audit')).rows)).not.toContain(second)
  expect(await setBadge(till.world, { staffId, badge: 'none' }, owner)).toEqual({
    ok: true,
    value: { badge: null },
  })
  expect(await enter(second)).toMatchObject({ refusal: { kind: 'unknown_badge' } })
})

test('a badge that is taken back or replaced signs out whoever came in with it; a first one, and this browser, stay', async () => {
  const { staffId, session } = await as('cashier', 'Lost Badge')
  const give = (badge: 'new' | 'none') => setBadge(till.world, { staffId, badge }, owner)
  await give('new')
  expect(await isIn(session)).toBe(true)
  await give('none')
  expect(await isIn(session)).toBe(false)

  const own = await as('manager', 'Own Badge')
  const replace = () => setBadge(till.world, { staffId: own.staffId, badge: 'new' }, own.session)
  await replace()
  const elsewhere = await signIn(till.world, { staffId: own.staffId, pin: PIN_OF_STAFF }, browser)
  if (!elsewhere.ok) throw new Error(elsewhere.refusal.kind)
  await replace()
  expect(await isIn(own.session)).toBe(true)
  const other = till.world.tokens.hashOf(elsewhere.value.sessionToken)
  expect(await till.world.staff.session(other, till.clock.now())).toBeUndefined()
})

test('a manager makes no owner, and changes none', async () => {
  const { session: manager } = await as('manager')
  const { staffId: second } = await as('owner', 'Second Owner')
  const needs = {
    ok: false,
    refusal: { kind: 'not_allowed', permission: 'people.owners', approvable: false },
  }
  expect(await addPerson(till.world, { name: 'X', role: 'owner' }, manager)).toEqual(needs)
  const demoting = {
    staffId: second,
    name: 'Second Owner',
    role: 'cashier',
    was: await asSeen(second),
  } as const
  expect(await changePerson(till.world, demoting, manager)).toEqual(needs)
  expect(await resetPin(till.world, second, manager)).toEqual(needs)
  expect(await setActive(till.world, { staffId: second, active: false }, manager)).toEqual(needs)
  expect(await setBadge(till.world, { staffId: second, badge: 'new' }, manager)).toEqual(needs)
  const { staffId } = await as('lead')
  const raised = { staffId, name: 'Lead', role: 'owner', was: await asSeen(staffId) } as const
  expect(await changePerson(till.world, raised, manager)).toEqual(needs)
  expect(await changePerson(till.world, { ...raised, role: 'manager' }, manager)).toMatchObject({ ok: true })
  expect(await changePerson(till.world, demoting, owner)).toMatchObject({ ok: true })
})

test('nobody disables themselves, changes their own role or resets their own PIN', async () => {
  const { staffId, session } = await as('manager')
  const not = { ok: false, refusal: { kind: 'not_yourself' } }
  const was = await asSeen(staffId)
  expect(await setActive(till.world, { staffId, active: false }, session)).toEqual(not)
  expect(await changePerson(till.world, { staffId, ...was, role: 'lead', was }, session)).toEqual(not)
  expect(await resetPin(till.world, staffId, session)).toEqual(not)
  const renamed = { staffId, name: 'New Name', role: 'manager', was } as const
  expect(await changePerson(till.world, renamed, session)).toMatchObject({ ok: true })
})

test('two managers at once: the second is told, and overwrites nothing', async () => {
  const { staffId } = await as('cashier', 'Between Two')
  const was = await asSeen(staffId)
  const both = ['One', 'Two'].map(name =>
    changePerson(till.world, { staffId, name, role: 'cashier', was }, owner),
  )
  const kinds = (await Promise.all(both)).map(done => (done.ok ? 'changed' : done.refusal.kind))
  expect(kinds.sort()).toEqual(['changed', 'changed_meanwhile'])
  expect(
    await changePerson(till.world, { staffId: 'staff_none', name: 'X', role: 'lead', was }, owner),
  ).toEqual({ ok: false, refusal: { kind: 'not_found' } })
})

test('what was typed over an older name or role is refused; a badge given meanwhile is in nobody’s way', async () => {
  const { staffId } = await as('cashier', 'Typed Over')
  const was = await asSeen(staffId)
  const raised = { staffId, name: 'Typed Over', role: 'lead', was } as const
  await setBadge(till.world, { staffId, badge: 'new' }, owner)
  expect(await changePerson(till.world, raised, owner)).toMatchObject({ ok: true })
  expect(await changePerson(till.world, { staffId, name: 'Older', role: 'cashier', was }, owner)).toEqual({
    ok: false,
    refusal: { kind: 'changed_meanwhile' },
  })
  expect(await asSeen(staffId)).toEqual({ name: 'Typed Over', role: 'lead' })
})

test('an owner remains: by the operations, by hand, and when two unmake each other at once', async () => {
  const { staffId, session } = await as('owner', 'Other Owner')
  const [mina, other] = [await personOf(owner.staffId), await personOf(staffId)]
  const demote = (person: typeof mina, who: Session) =>
    changePerson(till.world, { staffId: person.id, name: person.name, role: 'manager', was: person }, who)
  const done = await Promise.all([demote(mina, session), demote(other, owner)])
  expect(done.map(one => (one.ok ? 'changed' : one.refusal.kind)).sort()).toEqual(['changed', 'last_owner'])
  const left = (await peopleNow(till.world)).people.filter(({ role, active }) => role === 'owner' && active)
  expect(left).toHaveLength(1)
  const last = left[0]?.id
  for (const sql of [
    `update staff set role = 'cashier' where id = $1`,
    'update staff set active = false where id = $1',
  ])
    await expect(till.pool.query(sql, [last])).rejects.toMatchObject({ constraint: 'an_owner_remains' })
  await till.pool.query(`update staff set role = 'owner' where id = $1`, [owner.staffId])
})

test('a role counts from the next request, without signing in again', async () => {
  const { staffId, session } = await as('cashier')
  const was = await asSeen(staffId)
  await changePerson(till.world, { staffId, ...was, role: 'lead', was }, owner)
  const now = await till.world.staff.session(session.hash, till.clock.now())
  expect(now?.role).toBe('lead')
})

test('sessions are ended one by one, for a person, or for everybody but who asks; their browsers are told', async () => {
  const [one, two] = [await as('cashier'), await as('lead')]
  const heard: string[] = []
  const stop = till.world.live.subscribe(({ key }) => heard.push(key))
  const list = await till.world.people.sessions(till.clock.now())
  const mine = list.find(({ hash }) => hash === one.session.hash)
  expect(mine).toMatchObject({ staffName: one.session.staffName, registerName: 'Register 1' })
  const wish = { who: 'session', id: mine?.id ?? '' } as const
  expect(await signOutSessions(till.world, wish, owner)).toEqual({ ok: true, value: { ended: 1 } })
  expect(await signOutSessions(till.world, wish, owner)).toEqual({
    ok: false,
    refusal: { kind: 'not_found' },
  })
  expect(await isIn(one.session)).toBe(false)
  expect(heard).toContain('/api/sessions/own')
  expect(await lastAudit()).toMatchObject({ what: 'sign_out_browser', named: one.session.staffName })

  await signOutSessions(till.world, { who: 'person', staffId: two.staffId }, owner)
  expect(await isIn(two.session)).toBe(false)
  const three = await as('manager')
  await signOutSessions(till.world, { who: 'others' }, owner)
  expect(await isIn(three.session)).toBe(false)
  expect(await isIn(owner)).toBe(true)
  stop()
})

/** The till's own pins, but that something else happens between the asking and the answer of `step`. */
function meanwhile(step: 'matches' | 'hash', then: () => Promise<unknown>): World {
  const { pins } = till.world
  const slow = async <T>(answer: Promise<T>): Promise<T> => {
    const told = await answer
    await then()
    return told
  }
  return {
    ...till.world,
    pins: {
      ...pins,
      ...(step === 'matches'
        ? { matches: (hash: string, pin: string) => slow(pins.matches(hash, pin)) }
        : { hash: (pin: string) => slow(pins.hash(pin)) }),
    },
  }
}

test('a sign-in under way does not outlive a reset of its PIN, nor who has left', async () => {
  for (const during of [
    resetPin,
    (world: World, staffId: StaffId, who: Session) => setActive(world, { staffId, active: false }, who),
  ]) {
    const { staffId } = await as('cashier')
    const world = meanwhile('matches', () => during(till.world, staffId, owner))
    expect(await signIn(world, { staffId, pin: PIN_OF_STAFF }, browser)).toMatchObject({
      refusal: { kind: 'wrong_pin' },
    })
    expect((await personOf(staffId)).sessions).toBe(0)
  }
})

test('a PIN chosen from one that was reset meanwhile is not kept, at sign-in or later', async () => {
  const added = await addPerson(till.world, { name: 'Ines Moreau', role: 'cashier' }, owner)
  if (!added.ok) throw new Error(added.refusal.kind)
  const { id: staffId, pin } = added.value
  const resets = () => resetPin(till.world, staffId, owner)
  expect(await signIn(meanwhile('hash', resets), { staffId, pin, newPin: '8642' }, browser)).toMatchObject({
    refusal: { kind: 'wrong_pin' },
  })
  expect(await personOf(staffId)).toMatchObject({ mustChangePin: true, sessions: 0 })

  const lead = await as('lead')
  const world = meanwhile('hash', () => resetPin(till.world, lead.staffId, owner))
  const wanted = { pin: PIN_OF_STAFF, newPin: '8642' }
  expect(await changeOwnPin(world, wanted, lead.session)).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  expect(await personOf(lead.staffId)).toMatchObject({ mustChangePin: true, sessions: 0 })
})

test('a badge that was taken away meanwhile opens nothing', async () => {
  const { staffId } = await as('cashier')
  const given = await setBadge(till.world, { staffId, badge: 'new' }, owner)
  if (!given.ok) throw new Error(given.refusal.kind)
  const { staff } = till.world
  const find: typeof staff.find = async id => {
    const found = await staff.find(id)
    await setBadge(till.world, { staffId, badge: 'none' }, owner)
    return found
  }
  const world = { ...till.world, staff: { ...staff, find } }
  expect(await signIn(world, { badge: given.value.badge ?? '' }, browser)).toMatchObject({
    refusal: { kind: 'unknown_badge' },
  })
  expect((await personOf(staffId)).sessions).toBe(0)
})

test('a sign-in under way does not outlive the revoking of its register, even when that is bound again', async () => {
  const { staffId } = await as('cashier')
  const before = (await personOf(staffId)).sessions
  const registerId = idOf('register', randomUUID())
  const { registers, shops, tokens } = till.world
  const by = { staffId: owner.staffId, staffName: owner.staffName, registerId: null, at: till.clock.now() }
  await till.pool.query(`insert into register (id, name) values ($1, 'Stall')`, [registerId])
  const own = { registerToken: tokens.fresh() }
  const bind = (token: string) => shops.bindBrowser(registerId, tokens.hashOf(token))
  const enter = (then: () => Promise<unknown>) =>
    signIn(meanwhile('matches', then), { staffId, pin: PIN_OF_STAFF }, own)
  await bind(own.registerToken)
  expect(await enter(() => registers.revoke(registerId, by))).toMatchObject({
    refusal: { kind: 'no_register' },
  })

  await bind(own.registerToken)
  await till.pool.query('update register set revoked_at = null where id = $1', [registerId])
  const revokedAndBound = async () => {
    await registers.revoke(registerId, by)
    await till.pool.query('update register set revoked_at = null where id = $1', [registerId])
    await bind(tokens.fresh())
  }
  expect(await enter(revokedAndBound)).toMatchObject({ refusal: { kind: 'no_register' } })
  expect((await personOf(staffId)).sessions).toBe(before)
})

test('a reset that waits to be written down is waited for, and then the sign-in is too late', async () => {
  const { staffId } = await as('cashier')
  const reset = await till.pool.connect()
  try {
    await reset.query('begin')
    await reset.query(`update staff set pin_hash = 'another' where id = $1`, [staffId])
    await reset.query('delete from session where staff_id = $1', [staffId])
    const entering = signIn(till.world, { staffId, pin: PIN_OF_STAFF }, browser)
    await till.until(async () => {
      const { rows } = await till.pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      expect(rows).toHaveLength(1)
    })
    await reset.query('commit')
    expect(await entering).toMatchObject({ refusal: { kind: 'wrong_pin' } })
  } finally {
    reset.release()
  }
  expect((await personOf(staffId)).sessions).toBe(0)
})
