import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeReaders } from '#lib/adapters/database/readers.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { LocationTyped } from '#lib/domain/location.ts'
import type { ReaderSettings, Tipping } from '#lib/domain/reader-settings.ts'
import type { PartChange } from '#lib/ports/places.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { locationNow, locationsNow } from '#lib/queries/locations.ts'
import { readersAnswer } from '#lib/queries/readers.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { changeTaxes } from './goods/change-parts.ts'
import { createLocation, deleteLocation, updateLocation } from './manage-locations.ts'
import { changeReaderSettings, setSplash } from './manage-reader-settings.ts'
import { registerReader } from './readers/register-reader.ts'
import { watchFleet } from './readers/watch-fleet.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till?.close())

const EMPTY = Object.fromEntries(
  ['kanji', 'kana'].flatMap(script =>
    ['postal_code', 'state', 'city', 'town', 'line1', 'line2'].map(part => [`${script}_${part}`, '']),
  ),
)
const typed = (more: Partial<LocationTyped> = {}): LocationTyped =>
  ({
    country: 'US',
    name: 'Terrace',
    phone: '',
    line1: '1 River Road',
    line2: '',
    city: 'Asheville',
    state: 'NC',
    postal_code: '28801',
    nameKanji: '',
    nameKana: '',
    ...EMPTY,
    ...more,
    // True: all fields of both kinds of address are named above.
  }) as LocationTyped

const press = () => randomUUID()

async function make(more: Partial<LocationTyped> = {}) {
  const made = await createLocation(till.world, { press: press(), typed: typed(more) }, session)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.value
}

const audited = async (what: string) =>
  (await till.world.audit.page({ words: '', what, limit: 9, offset: 0 })).rows

test('a location is made once however often the press arrives, changed, and deleted', async () => {
  const once = { press: press(), typed: typed({ name: 'Market stall' }) }
  const both = await Promise.all([
    createLocation(till.world, once, session),
    createLocation(till.world, once, session),
  ])
  await createLocation(till.world, once, session)
  const named = async () => {
    const all = await locationsNow(till.world)
    return all.state === 'there' ? all.locations.filter(({ name }) => name === 'Market stall') : []
  }
  expect(both.some(one => one.ok)).toBe(true)
  expect(await named()).toHaveLength(1)
  const [row] = await named()
  const locationId = row?.id ?? ''
  expect(row).toMatchObject({ address: '1 River Road, Asheville NC 28801', readers: 0, isShops: false })

  const seen = typed({ name: 'Market stall' })
  const changed = {
    press: press(),
    locationId,
    typed: { ...seen, line1: '2 River Road', phone: '+18285550100' },
    seen,
  }
  expect(await updateLocation(till.world, changed, session)).toMatchObject({ ok: true })
  const late = { press: press(), locationId, typed: { ...seen, line1: '3 River Road' }, seen }
  expect(await updateLocation(till.world, late, session)).toEqual({
    ok: false,
    refusal: { kind: 'changed_meanwhile' },
  })
  expect(await till.stripe.terminal.locations.retrieve(locationId)).toMatchObject({
    address: { line1: '2 River Road' },
    phone: '+18285550100',
  })

  expect(await deleteLocation(till.world, locationId, session)).toEqual({ ok: true, value: 'deleted' })
  expect(await named()).toEqual([])
  expect(await deleteLocation(till.world, locationId, session)).toMatchObject({
    refusal: { kind: 'not_found' },
  })
  const [deleted] = await audited('delete_location')
  expect(deleted).toMatchObject({ subject: locationId, named: 'Market stall', staffName: 'Mina Okafor' })
  expect(deleted?.requestId).toMatch(/^req_/)
})

