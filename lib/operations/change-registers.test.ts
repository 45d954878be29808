import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printableCode } from '#lib/adapters/database/register-code.ts'
import { idOf, type RegisterId } from '#lib/domain/ids.ts'
import type { RegisterSettings } from '#lib/ports/registers.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { registerAnswer } from '#lib/queries/register-answer.ts'
import { type LookAtFleet, registersNow } from '#lib/queries/registers.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { PIN_OF_STAFF, signedInAs } from '#lib/testing/staff-of-till.ts'
import { bindBrowser } from './bind-browser.ts'
import { addRegister, changeRegister, giveRegisterCode, revokeRegister } from './change-registers.ts'
import { editSale } from './edit-sale.ts'
import { signIn } from './sign-in.ts'

let till: StoryTill
let owner: Session
let settings: RegisterSettings

beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  owner = found
  settings = {
    name: 'Terrace',
    readerId: till.readerId,
    locationId: null,
    printer: 'browser',
    drawerKick: false,
    floatMinor: 10_000,
  }
})
afterAll(() => till?.close())

const look: LookAtFleet = async () => ({ readers: await till.world.fleet.readers(), locations: [] })
const seen = async (id: RegisterId) => {
  const { registers } = await registersNow(till.world, owner, look)
  const register = registers.find(one => one.id === id)
  if (!register) throw new Error(`no ${id}`)
  return register
}
async function added(more: Partial<RegisterSettings> = {}): Promise<RegisterId> {
  const done = await addRegister(till.world, { ...settings, ...more }, owner)
  if (!done.ok) throw new Error(done.refusal.kind)
  return done.value.id
}
async function codeFor(id: RegisterId): Promise<string> {
  const done = await giveRegisterCode(till.world, id, owner)
  if (!done.ok) throw new Error(done.refusal.kind)
  return done.value.code
}
/** A browser that types a code, and somebody who signs in there. */
async function openAt(id: RegisterId) {
  const bound = await bindBrowser(till.world, await codeFor(id), {})
  if (!bound.ok) throw new Error(bound.refusal.kind)
  const { staffId } = await signedInAs(till.world, 'cashier')
  const { registerToken } = bound.value
  const entered = await signIn(till.world, { staffId, pin: PIN_OF_STAFF }, { registerToken })
  if (!entered.ok) throw new Error(entered.refusal.kind)
  return { registerToken, staffId, sessionHash: till.world.tokens.hashOf(entered.value.sessionToken) }
}
const audits = async (what: string) =>
  (await till.pool.query('select named, before, after from audit where what = $1 order by seq', [what])).rows

test('a new register is nobody’s until a browser types its code; then it sells', async () => {
  const id = await added()
  expect(await seen(id)).toMatchObject({
    browsers: 0,
    people: [],
    lastSeenAt: null,
    codeUntil: null,
    own: false,
  })
  const code = await codeFor(id)
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
  expect((await seen(id)).codeUntil).toBeGreaterThan(till.clock.now())
  const { sessionHash } = await openAt(id)
  expect(await seen(id)).toMatchObject({ browsers: 1, codeUntil: null })
  expect((await seen(id)).people).toHaveLength(1)
  const answer = await registerAnswer(till.world, sessionHash, {
    mode: 'simulator',
    simulatorOrigin: undefined,
  })
  expect(answer).toMatchObject({ register: { id, name: 'Terrace' }, reader: { id: till.readerId } })
  expect(await audits('add_register')).toMatchObject([{ named: 'Terrace', after: { floatMinor: 10_000 } }])
  expect(await audits('bind_register')).toMatchObject([{ named: 'Terrace' }])
})

