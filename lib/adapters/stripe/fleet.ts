import { z } from 'zod'
import { nameOfPlace } from '#lib/domain/location.ts'
import type { Fleet, FleetReader } from '#lib/ports/fleet.ts'
import type { Connection } from './connection.ts'
import { endingOf, seenOf } from './ending.ts'
import { allPages } from './pages.ts'
import { intentOn, ReaderShape } from './seen.ts'

const text = z.string().nullish()

/** A Japanese place may have its names in its own scripts only. */
const PlaceShape = z.object({
  id: z.string(),
  display_name: text,
  display_name_kanji: text,
  display_name_kana: text,
})

/** `last_seen_at` is in milliseconds, unlike every other time at Stripe. */
const FleetShape = z.object({
  ...ReaderShape.shape,
  label: z.string().nullish(),
  device_type: z.string(),
  serial_number: z.string().nullish(),
  location: z.union([z.string(), PlaceShape]).nullish(),
  last_seen_at: z.number().nullish(),
  device_sw_version: z.string().nullish(),
  ip_address: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

const LocationShape = z.object({ object: z.literal('terminal.location'), id: z.string() })
const Deleted = z.object({ id: z.string(), deleted: z.literal(true) })

export function stripeFleet(connection: Connection): Fleet {
  const readers = '/v1/terminal/readers'
  return {
    async createLocation({ displayName, country, address }, key) {
      const params = { display_name: displayName, address: { ...address, country } }
      const path = '/v1/terminal/locations'
      return endingOf(await connection.request({ method: 'POST', path, params, key }), body => {
        const location = LocationShape.safeParse(body)
        return location.success ? { locationId: location.data.id } : undefined
      })
    },
    async registerReader({ registrationCode, label, locationId, moveId, press }, key) {
      const params = {
        registration_code: registrationCode,
        label,
        location: locationId,
        ...(moveId ? { metadata: { tapline_move: moveId } } : {}),
        ...(press ? { metadata: { tapline_press: press } } : {}),
        ...WITH_PLACE,
      }
      return endingOf(await connection.request({ method: 'POST', path: readers, params, key }), readerOf)
    },
    async presentCard(readerId, { number, type }, key) {
      const path = `/v1/test_helpers/terminal/readers/${encodeURIComponent(readerId)}/present_payment_method`
      const params = { type, [type]: { number } }
      return endingOf(await connection.request({ method: 'POST', path, params, key }), readerOf)
    },
    readers(locationId) {
      const filter = locationId ? `&location=${encodeURIComponent(locationId)}` : ''
      return allPages(connection, `${readers}?limit=100&expand[]=data.location${filter}`, readerOf)
    },
    async renameReader(readerId, label, key) {
      const path = `${readers}/${encodeURIComponent(readerId)}`
      const params = { label, ...WITH_PLACE }
      return endingOf(await connection.request({ method: 'POST', path, params, key }), readerOf)
    },
    async deleteReader(readerId) {
      const path = `${readers}/${encodeURIComponent(readerId)}`
      const ending = endingOf(await connection.request({ method: 'DELETE', path }), body =>
        Deleted.safeParse(body).success ? ('deleted' as const) : undefined,
      )
      const isGone = ending.outcome === 'refused' && ending.problem.status === 404
      return isGone ? { ...ending, outcome: 'done', answer: 'deleted' } : ending
    },
    async reader(readerId) {
      const path = `${readers}/${encodeURIComponent(readerId)}?expand[]=location`
      const reply = await connection.request({ method: 'GET', path })
      const isGone = reply.got === 'answer' && Deleted.safeParse(reply.body).success
      return isGone ? { ok: false, problem: GONE, ms: reply.ms } : seenOf(reply, readerOf)
    },
  }
}

/** Stripe may answer for a deleted reader with what is left of it, or with 404: to us it is one thing. */
const GONE = { code: 'resource_missing', message: 'The reader has been deleted.', status: 404 }

/** Asks a reader's place to be told by name. */
const WITH_PLACE = { expand: ['location'] }

function readerOf(body: unknown): FleetReader | undefined {
  const read = FleetShape.safeParse(body)
  if (!read.success || read.data.deleted) return undefined
  const { id, label, device_type, serial_number, location, status, last_seen_at, action } = read.data
  const { device_sw_version, ip_address, metadata } = read.data
  const busy = action?.status === 'in_progress' ? action : undefined
  const paymentIntent = busy && intentOn(busy)
  const place = typeof location === 'object' ? location : undefined
  const locationName = place && nameIn(place)
  return {
    readerId: id,
    label: label || id,
    deviceType: device_type,
    serialNumber: serial_number ?? '',
    locationId: typeof location === 'string' ? location : (place?.id ?? null),
    status: status === 'online' || status === 'offline' ? status : 'unknown',
    lastSeenAt: last_seen_at ?? null,
    ...(device_sw_version ? { softwareVersion: device_sw_version } : {}),
    ...(ip_address ? { ipAddress: ip_address } : {}),
    ...(locationName ? { locationName } : {}),
    ...(metadata?.tapline_move ? { moveId: metadata.tapline_move } : {}),
    ...(metadata?.tapline_press ? { press: metadata.tapline_press } : {}),
    ...(busy ? { busyWith: { type: busy.type, ...(paymentIntent ? { paymentIntent } : {}) } } : {}),
  }
}

const nameIn = (place: z.infer<typeof PlaceShape>): string =>
  nameOfPlace({
    name: place.display_name ?? '',
    nameKanji: place.display_name_kanji ?? '',
    nameKana: place.display_name_kana ?? '',
  })
