import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { openShopDatabase, READER, type ShopDatabase } from '#lib/testing/shop-database.ts'
import { makePeople } from './people.ts'
import { makeStaffStore } from './staff-store.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let shop: ShopDatabase
let staff: ReturnType<typeof makeStaffStore>
beforeAll(async () => {
  shop = await openShopDatabase()
  staff = makeStaffStore(shop)
})
afterAll(() => shop.close())

let hash: string
beforeEach(() => {
  hash = `hash-${randomUUID()}`
})

const signIn = (replaces?: string) =>
  staff.openSession(
    {
      hash,
      staffId: shop.staffId,
      registerId: shop.registerId,
      openedAt: shop.clock.now(),
      with: 'pin',
      expiresAt: shop.clock.now() + 12 * HOUR,
    },
    replaces,
  )

const aSale = () => idOf('sale', randomUUID())

test('whoever is signed in is known, at the register, with its reader and the shop’s rule', async () => {
  await signIn()
  const expiresAt = shop.clock.now() + 12 * HOUR
  const who = { staffId: shop.staffId, staffName: 'Mina', role: 'cashier', registerId: shop.registerId }
  expect(await staff.session(hash, shop.clock.now())).toEqual({ hash, ...who, expiresAt })
  expect(await staff.session('another', shop.clock.now())).toBeUndefined()

  const sale = shop.draft()
  await shop.store.save({ sale, expected: 'new', currentOf: shop.registerId })
  const { at, loaded } = (await shop.store.loadAt(hash, sale.id)) ?? {}
  expect(at).toEqual({
    session: { hash, ...who, expiresAt },
    registerId: shop.registerId,
    registerName: 'Register 1',
    readerId: READER,
    readerLabel: 'Counter reader',
    currentSaleId: sale.id,
    currentSaleStatus: 'open',
    readerHeld: null,
    rule: { currency: 'usd', taxIncluded: false, customTaxRateBp: 825 },
    locationId: null,
    receiptPrefix: '',
    country: 'US',
    asksAbout: 'every',
    holds: false,
    twoSteps: false,
    currentSaleHeld: false,
    shopName: 'Corner',
  })
  expect(loaded).toMatchObject({ version: 1, sale: { id: sale.id } })
  expect(await shop.store.loadAt('another', sale.id)).toBeUndefined()
  expect((await shop.store.loadAt(hash, aSale()))?.loaded).toBeUndefined()
})

test('twelve idle hours end a session; every request puts that off, written once a minute', async () => {
  await signIn()
  const opened = shop.clock.now()
  const ends = async () => (await shop.store.loadAt(hash, aSale()))?.at.session.expiresAt
  expect(await ends()).toBe(opened + 12 * HOUR)
  shop.clock.ms += MINUTE - 1
  expect(await ends()).toBe(opened + 12 * HOUR)
  shop.clock.ms += 1
  expect(await ends()).toBe(opened + MINUTE + 12 * HOUR)
  shop.clock.ms += 12 * HOUR - 1
  expect((await staff.session(hash, shop.clock.now()))?.expiresAt).toBe(shop.clock.now() + 12 * HOUR)
  shop.clock.ms += 12 * HOUR
  expect(await staff.session(hash, shop.clock.now())).toBeUndefined()
  expect(await ends()).toBeUndefined()
})

test('signing in anew ends the former session of that browser, and locking ends this one', async () => {
  await signIn()
  const former = hash
  hash = `hash-${randomUUID()}`
  await signIn(former)
  expect(await staff.session(former, shop.clock.now())).toBeUndefined()
  expect(await staff.session(hash, shop.clock.now())).toBeDefined()
  await staff.closeSession(hash, 'by_hand')
  expect(await staff.session(hash, shop.clock.now())).toBeUndefined()
})

test('a session that opens or ends is told, and its register has been seen until then', async () => {
  const seen = async () =>
    Number((await shop.pool.query('select last_seen_at from register')).rows[0]?.last_seen_at)
  shop.announced.length = 0
  await signIn()
  const lists = ['/api/sessions', '/api/sessions/own', '/api/people', '/api/registers']
  expect(shop.announced.map(({ key }) => key)).toEqual(lists)
  expect(await seen()).toBe(shop.clock.now())
  shop.clock.ms += MINUTE
  await staff.closeSession(hash, 'by_hand')
  expect(shop.announced.map(({ key }) => key)).toEqual([...lists, ...lists])
  expect(await seen()).toBe(shop.clock.now())
  await staff.closeSession(hash, 'by_hand')
  expect(shop.announced).toHaveLength(8)
})

test('what ended a week ago is swept when somebody signs in', async () => {
  await signIn()
  shop.clock.ms += 14 * 24 * HOUR
  hash = `hash-${randomUUID()}`
  await signIn()
  expect((await shop.pool.query('select hash from session')).rows).toEqual([{ hash }])
})