test('of two managers who change a location at once one is told, on any server; the same press twice is one change', async () => {
  const { locationId } = await make({ name: 'Two minds' })
  const seen = typed({ name: 'Two minds' })
  const change = (more: Partial<LocationTyped>, world = till.world, once = press()) =>
    updateLocation(world, { press: once, locationId, typed: { ...seen, ...more }, seen }, session)
  const readers = makeReaders({ pool: till.pool, announce: () => {} })
  const both = await Promise.all([
    change({ line1: '1 First Street' }),
    change({ name: 'Second name' }, { ...till.world, readers }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both).toContainEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })

  const other = await make({ name: 'One mind' })
  const again = { press: press(), locationId: other.locationId, seen: other.typed }
  const wanted = { ...again, typed: { ...other.typed, line1: '5 River Road' } }
  const pressed = await Promise.all([1, 2].map(() => updateLocation(till.world, wanted, session)))
  expect(pressed).toMatchObject([{ ok: true }, { ok: true }])
})

test('a location is made once, whatever became of Stripe’s answer', async () => {
  const named = async (wanted: string) => {
    const all = await locationsNow(till.world)
    return all.state === 'there' ? all.locations.filter(({ name }) => name === wanted) : []
  }
  const asked = (name: string) => ({ press: press(), typed: typed({ name }) })
  const path = { method: 'POST', path: '/v1/terminal/locations' }

  const lost = asked('Its answer was lost')
  await till.mood('cut_after', path)
  expect(await createLocation(till.world, lost, session)).toEqual({
    ok: false,
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  })
  expect(await createLocation(till.world, lost, session)).toMatchObject({ ok: true })
  expect(await named('Its answer was lost')).toHaveLength(1)

  await till.mood('status', { ...path, status: 500, executed: true })
  expect(await createLocation(till.world, asked('Its answer said nothing'), session)).toMatchObject({
    ok: true,
  })
  expect(await named('Its answer said nothing')).toHaveLength(1)

  await till.mood('status', { ...path, status: 500 })
  expect(await createLocation(till.world, asked('Never made'), session)).toMatchObject({
    refusal: { kind: 'stripe_refused' },
  })
  expect(await named('Never made')).toEqual([])
})

test('a country is for ever, and an address wants what its country wants', async () => {
  const place = await make()
  const moved = {
    press: press(),
    locationId: place.locationId,
    seen: place.typed,
    typed: { ...place.typed, country: 'CA' },
  }
  expect(await updateLocation(till.world, moved, session)).toMatchObject({
    refusal: { kind: 'bad_request', problems: [{ field: 'country' }] },
  })
  expect(
    await createLocation(till.world, { press: press(), typed: typed({ postal_code: '' }) }, session),
  ).toMatchObject({ refusal: { kind: 'bad_request', problems: [{ field: 'postal_code' }] } })
})

test('Japan: in kanji and kana, and read back into the same fields', async () => {
  const tokyo = typed({
    country: 'JP',
    name: '',
    nameKanji: '本店',
    line1: '',
    city: '',
    state: '',
    postal_code: '',
    kanji_postal_code: '100-0001',
    kanji_state: '東京都',
    kanji_city: '千代田区',
    kanji_town: '千代田',
    kanji_line1: '1-1',
  })
  const made = await createLocation(till.world, { press: press(), typed: tokyo }, session)
  expect(made).toMatchObject({ ok: true, value: { typed: { nameKanji: '本店', kanji_city: '千代田区' } } })
  const all = await locationsNow(till.world)
  expect(all.state === 'there' && all.locations.map(({ address }) => address)).toContain(
    '100-0001 東京都千代田区千代田1-1',
  )
  const locationId = made.ok ? made.value.locationId : ''
  const wanted = { press: press(), code: 'simulated-s700', label: 'Ginza', locationId }
  const reader = await registerReader(till.world, wanted, { session, live: false })
  expect(reader).toMatchObject({ ok: true })
  await watchFleet(till.world, { freshForMs: 0 })
  const { readers } = await readersAnswer(till.world, { mode: 'test' })
  expect(readers.find(({ label }) => label === 'Ginza')).toMatchObject({ locationName: '本店' })
})

