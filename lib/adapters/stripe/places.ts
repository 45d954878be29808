import { z } from 'zod'
import { JAPANESE_PARTS, type LocationTyped } from '#lib/domain/location.ts'
import type { Place, Places } from '#lib/ports/places.ts'
import type { Connection } from './connection.ts'
import { endingOf, seenOf } from './ending.ts'
import { allPages } from './pages.ts'
import { changeSent, settingsIn } from './reader-configuration.ts'

const text = z.string().nullish()
const Address = z.object({
  country: text,
  line1: text,
  line2: text,
  city: text,
  state: text,
  postal_code: text,
})
const Japanese = Address.extend({ town: text })

const LocationShape = z.object({
  object: z.literal('terminal.location'),
  id: z.string(),
  display_name: text,
  display_name_kanji: text,
  display_name_kana: text,
  phone: text,
  address: Address.nullish(),
  address_kanji: Japanese.nullish(),
  address_kana: Japanese.nullish(),
  configuration_overrides: text,
  metadata: z.record(z.string(), z.string()).nullish(),
  deleted: z.literal(true).nullish(),
})

const Deleted = z.object({ id: z.string(), deleted: z.literal(true) })
const FileShape = z.object({ object: z.literal('file'), id: z.string() })
const Configurations = z.object({ data: z.array(z.unknown()) })

/** Stripe answers what it has deleted with a tombstone. */
const GONE = { code: 'resource_missing', message: 'It has been deleted.', status: 404 }

const locations = '/v1/terminal/locations'
const configurations = '/v1/terminal/configurations'
const at = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`

/** https://docs.stripe.com/terminal/fleet/locations-and-zones */
export function stripePlaces(connection: Connection): Places {
  const post = async <A>(
    path: string,
    params: Readonly<Record<string, unknown>>,
    key: string,
    read: (body: unknown) => A | undefined,
  ) => endingOf(await connection.request({ method: 'POST', path, params, key }), read)
  return {
    list: () => allPages(connection, `${locations}?limit=100`, placeIn),
    async place(locationId) {
      const reply = await connection.request({ method: 'GET', path: at(locations, locationId) })
      const isGone = reply.got === 'answer' && Deleted.safeParse(reply.body).success
      return isGone ? { ok: false, problem: GONE, ms: reply.ms } : seenOf(reply, placeIn)
    },
    create: (sent, press, key) =>
      post(locations, { ...sent, metadata: { tapline_press: press } }, key, placeIn),
    update: (locationId, sent, key) => post(at(locations, locationId), { ...sent }, key, placeIn),
    async remove(locationId) {
      const path = at(locations, locationId)
      const ending = endingOf(await connection.request({ method: 'DELETE', path }), body =>
        Deleted.safeParse(body).success ? ('deleted' as const) : undefined,
      )
      const isGone = ending.outcome === 'refused' && ending.problem.status === 404
      return isGone ? { ...ending, outcome: 'done', answer: 'deleted' } : ending
    },
    assign: (locationId, configurationId, key) =>
      post(at(locations, locationId), { configuration_overrides: configurationId }, key, placeIn),
    async accountSettings() {
      const path = `${configurations}?is_account_default=true&limit=1`
      return seenOf(await connection.request({ method: 'GET', path }), body => {
        const list = Configurations.safeParse(body)
        return list.success ? settingsIn(list.data.data[0]) : undefined
      })
    },
    async settings(id) {
      return seenOf(await connection.request({ method: 'GET', path: at(configurations, id) }), settingsIn)
    },
    createSettings: (name, key) => post(configurations, { name: name.slice(0, 100) }, key, settingsIn),
    change: (id, change, key) => post(at(configurations, id), changeSent(change), key, settingsIn),
    async uploadSplash({ bytes, type }, key) {
      const file = { bytes, name: `splash.${type === 'jpeg' ? 'jpg' : type}`, type: `image/${type}` }
      return endingOf(await connection.upload({ file, purpose: 'terminal_reader_splashscreen', key }), fileIn)
    },
    async uploadWifiFile({ kind, text }, key) {
      const bytes = new TextEncoder().encode(text)
      const file = { bytes, name: `${kind}.pem`, type: 'application/x-pem-file' }
      return endingOf(await connection.upload({ file, purpose: `terminal_wifi_${kind}`, key }), fileIn)
    },
  }
}

const fileIn = (body: unknown): string | undefined => FileShape.safeParse(body).data?.id

function placeIn(body: unknown): Place | undefined {
  const read = LocationShape.safeParse(body)
  if (!read.success || read.data.deleted) return undefined
  const { id, address, address_kanji, address_kana, configuration_overrides, metadata, ...names } = read.data
  const country = address?.country ?? address_kanji?.country ?? address_kana?.country ?? ''
  const typed = {
    country,
    name: names.display_name ?? '',
    phone: names.phone ?? '',
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postal_code: address?.postal_code ?? '',
    nameKanji: names.display_name_kanji ?? '',
    nameKana: names.display_name_kana ?? '',
    ...scriptIn('kanji', address_kanji),
    ...scriptIn('kana', address_kana),
    // True: every part of both scripts is written by the two lines above.
  } as LocationTyped
  const press = metadata?.tapline_press
  return {
    locationId: id,
    typed,
    configurationId: configuration_overrides || null,
    ...(press ? { press } : {}),
  }
}

const scriptIn = (script: 'kanji' | 'kana', address: z.infer<typeof Japanese> | null | undefined) =>
  Object.fromEntries(JAPANESE_PARTS.map(part => [`${script}_${part}`, address?.[part] ?? '']))