test('a code works once, for ten minutes, for its register; a newer one takes its place; it is typed as people type', async () => {
  const id = await added({ name: 'Codes' })
  const bind = async (code: string) => {
    const done = await bindBrowser(till.world, code, {})
    return done.ok ? done.value.register.name : done.refusal.kind
  }
  const first = await codeFor(id)
  const second = await codeFor(id)
  expect(await bind(first)).toBe('wrong_register_code')
  expect(await bind(`${second.slice(0, 4)}-${second.slice(4)}`.toLowerCase())).toBe('Codes')
  expect(await bind(second)).toBe('wrong_register_code')
  const late = await codeFor(id)
  till.clock.offset += 10 * 60_000
  expect(await bind(late)).toBe('wrong_register_code')
  till.clock.offset -= 10 * 60_000
  for (const wrong of ['', 'ABCDEFGH', '--------', '0'.repeat(40)])
    expect(await bind(wrong)).toBe('wrong_register_code')
  const kept = await till.pool.query('select * from register_code')
  expect(JSON.stringify(kept.rows)).not.toContain(late)
})

test('of two browsers that type one code, one is the register', async () => {
  const id = await added({ name: 'Raced' })
  const code = await codeFor(id)
  const done = await Promise.all([bindBrowser(till.world, code, {}), bindBrowser(till.world, code, {})])
  expect(done.filter(one => one.ok)).toHaveLength(1)
  expect((await seen(id)).browsers).toBe(1)
})

test('a browser that becomes another register is no longer the one it was', async () => {
  const [one, two] = [await added({ name: 'One' }), await added({ name: 'Two' })]
  const first = await bindBrowser(till.world, await codeFor(one), {})
  if (!first.ok) throw new Error('not bound')
  await bindBrowser(till.world, await codeFor(two), { registerToken: first.value.registerToken })
  expect([(await seen(one)).browsers, (await seen(two)).browsers]).toEqual([0, 1])
})

test('revoked, its browsers are out at once and told; its open sale stays, is shown, and goes on with a new code', async () => {
  const id = await added({ name: 'Lost tablet' })
  const { sessionHash, registerToken, staffId } = await openAt(id)
  const saleId = idOf('sale', randomUUID())
  await editSale(till.world, { sessionHash, saleId, edits: [till.put('Flat white', 2)] })
  const heard: string[] = []
  const stop = till.world.live.subscribe(({ key }) => heard.push(key))
  const waiting = await codeFor(id)

  expect(await revokeRegister(till.world, id, owner)).toEqual({ ok: true, value: 'revoked' })
  expect(heard).toEqual(
    expect.arrayContaining(['/api/sessions/own', '/api/registers/current', '/api/registers']),
  )
  expect(await till.world.staff.session(sessionHash, till.clock.now())).toBeUndefined()
  const again = await signIn(till.world, { staffId, pin: PIN_OF_STAFF }, { registerToken })
  expect(again).toEqual({ ok: false, refusal: { kind: 'no_register' } })
  expect(await bindBrowser(till.world, waiting, {})).toMatchObject({ ok: false })
  expect(await seen(id)).toMatchObject({
    browsers: 0,
    people: [],
    revokedAt: expect.any(Number),
    openSale: { id: saleId, total: { currency: 'usd' } },
  })
  expect((await till.world.shops.registers()).map(({ name }) => name)).not.toContain('Lost tablet')

  const back = await openAt(id)
  expect(await seen(id)).toMatchObject({ browsers: 1, revokedAt: null })
  const side = { mode: 'simulator', simulatorOrigin: undefined } as const
  expect(await registerAnswer(till.world, back.sessionHash, side)).toMatchObject({ currentSaleId: saleId })
  stop()
})

test('nobody revokes the register they stand at', async () => {
  expect(owner.registerId).not.toBeNull()
  const own = owner.registerId ?? idOf('register', randomUUID())
  expect(await revokeRegister(till.world, own, owner)).toEqual({
    ok: false,
    refusal: { kind: 'own_register' },
  })
  const nowhere = idOf('register', randomUUID())
  expect(await revokeRegister(till.world, nowhere, owner)).toMatchObject({ refusal: { kind: 'not_found' } })
  expect(await giveRegisterCode(till.world, nowhere, owner)).toMatchObject({ refusal: { kind: 'not_found' } })
})