test('a location with readers, or with registers, is not deleted', async () => {
  const place = await make({ name: 'Second shop' })
  const reader = await till.stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: place.locationId,
  })
  expect(await deleteLocation(till.world, place.locationId, session)).toEqual({
    ok: false,
    refusal: { kind: 'readers_remain', count: 1 },
  })
  await till.stripe.terminal.readers.del(reader.id)
  await till.pool.query('update register set location_id = $1', [place.locationId])
  expect(await deleteLocation(till.world, place.locationId, session)).toEqual({
    ok: false,
    refusal: { kind: 'location_in_use', registers: ['Register 1'] },
  })
  await till.pool.query('update register set location_id = null')
})

test('a location with tax rates of its own is not deleted: the classes that have them are named', async () => {
  const { locationId } = await make({ name: 'Night market' })
  const rate = { name: 'Night tax', rateBp: 650, locationId }
  const taxed = {
    do: 'save',
    id: idOf('taxclass', randomUUID()),
    name: 'Market food',
    isDefault: false,
  } as const
  await changeTaxes(till.world, { ...taxed, rates: [rate], version: 0 }, session)
  expect(await deleteLocation(till.world, locationId, session)).toEqual({
    ok: false,
    refusal: { kind: 'location_taxed', classes: ['Market food'] },
  })
  await changeTaxes(till.world, { ...taxed, rates: [{ ...rate, locationId: null }], version: 1 }, session)
  expect(await deleteLocation(till.world, locationId, session)).toEqual({ ok: true, value: 'deleted' })
})

test('the shop’s own location is not deleted, not even when every register and reader is elsewhere', async () => {
  const own = (await till.world.shops.shop())?.locationId ?? ''
  const { locationId } = await make({ name: 'Elsewhere' })
  const { data } = await till.stripe.terminal.readers.list({ location: own })
  for (const { id } of data) await till.stripe.terminal.readers.del(id)
  await till.pool.query('update register set location_id = $1', [locationId])
  expect(await deleteLocation(till.world, own, session)).toEqual({
    ok: false,
    refusal: { kind: 'shops_own_location' },
  })
  expect((await till.world.places.place(own)).ok).toBe(true)
  await till.pool.query('update register set location_id = null')
})

/** What a screen is told is set at a place itself. */
async function ownAt(place: string): Promise<ReaderSettings> {
  const found = await locationNow(till.world, place)
  if (found?.state !== 'there') throw new Error('nothing is told of that place')
  return found.own
}

/** What Stripe has for a location itself. */
async function keptAt(locationId: string): Promise<ReaderSettings> {
  const found = await till.world.places.place(locationId)
  const kept = await till.world.places.settings((found.ok && found.value.configurationId) || '')
  if (!kept.ok) throw new Error('the location has nothing of its own')
  return kept.value.settings
}

/** Stripe tells no password. */
const asKept = ({ part, value }: PartChange) => ({
  [part]: part === 'wifi' && value ? { kind: value.kind, ssid: value.ssid } : value,
})

function pngOf(width: number, height: number): Uint8Array {
  const png = new Uint8Array(64)
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(png.buffer).setUint32(16, width)
  new DataView(png.buffer).setUint32(20, height)
  return png
}

const tips = { kind: 'percentages', currencies: { usd: { percentages: [15, 20, 25] } } } as const

test('what is set for the account holds at a location until it has its own, and again after that is taken away', async () => {
  const { locationId } = await make({ name: 'Terrace bar' })
  const change = async (place: string, value: Tipping | null) =>
    changeReaderSettings(
      till.world,
      { press: press(), place, change: { part: 'tipping', value }, seen: (await ownAt(place)).tipping },
      session,
    )
  const here = async () => {
    const found = await locationNow(till.world, locationId)
    return found?.state === 'there' ? [found.own.tipping, found.inherited.tipping] : undefined
  }
  expect(await change('account', tips)).toMatchObject({ ok: true })
  expect(await here()).toEqual([undefined, tips])
  const own = { kind: 'percentages', currencies: { usd: { percentages: [5, 10, 15] } } } as const
  expect(await change(locationId, own)).toMatchObject({ ok: true, value: { tipping: own } })
  expect(await here()).toEqual([own, tips])
  expect(await change(locationId, null)).toMatchObject({ ok: true })
  expect(await here()).toEqual([undefined, tips])
  expect(await change('account', null)).toMatchObject({ ok: true })
  expect(await here()).toEqual([undefined, undefined])
})