test('who has left is not signed in, not listed and not found', async () => {
  const gone = idOf('staff', randomUUID())
  await shop.pool.query(`insert into staff values ($1, 'Gone', 'manager', 'x', true)`, [gone])
  await staff.openSession({
    hash,
    staffId: gone,
    registerId: shop.registerId,
    openedAt: shop.clock.now(),
    with: 'pin',
    expiresAt: shop.clock.now() + 9,
  })
  expect(await staff.session(hash, shop.clock.now())).toMatchObject({ staffName: 'Gone', role: 'manager' })
  expect(await staff.find(gone)).toEqual({
    id: gone,
    name: 'Gone',
    role: 'manager',
    pinHash: 'x',
    mustChangePin: false,
  })
  await shop.pool.query('update staff set active = false where id = $1', [gone])
  expect(await staff.session(hash, shop.clock.now())).toBeUndefined()
  expect(await shop.store.loadAt(hash, aSale())).toBeUndefined()
  expect(await staff.find(gone)).toBeUndefined()
  expect(await staff.list()).toEqual([{ id: shop.staffId, name: 'Mina', role: 'cashier' }])
})

test('a session at no register is a session, but stands nowhere', async () => {
  const now = shop.clock.now()
  await staff.openSession({
    hash,
    staffId: shop.staffId,
    registerId: null,
    openedAt: now,
    with: 'pin',
    expiresAt: now + 9,
  })
  expect(await staff.session(hash, shop.clock.now())).toMatchObject({ registerId: null })
  expect(await shop.store.loadAt(hash, aSale())).toBeUndefined()
})

const delayMs = (wrong: number) => (wrong <= 2 ? 0 : 1000 * 2 ** (wrong - 3))

test('wrong tries count per person and per register, and the longer wait of the two holds', async () => {
  const [ada, bob] = [idOf('staff', randomUUID()), idOf('staff', randomUUID())]
  const [here, there] = [randomUUID(), randomUUID()]
  const now = shop.clock.now()
  const tried = (person: typeof ada, register: string, at = now) =>
    staff.bookTry(person, register, at, delayMs)
  expect(await tried(ada, here)).toEqual({ allowed: true, waitMs: 0 })
  expect(await tried(ada, here)).toEqual({ allowed: true, waitMs: 0 })
  const blocks = { forMs: 1000, wrong: 3, wrongHere: 3 }
  expect(await tried(ada, here)).toEqual({ allowed: true, waitMs: 0, blocks })
  expect(await staff.tries(ada, here)).toEqual({
    person: { wrong: 3, blockedUntil: now + 1000 },
    register: { wrong: 3, blockedUntil: now + 1000 },
  })
  // She cannot try elsewhere, and nobody else here; what is refused is not counted.
  expect(await tried(ada, there, now + 400)).toEqual({ allowed: false, waitMs: 600 })
  expect(await tried(bob, here, now + 999)).toEqual({ allowed: false, waitMs: 1 })
  expect((await staff.tries(bob, there)).person).toEqual({ wrong: 0, blockedUntil: 0 })
  expect((await staff.tries(bob, there)).register).toEqual({ wrong: 0, blockedUntil: 0 })
  expect(await tried(bob, there, now + 999)).toEqual({ allowed: true, waitMs: 0 })

  expect(await tried(ada, here, now + 1000)).toEqual({
    allowed: true,
    waitMs: 0,
    blocks: { forMs: 2000, wrong: 4, wrongHere: 4 },
  })
  expect((await staff.tries(ada, here)).person).toEqual({ wrong: 4, blockedUntil: now + 3000 })
  await staff.forgive(ada, here)
  expect(await staff.tries(ada, here)).toEqual({
    person: { wrong: 0, blockedUntil: 0 },
    register: { wrong: 0, blockedUntil: 0 },
  })
})

test('a hundred tries side by side are let through one by one, until the wait begins', async () => {
  const people = Array.from({ length: 4 }, () => idOf('staff', randomUUID()))
  const register = randomUUID()
  const now = shop.clock.now()
  const tries = Array.from({ length: 100 }, (_, i) =>
    staff.bookTry(people[i % 4] ?? shop.staffId, register, now, delayMs),
  )
  const results = await Promise.all(tries)
  expect(results.filter(result => result.allowed)).toHaveLength(3)
  const counts = await Promise.all(people.map(person => staff.tries(person, register)))
  expect(counts[0]?.register.wrong).toBe(3)
  expect(counts.reduce((sum, count) => sum + count.person.wrong, 0)).toBe(3)
})

test('whoever holds a register and goes on to its sessions never meets somebody who leaves it half way', async () => {
  await signIn()
  const people = makePeople(shop)
  const by = { staffId: shop.staffId, staffName: 'Mina', registerId: null, at: shop.clock.now() }
  const leaves = [
    () => staff.closeSession(hash, 'by_hand'),
    () => people.endSessions({ staffId: shop.staffId }, by),
  ]
  for (const leave of leaves) {
    hash = `hash-${randomUUID()}`
    await signIn()
    const revoking = await shop.pool.connect()
    await revoking.query('begin')
    await revoking.query('select from register where id = $1 for update', [shop.registerId])
    const left = leave()
    await untilOneWaits()
    await revoking.query('delete from session where register_id = $1', [shop.registerId])
    await revoking.query('commit')
    revoking.release()
    await left
  }
})

test('whoever changes a person and goes on to where they stand never meets somebody who signs in there half way', async () => {
  const changing = await shop.pool.connect()
  await changing.query('begin')
  await changing.query('select from staff where id = $1 for update', [shop.staffId])
  const opened = signIn()
  await untilOneWaits()
  await changing.query('select from register where id = $1 for no key update', [shop.registerId])
  await changing.query('commit')
  changing.release()
  expect(await opened).toBe('opened')
})

const untilOneWaits = () =>
  vi.waitFor(async () => {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    expect((await shop.pool.query(waiting)).rowCount).toBe(1)
  })