test('a register whose reader changes hears of it; what changed is audited; the second of two managers is told', async () => {
  const id = await added({ name: 'Window' })
  const { sessionHash } = await openAt(id)
  const heard: string[] = []
  const stop = till.world.live.subscribe(({ key }) => heard.push(key))
  const { version } = await seen(id)
  const without = { ...settings, name: 'Window', readerId: null, registerId: id, version }
  expect(await changeRegister(till.world, without, owner)).toMatchObject({ ok: true })
  expect(heard).toEqual(expect.arrayContaining(['/api/registers/current', '/api/status']))
  const side = { mode: 'simulator', simulatorOrigin: undefined } as const
  expect((await registerAnswer(till.world, sessionHash, side))?.reader).toBeNull()
  expect(await changeRegister(till.world, without, owner)).toEqual({
    ok: false,
    refusal: { kind: 'changed_meanwhile' },
  })
  expect((await audits('change_register')).at(-1)).toEqual({
    named: 'Window',
    before: { readerId: till.readerId },
    after: { readerId: null },
  })
  const nowhere = { ...without, version: version + 1, readerId: 'tmr_nobody' }
  expect(await changeRegister(till.world, nowhere, owner)).toMatchObject({
    refusal: { kind: 'bad_request', problems: [{ field: 'readerId' }] },
  })
  stop()
})

test('a code from the machine itself makes a browser the first register, and is audited', async () => {
  expect(await printableCode(till.pool, 'ABCDEFGH')).toBe('Register 1')
  expect(await bindBrowser(till.world, 'abcd-efgh', {})).toMatchObject({
    ok: true,
    value: { register: { name: 'Register 1' } },
  })
  const { rows } = await till.pool.query(
    'select what, staff_id, staff_name from audit order by seq desc limit 2',
  )
  expect(rows).toEqual([
    { what: 'bind_register', staff_id: null, staff_name: 'Somebody with its code' },
    { what: 'give_register_code', staff_id: null, staff_name: 'Somebody at the machine' },
  ])
})

test('registers that share a reader are told of each other, and whoever charges first has it', async () => {
  const id = await added({ name: 'Sharer' })
  const { sharesWith, reader } = await seen(id)
  expect(sharesWith).toContain('Register 1')
  expect(reader).toBe('good')
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  expect((await seen(id)).reader).toBe('busy')
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
  // Revoked, it shares no more, and nobody with it.
  const inUse = async () => (await till.world.shops.registers()).find(({ name }) => name === 'Register 1')
  const before = await seen((await inUse())?.id ?? id)
  await revokeRegister(till.world, id, owner)
  expect((await seen(id)).sharesWith).toEqual([])
  expect((await seen(before.id)).sharesWith).toEqual(before.sharesWith.filter(name => name !== 'Sharer'))
})

test('only a receipt printer opens a drawer: a rule of the database too', async () => {
  const kick = { ...settings, id: idOf('register', randomUUID()), name: 'Kick', drawerKick: true }
  const by = { staffId: owner.staffId, staffName: owner.staffName, registerId: null, at: till.clock.now() }
  await expect(till.world.registers.add(kick, by)).rejects.toMatchObject({
    cause: { constraint: 'a_drawer_hangs_on_a_printer' },
  })
  await till.world.registers.add({ ...kick, printer: 'escpos_80' }, by)
})

test('how counters are used is set against what was on the screen', async () => {
  const { registers } = till.world
  const by = { staffId: owner.staffId, staffName: owner.staffName, registerId: null, at: till.clock.now() }
  const was = await registers.counter()
  expect(was).toEqual({ autoLockMinutes: 0, discountLimitBp: 1_000 })
  const set = { autoLockMinutes: 5, discountLimitBp: 500 } as const
  expect(await registers.setCounter(set, was, by)).toEqual({ ok: true, value: 'set' })
  expect(await registers.setCounter({ ...set, autoLockMinutes: 1 }, was, by)).toEqual({
    ok: false,
    refusal: { kind: 'changed_meanwhile' },
  })
  expect(await registers.counter()).toEqual(set)
})