test('two managers who set the first two things of a location at once both have their way', async () => {
  const { locationId: place } = await make({ name: 'Two at once' })
  const change = (change: PartChange, world = till.world) =>
    changeReaderSettings(world, { press: press(), place, change, seen: null }, session)
  const readers = makeReaders({ pool: till.pool, announce: () => {} })
  const onAnotherServer = { ...till.world, readers }
  const window = { startHour: 2, endHour: 4 }
  const both = await Promise.all([
    change({ part: 'tipping', value: tips }),
    change({ part: 'rebootWindow', value: window }),
    change({ part: 'cellular', value: true }, onAnotherServer),
  ])
  expect(both).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
  expect(await locationNow(till.world, place)).toMatchObject({
    own: { tipping: tips, rebootWindow: window, cellular: true },
  })
})

/** Amounts below ten dollars, percentages from there on. */
const smart = {
  kind: 'smart',
  currencies: { usd: { percentages: [10, 15, 20], amounts: [100, 200, 300], thresholdMinor: 1_000 } },
} as const

test('every part is kept by Stripe and read back; secrets are not', async () => {
  const { locationId: place } = await make({ name: 'Every part' })
  const changes = [
    { part: 'rebootWindow', value: { startHour: 23, endHour: 2 } },
    { part: 'passcode', value: '24681' },
    { part: 'wifi', value: { kind: 'personal_psk', ssid: 'Fern guests', password: 'a long password' } },
    { part: 'offline', value: false },
    { part: 'cellular', value: true },
    { part: 'tipping', value: smart },
  ] as const
  const answers: unknown[] = []
  for (const change of changes) {
    const done = await changeReaderSettings(
      till.world,
      { press: press(), place, change, seen: null },
      session,
    )
    expect(done).toMatchObject({ ok: true })
    answers.push(done)
  }
  expect(answers.at(-1)).toMatchObject({ value: { passcode: '•••••', cellular: true } })
  const found = await locationNow(till.world, place)
  expect(found).toMatchObject({
    own: {
      rebootWindow: { startHour: 23, endHour: 2 },
      passcode: '•••••',
      wifi: { kind: 'personal_psk', ssid: 'Fern guests' },
      offline: false,
      cellular: true,
      tipping: smart,
    },
  })
  const told = JSON.stringify([answers, found, await audited('change_reader_settings')])
  expect(told).not.toContain('a long password')
  expect(told).not.toContain('24681')
  for (const change of [
    { part: 'passcode', value: '123' },
    { part: 'rebootWindow', value: { startHour: 3, endHour: 3 } },
    { part: 'wifi', value: { kind: 'personal_psk', ssid: 'x', password: 'short' } },
    { part: 'tipping', value: { kind: 'percentages', currencies: {} } },
  ] as const)
    expect(
      await changeReaderSettings(till.world, { press: press(), place, change, seen: null }, session),
    ).toMatchObject({ refusal: { kind: 'bad_request' } })
  const change = {
    part: 'wifi',
    value: { kind: 'personal_psk', ssid: '東京都千代田区千代田一番', password: 'a long password' },
  } as const
  expect(
    await changeReaderSettings(till.world, { press: press(), place, change, seen: null }, session),
    'of a field the form has',
  ).toMatchObject({ refusal: { problems: [{ field: 'ssid' }] } })
})

