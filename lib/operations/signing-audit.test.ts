import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { idOf, type RegisterId, type StaffId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { auditAnswer, auditExport } from '#lib/queries/audit.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { approve } from './approve.ts'
import { setActive, setBadge } from './change-people.ts'
import { lock } from './lock.ts'
import { type Browser, type Credential, signIn } from './sign-in.ts'
import { signOutSessions } from './sign-out-sessions.ts'

let till: StoryTill
let owner: Session
let bar: RegisterId
let browser: Browser
let maya: StaffId
let carl: StaffId
let badge: string
let lastSeen: number

beforeAll(async () => {
  till = await openTill()
  const { world, clock } = till
  const found = await world.staff.session(till.sessionHash, clock.now())
  if (!found) throw new Error('nobody is signed in')
  owner = found
  const by = { staffId: owner.staffId, staffName: 'Mina', registerId: null, at: clock.now() }
  bar = idOf('register', randomUUID())
  const settings = { readerId: null, locationId: null, printer: 'none', drawerKick: false } as const
  await world.registers.add({ ...settings, id: bar, name: 'Bar', floatMinor: 0 }, by)
  const registerToken = world.tokens.fresh()
  const hash = world.tokens.hashOf(registerToken)
  await world.registers.giveCode(bar, { hash, expiresAt: clock.now() + 60_000 }, by)
  await world.registers.bind({ codeHash: hash, tokenHash: hash, nowMs: clock.now() })
  browser = { registerToken }
  maya = (await signedInAs(world, 'manager', 'Maya Manager')).staffId
  carl = (await signedInAs(world, 'cashier', 'Carl Cashier')).staffId
  const given = await setBadge(world, { staffId: carl, badge: 'new' }, owner)
  badge = given.ok ? (given.value.badge ?? '') : ''
})
afterAll(() => till?.close())
beforeEach(async () => {
  lastSeen = (await till.world.audit.page({ words: '', limit: 1, offset: 0 })).total
})

/** What has been written since the test began, oldest first. */
async function written() {
  const { rows } = await till.world.audit.page({ words: '', sort: 'oldest', limit: 99, offset: lastSeen })
  return rows
}

async function enter(credential: Credential, sessionToken?: string): Promise<string> {
  const done = await signIn(till.world, credential, { ...browser, sessionToken })
  if (!done.ok) throw new Error(done.refusal.kind)
  return done.value.sessionToken
}

const asMaya = () => ({ staffId: maya, pin: PIN_OF_STAFF })

test('who signs in is in the audit: who, at which register, by PIN or badge; and so is whoever they took the counter from', async () => {
  const carls = await enter({ badge })
  const mayas = await enter(asMaya(), carls)
  await enter(asMaya(), mayas)
  const by = { registerId: bar, at: expect.any(Number), approverId: null }
  const theCarl = { ...by, subject: carl, staffId: carl, named: 'Carl Cashier', staffName: 'Carl Cashier' }
  const theMaya = { ...by, subject: maya, staffId: maya, named: 'Maya Manager', staffName: 'Maya Manager' }
  expect(await written()).toMatchObject([
    { ...theCarl, what: 'sign_in', after: { with: 'badge' } },
    { ...theCarl, what: 'sign_out', after: { takenBy: 'Maya Manager' } },
    { ...theMaya, what: 'sign_in', after: { with: 'pin' } },
    { ...theMaya, what: 'sign_in', after: { with: 'pin' } },
  ])
})

test('a PIN of one’s own choosing, in place of a manager’s, is told as such', async () => {
  const { world, pool } = till
  await pool.query('update staff set must_change_pin = true where id = $1', [carl])
  await enter({ staffId: carl, pin: PIN_OF_STAFF, newPin: '9182' })
  expect(await written()).toMatchObject([
    { what: 'choose_pin' },
    { what: 'sign_in', staffId: carl, after: { with: 'chosen_pin' } },
  ])
  await pool.query('update staff set pin_hash = $1', [await world.pins.hash(PIN_OF_STAFF)])
})

test('a lock is told with why; of a session that is none any more, and of one that ran out by itself, nothing is', async () => {
  const pressed = await enter(asMaya())
  await lock(till.world, pressed, 'by_hand')
  await lock(till.world, pressed, 'by_hand')
  const left = await enter(asMaya())
  await lock(till.world, left, 'left_alone')
  const stale = await enter(asMaya())
  till.clock.offset += 12 * 60 * 60 * 1000
  await lock(till.world, stale, 'left_alone')
  const again = await enter(asMaya(), stale)
  till.clock.offset -= 12 * 60 * 60 * 1000
  await lock(till.world, again, 'by_hand')
  const locked = (because: string) => ({
    what: 'lock_till',
    staffId: maya,
    registerId: bar,
    after: { because },
  })
  const entered = { what: 'sign_in', staffId: maya }
  expect(await written()).toMatchObject([
    entered,
    locked('by_hand'),
    entered,
    locked('left_alone'),
    entered,
    entered,
    locked('by_hand'),
  ])
})

test('whoever is turned away has not signed in, and what is refused is told once when the wait begins', async () => {
  for (let i = 0; i < 9; i++) await signIn(till.world, { staffId: carl, pin: '0000' }, browser)
  expect((await written()).map(({ what }) => what)).toEqual(['wrong_pin', 'wrong_pin', 'block_pin'])
  till.clock.offset += 60_000
  await enter({ staffId: carl, pin: PIN_OF_STAFF })
})

test('a consent that is refused says what it was wished for, and by whom', async () => {
  const { session: who } = await signedInAs(till.world, 'lead', 'Lee Lead')
  const asked = { permission: 'readers.clear', about: till.readerId, staffId: maya, pin: '0000' } as const
  for (let i = 0; i < 9; i++) await approve(till.world, asked, who)
  const wished = { consentTo: 'readers.clear', consentFor: 'Lee Lead' }
  expect(await written()).toMatchObject([
    { what: 'add_person' },
    { what: 'sign_in' },
    { what: 'wrong_pin', subject: maya, registerId: who.registerId, after: wished },
    { what: 'wrong_pin', subject: maya, after: wished },
    { what: 'block_pin', subject: maya, after: { ...wished, blockedForSeconds: 5 } },
  ])
  till.clock.offset += 60_000
})

test('sessions that somebody ends are named, with where they were', async () => {
  await enter({ staffId: carl, pin: PIN_OF_STAFF })
  const sessions = (await till.world.people.sessions(till.clock.now())).filter(one => one.staffId === carl)
  await signOutSessions(till.world, { who: 'person', staffId: carl }, owner)
  const named = sessions.map(({ registerName }) => `Carl Cashier at ${registerName}`).toSorted()
  expect(named).toContain('Carl Cashier at Bar')
  expect((await written()).at(-1)).toMatchObject({
    what: 'sign_out_person',
    staffId: owner.staffId,
    after: { ended: named.length, sessions: named },
  })
  await enter({ staffId: carl, pin: PIN_OF_STAFF })
  await setActive(till.world, { staffId: carl, active: false }, owner)
  expect((await written()).at(-1)).toMatchObject({
    what: 'disable_person',
    after: { active: false, sessions: ['Carl Cashier at Bar'] },
  })
  await setActive(till.world, { staffId: carl, active: true }, owner)
})

test('96 who sign in at once are one chain without a gap, in the list, in its filters and in the file', async () => {
  await Promise.all(Array.from({ length: 96 }, () => enter({ badge })))
  expect(await written()).toHaveLength(96)
  expect(await till.world.audit.verify()).toMatchObject({ unbroken: true, entries: lastSeen + 96 })
  const asked = (search: Readonly<Record<string, string>>) =>
    auditAnswer(till.world, auditQueryFrom({ where: bar, ...search }))
  const [signed, byWords, others] = [
    await asked({ what: 'sign_in' }),
    await asked({ q: 'Signed in', who: carl }),
    await asked({ what: 'all_but_signing' }),
  ]
  expect(signed.total).toBeGreaterThanOrEqual(96)
  expect(
    byWords.rows.every(({ what, staffName }) => what === 'sign_in' && staffName === 'Carl Cashier'),
  ).toBe(true)
  expect(byWords.total).toBeGreaterThanOrEqual(96)
  expect(others.rows.map(({ what }) => what)).not.toContain('sign_in')
  expect(others.total).toBeGreaterThan(0)
  const { text, narrowed } = await auditExport(till.world, auditQueryFrom({ what: 'all_but_signing' }))
  expect(text).toContain('wrong_pin')
  expect(text).not.toContain('sign_in')
  expect(narrowed).toMatchObject({ what: 'All but signing in and out' })
})
