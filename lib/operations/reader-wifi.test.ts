import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartChange, WifiWanted } from '#lib/ports/places.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { locationNow } from '#lib/queries/locations.ts'
import { issued } from '#lib/testing/certificates.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { changeReaderSettings } from './manage-reader-settings.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till?.close())

const press = () => randomUUID()

async function newPlace(name: string): Promise<string> {
  const address = {
    country: 'US',
    line1: '1 River Road',
    city: 'Asheville',
    state: 'NC',
    postal_code: '28801',
  }
  return (await till.stripe.terminal.locations.create({ display_name: name, address })).id
}

/** What a screen is told of a place. */
async function toldAt(place: string) {
  const found = await locationNow(till.world, place)
  if (found?.state !== 'there') throw new Error('nothing is told of that place')
  return found
}

/** What Stripe has of the network of a place. */
async function networkAt(place: string) {
  const location = await till.stripe.terminal.locations.retrieve(place)
  if (!('configuration_overrides' in location)) throw new Error('the location has nothing of its own')
  const kept = await till.stripe.terminal.configurations.retrieve(location.configuration_overrides ?? '')
  return 'wifi' in kept ? kept.wifi : undefined
}

const set = (place: string, value: WifiWanted, more: { press?: string; version?: number | null } = {}) =>
  changeReaderSettings(
    till.world,
    {
      press: more.press ?? press(),
      place,
      change: { part: 'wifi', value },
      seen: null,
      version: more.version,
    },
    session,
  )

const ours = issued({ password: 'open sesame' })
const network = issued()
const byCertificate = {
  kind: 'enterprise_eap_tls',
  ssid: 'Fern staff',
  clientCertificate: ours.certificate,
  privateKey: ours.key,
  keyPassword: 'open sesame',
  caCertificate: network.certificate,
} as const

const filesThere = async () => (await till.stripe.files.list({ limit: 100 })).data

/** All rows of all tables, as text. */
async function everyRow(): Promise<string> {
  const { rows } = await till.pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const found = await till.pool.query<{ text: string }>(`select t::text as text from ${name} t`)
    texts.push(...found.rows.map(({ text }) => text))
  }
  return texts.join('\n')
}

test('by certificate: three files go to Stripe for what they are, and of key and password nothing stays here', async () => {
  const place = await newPlace('By certificate')
  const done = await set(place, byCertificate)
  const its = { kind: 'enterprise_eap_tls', ssid: 'Fern staff' }
  expect(done).toMatchObject({ ok: true, value: { wifi: its } })
  const { own } = await toldAt(place)
  expect(own).toEqual({ wifi: its })

  const kept = (await networkAt(place))?.enterprise_eap_tls
  const file = async (id: string | undefined) => (await filesThere()).find(one => one.id === id)?.purpose
  expect(kept).toMatchObject({ ssid: 'Fern staff', private_key_file_password: 'open sesame' })
  expect(await file(kept?.client_certificate_file)).toBe('terminal_wifi_certificate')
  expect(await file(kept?.private_key_file)).toBe('terminal_wifi_private_key')
  expect(await file(kept?.ca_certificate_file)).toBe('terminal_wifi_certificate')

  const [, secret = ''] = ours.key.split('\n')
  const [, open = ''] = ours.certificate.split('\n')
  const rows = await everyRow()
  expect(rows).toContain('Fern staff')
  for (const text of [rows, JSON.stringify([done, own])])
    for (const hidden of [secret, open, 'PRIVATE KEY', 'open sesame']) expect(text).not.toContain(hidden)
})

test('without a certificate of the network, and with a key that is not locked, only what is there is sent', async () => {
  const place = await newPlace('Two files')
  const { certificate, key } = issued()
  const files = { clientCertificate: certificate, privateKey: key, keyPassword: '', caCertificate: '' }
  expect(await set(place, { ...byCertificate, ...files })).toMatchObject({ ok: true })
  expect(Object.keys((await networkAt(place))?.enterprise_eap_tls ?? {}).toSorted()).toEqual([
    'client_certificate_file',
    'private_key_file',
    'ssid',
  ])
})

test('a user name and a password may come with the network’s own certificate', async () => {
  const place = await newPlace('User name')
  const named = { kind: 'enterprise_eap_peap', ssid: 'Fern', username: 'counter', password: 'x' } as const
  expect(await set(place, { ...named, caCertificate: network.certificate })).toMatchObject({ ok: true })
  expect((await networkAt(place))?.enterprise_eap_peap).toMatchObject({
    username: 'counter',
    ca_certificate_file: expect.stringMatching(/^file_/),
  })
})

test.each([
  ['the key of another', { privateKey: issued({ password: 'open sesame' }).key }, 'privateKey'],
  ['a wrong password', { keyPassword: 'sesame' }, 'keyPassword'],
  ['no certificate', { clientCertificate: '' }, 'clientCertificate'],
  ['a key in place of the certificate', { caCertificate: ours.key }, 'caCertificate'],
])('%s is told of its own field, and nothing goes to Stripe', async (_, wrong, field) => {
  const place = await newPlace('Nothing is sent')
  const before = (await filesThere()).length
  expect(await set(place, { ...byCertificate, ...wrong })).toMatchObject({
    refusal: { kind: 'bad_request', problems: [{ field }] },
  })
  expect((await filesThere()).length).toBe(before)
  expect((await toldAt(place)).own).toEqual({})
})

test('an upload whose answer is lost is asked for again by the same press, and there once', async () => {
  const place = await newPlace('Sent twice')
  const before = (await filesThere()).length
  const once = press()
  await till.mood('cut_after', { method: 'POST', path: '/v1/files' })
  expect(await set(place, byCertificate, { press: once })).toMatchObject({
    refusal: { kind: 'stripe_unreachable', mayBeDone: 'unanswered' },
  })
  expect(await set(place, byCertificate, { press: once })).toMatchObject({ ok: true })
  expect((await filesThere()).length).toBe(before + 3)
})

const password = (word: string): PartChange => ({
  part: 'wifi',
  value: { kind: 'personal_psk', ssid: 'Fern', password: word },
})
const passcode = (code: string): PartChange => ({ part: 'passcode', value: code })

test.each([
  ['wifi', password('a first password'), password('a second password'), password('a third password')],
  ['passcode', passcode('11111'), passcode('22222'), passcode('33333')],
] as const)(
  'of two who give another secret to the same %s the later is told, though nothing is to be seen of it',
  async (part, first, one, other) => {
    const place = await newPlace(`Two secrets, ${part}`)
    const give = async (change: PartChange, version: number | null, name = press()) => {
      const seen = (await toldAt(place)).own[part] ?? null
      return changeReaderSettings(till.world, { press: name, place, change, seen, version }, session)
    }
    expect((await toldAt(place)).versions[part]).toBe(null)
    expect(await give(first, null)).toMatchObject({ ok: true })
    const seen = (await toldAt(place)).versions[part]
    expect(seen).toEqual(expect.any(Number))

    const lost = press()
    expect(await give(one, seen, lost)).toMatchObject({ ok: true })
    expect(await give(other, seen)).toEqual({ ok: false, refusal: { kind: 'changed_meanwhile' } })
    expect(await give({ part, value: null }, seen)).toMatchObject({ refusal: { kind: 'changed_meanwhile' } })
    expect(await give(one, seen, lost), 'a press whose answer got lost').toMatchObject({ ok: true })
    expect(await give(other, (await toldAt(place)).versions[part])).toMatchObject({ ok: true })
    expect(await give(one, seen, lost), 'a press that comes too late').toMatchObject({
      refusal: { kind: 'changed_meanwhile' },
    })
  },
)