/** Each part as one person wants it, and as another one does. */
const twoMinds: readonly (readonly [PartChange, PartChange])[] = [
  [
    { part: 'tipping', value: tips },
    { part: 'tipping', value: { kind: 'amounts', currencies: { usd: { amounts: [100, 200, 300] } } } },
  ],
  [
    { part: 'rebootWindow', value: { startHour: 1, endHour: 3 } },
    { part: 'rebootWindow', value: { startHour: 2, endHour: 4 } },
  ],
  [
    { part: 'passcode', value: '13579' },
    { part: 'passcode', value: '24680' },
  ],
  [
    { part: 'wifi', value: { kind: 'personal_psk', ssid: 'Fern', password: 'a long password' } },
    { part: 'wifi', value: { kind: 'personal_psk', ssid: 'Field', password: 'a long password' } },
  ],
  [
    { part: 'offline', value: true },
    { part: 'offline', value: false },
  ],
  [
    { part: 'cellular', value: false },
    { part: 'cellular', value: true },
  ],
]

test.each(twoMinds)(
  'two people, one part: the later is told, and nothing is overwritten: %j',
  async (one, other) => {
    const { part } = one
    const { locationId: place } = await make({ name: `Two minds about ${part}` })
    const set = (change: PartChange, seen: unknown) =>
      changeReaderSettings(till.world, { press: press(), place, change, seen }, session)
    const refused = { ok: false, refusal: { kind: 'changed_meanwhile' } }

    const both = await Promise.all([set(one, null), set(other, null)])
    expect(both).toContainEqual(refused)
    const [won, lost] = both[0].ok ? [one, other] : [other, one]
    expect(await keptAt(place)).toMatchObject(asKept(won))

    expect(await set(lost, null)).toEqual(refused)
    // True: every part but the picture, which is not in the table, is taken away like this.
    expect(await set({ part, value: null } as PartChange, null)).toEqual(refused)
    expect(await keptAt(place)).toMatchObject(asKept(won))

    expect(await set(won, null), 'a press whose answer got lost').toMatchObject({ ok: true })
    expect(await set(lost, (await ownAt(place))[part])).toMatchObject({ ok: true })
    expect(await keptAt(place)).toMatchObject(asKept(lost))
  },
)

test('two people, one idle screen: the later is told, and the first picture stays', async () => {
  const { locationId: place } = await make({ name: 'Two pictures' })
  const send = (
    bytes: Uint8Array,
    seen: string | null,
    device: 'stripe_s700' | 'bbpos_wisepos_e' = 'stripe_s700',
  ) => setSplash(till.world, { press: press(), place, device, bytes, seen }, session)
  expect(await send(pngOf(1080, 1920), null)).toMatchObject({ ok: true })
  const { splash } = await keptAt(place)
  expect(await send(pngOf(540, 960), null)).toEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })
  expect((await keptAt(place)).splash).toEqual(splash)
  expect(await send(pngOf(720, 1280), null, 'bbpos_wisepos_e'), 'another model').toMatchObject({ ok: true })
  expect(await send(pngOf(540, 960), splash?.stripe_s700 ?? null)).toMatchObject({ ok: true })
  expect((await keptAt(place)).splash?.stripe_s700).not.toBe(splash?.stripe_s700)
})

test('a picture that was sent is seen again, from here, until another stands in its place or it is taken away', async () => {
  const { locationId: place } = await make({ name: 'Seen again' })
  const device = 'stripe_s700'
  const told = async () => {
    const found = await locationNow(till.world, place)
    if (found?.state !== 'there') throw new Error('nothing is told of that place')
    return { file: found.own.splash?.[device] ?? null, pictures: found.pictures }
  }
  const send = async (bytes: Uint8Array, seen: string | null) =>
    setSplash(till.world, { press: press(), place, device, bytes, seen }, session)
  await send(pngOf(1080, 1920), null)
  const first = await told()
  expect(first.pictures).toEqual([first.file])
  const kept = await till.world.readers.picture(first.file ?? '')
  expect(kept).toEqual({ type: 'png', bytes: Buffer.from(pngOf(1080, 1920)) })

  expect(await send(pngOf(1, 1), null), 'of another who saw none').toMatchObject({ ok: false })
  const count = async () => (await till.pool.query('select file_id from splash_picture')).rows.length
  const before = await count()
  expect(await send(pngOf(540, 960), first.file)).toMatchObject({ ok: true })
  const second = await told()
  expect(second.pictures).toEqual([second.file])
  expect(await till.world.readers.picture(first.file ?? '')).toBeUndefined()
  expect(await count()).toBe(before)

  const change = { part: 'splash', device, value: null } as const
  await changeReaderSettings(till.world, { press: press(), place, change, seen: second.file }, session)
  expect(await told()).toEqual({ file: null, pictures: [] })
  expect(await till.world.readers.picture(second.file ?? '')).toBeUndefined()
})

test('a picture that was set elsewhere is told of and not pretended to be here; a location tells what is inherited', async () => {
  const { locationId: place } = await make({ name: 'Follows all' })
  const device = 'verifone_p400'
  const bytes = pngOf(320, 480)
  await setSplash(till.world, { press: press(), place: 'account', device, bytes, seen: null }, session)
  const told = async () => {
    const found = await locationNow(till.world, place)
    return found?.state === 'there' ? [found.inherited.splash?.[device], found.pictures] : undefined
  }
  const file = (await ownAt('account')).splash?.[device]
  expect(await told()).toEqual([file, [file]])
  await till.world.readers.forgetPicture(file ?? '')
  expect(await told()).toEqual([file, []])
  const change = { part: 'splash', device, value: null } as const
  await changeReaderSettings(till.world, { press: press(), place: 'account', change, seen: file }, session)
})

test('a location tells which models stand there that show a picture, each once', async () => {
  const { locationId } = await make({ name: 'Three readers' })
  const told = async () => {
    const found = await locationNow(till.world, locationId)
    return found?.state === 'there' ? found.models : undefined
  }
  expect(await told()).toEqual([])
  for (const code of ['simulated-wpe', 'simulated-v660p', 'simulated-wpe'])
    expect(
      await registerReader(
        till.world,
        { press: press(), code, label: code, locationId },
        { session, live: false },
      ),
    ).toMatchObject({ ok: true })
  expect(await told()).toEqual(['bbpos_wisepos_e'])
})

test('so many pictures are kept as a backup carries easily, the newest', async () => {
  const large = Buffer.alloc(4 * 1024 * 1024 - 1, 7)
  for (let n = 1; n <= 7; n += 1)
    await till.world.readers.keepPicture(
      `file_large${n}`,
      { bytes: large, type: 'gif' },
      till.clock.now() + n,
    )
  const files = [1, 2, 3, 4, 5, 6, 7].map(n => `file_large${n}`)
  expect((await till.world.readers.picturesOf(files)).toSorted()).toEqual(files.slice(1))
  for (const file of files) await till.world.readers.forgetPicture(file)
})

test('a picture goes to Stripe and onto the reader; what only claims to be one does not', async () => {
  const { locationId: place } = await make({ name: 'With picture' })
  const device = 'stripe_s700'
  const bytes = pngOf(1080, 1920)
  const set = await setSplash(till.world, { press: press(), place, device, bytes, seen: null }, session)
  expect(set).toMatchObject({ ok: true, value: { splash: { stripe_s700: expect.stringMatching(/^file_/) } } })
  const script = new TextEncoder().encode('<script>alert(1)</script>')
  expect(
    await setSplash(till.world, { press: press(), place, device, bytes: script, seen: null }, session),
  ).toMatchObject({
    refusal: { kind: 'bad_request', problems: [{ problem: 'That is no PNG, JPG or GIF picture.' }] },
  })
})

/** What the audit has of a subject, oldest first. */
async function writtenOf(subject: string) {
  const { rows } = await till.pool.query<{ what: string }>(
    'select what, staff_name, before, after, request_id from audit where subject = $1 order by seq',
    [subject],
  )
  return rows
}

const LOST = { refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' } }
const cut = (method: 'POST' | 'DELETE', path: string) => till.mood('cut_after', { method, path })

test('who asked for a location, a change of it or its end is in the audit, even where Stripe’s answer is lost', async () => {
  const asked = { press: press(), typed: typed({ name: 'Nobody heard' }) }
  await cut('POST', '/v1/terminal/locations')
  expect(await createLocation(till.world, asked, session)).toMatchObject(LOST)
  expect(await writtenOf(asked.press)).toMatchObject([
    { what: 'begin_create_location', staff_name: 'Mina Okafor', after: { name: 'Nobody heard' } },
  ])

  const { locationId, typed: seen } = await make({ name: 'Old name' })
  const changed = { press: press(), locationId, typed: { ...seen, name: 'New name' }, seen }
  await cut('POST', `/v1/terminal/locations/${locationId}`)
  expect(await updateLocation(till.world, changed, session)).toMatchObject(LOST)
  await cut('DELETE', `/v1/terminal/locations/${locationId}`)
  expect(await deleteLocation(till.world, locationId, session)).toMatchObject(LOST)
  expect(await writtenOf(locationId)).toMatchObject([
    { what: 'create_location', request_id: expect.stringMatching(/^req_/) },
    { what: 'begin_change_location', before: { name: 'Old name' }, after: { name: 'New name' } },
    { what: 'begin_delete_location', staff_name: 'Mina Okafor', before: { name: 'New name' } },
  ])
})

test('who asked for a setting of readers is in the audit, even where Stripe’s answer is lost; secrets are not', async () => {
  const { locationId: place } = await make({ name: 'Settings unheard' })
  const part = 'passcode'
  const set = (change: PartChange) =>
    changeReaderSettings(till.world, { press: press(), place, change, seen: null }, session)
  await cut('POST', '/v1/terminal/configurations')
  expect(await set({ part, value: '97531' })).toMatchObject(LOST)
  const wifi = { kind: 'personal_psk', ssid: 'Fern', password: 'a long password' } as const
  await cut('POST', '/v1/terminal/configurations/*')
  expect(await set({ part: 'wifi', value: wifi })).toMatchObject(LOST)
  const device = 'stripe_s700'
  const picture = { press: press(), place, device, bytes: pngOf(1080, 1920), seen: null } as const
  await cut('POST', '/v1/files')
  expect(await setSplash(till.world, picture, session)).toMatchObject(LOST)
  expect(await setSplash(till.world, picture, session)).toMatchObject({ ok: true })

  const what = 'begin_change_reader_settings'
  const written = (await writtenOf(place)).filter(entry => entry.what !== 'create_location')
  expect(written).toMatchObject([
    { what, staff_name: 'Mina Okafor', before: { passcode: null }, after: { passcode: 'set' } },
    { what, before: { wifi: null }, after: { wifi: { kind: 'personal_psk', ssid: 'Fern' } } },
    { what, after: { splash: { stripe_s700: 'a picture' } } },
    { what, after: { splash: { stripe_s700: 'a picture' } } },
    { what: 'change_reader_settings', request_id: expect.stringMatching(/^req_/) },
  ])
  expect(JSON.stringify(written)).not.toMatch(/97531|a long password/)
})

test('without Stripe there is no list, and nothing is said to be done', async () => {
  await till.mood('status', { status: 500, times: 0 })
  expect(await locationsNow(till.world)).toEqual({ state: 'away' })
  expect(
    await createLocation(till.world, { press: press(), typed: typed({ name: 'Nowhere' }) }, session),
    // Answered, and no list tells what became of it.
  ).toEqual({ ok: false, refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' } })
  await till.calm()
  expect((await audited('create_location')).map(({ named }) => named)).not.toContain('Nowhere')
})
