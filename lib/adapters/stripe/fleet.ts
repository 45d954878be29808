import { z } from 'zod'
import type { Fleet, FleetReader } from '#lib/ports/fleet.ts'
import type { Connection } from './connection.ts'
import { endingOf, seenOf } from './ending.ts'
import { idIn } from './expandable.ts'
import { intentOn, ReaderShape } from './seen.ts'

/** `last_seen_at` is in milliseconds, unlike every other time at Stripe. */
const FleetShape = z.object({
  ...ReaderShape.shape,
  label: z.string().nullish(),
  device_type: z.string(),
  serial_number: z.string().nullish(),
  location: idIn.nullish(),
  last_seen_at: z.number().nullish(),
})

const LocationShape = z.object({ object: z.literal('terminal.location'), id: z.string() })
const List = z.object({ data: z.array(z.unknown()), has_more: z.boolean() })

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
    async registerReader({ registrationCode, label, locationId }, key) {
      const params = { registration_code: registrationCode, label, location: locationId }
      return endingOf(await connection.request({ method: 'POST', path: readers, params, key }), readerOf)
    },
    async presentCard(readerId, { number, type }, key) {
      const path = `/v1/test_helpers/terminal/readers/${encodeURIComponent(readerId)}/present_payment_method`
      const params = { type, [type]: { number } }
      return endingOf(await connection.request({ method: 'POST', path, params, key }), readerOf)
    },
    async readers(locationId) {
      const filter = locationId ? `&location=${encodeURIComponent(locationId)}` : ''
      return seenOf(
        await connection.request({ method: 'GET', path: `${readers}?limit=100${filter}` }),
        body => {
          const list = List.safeParse(body)
          return list.success ? list.data.data.flatMap(one => readerOf(one) ?? []) : undefined
        },
      )
    },
    async reader(readerId) {
      const path = `${readers}/${encodeURIComponent(readerId)}`
      return seenOf(await connection.request({ method: 'GET', path }), readerOf)
    },
  }
}

function readerOf(body: unknown): FleetReader | undefined {
  const read = FleetShape.safeParse(body)
  if (!read.success) return undefined
  const { id, label, device_type, serial_number, location, status, last_seen_at, action } = read.data
  const busy = action?.status === 'in_progress' ? action : undefined
  const paymentIntent = busy && intentOn(busy)
  return {
    readerId: id,
    label: label || id,
    deviceType: device_type,
    serialNumber: serial_number ?? '',
    locationId: location ?? null,
    status: status === 'online' || status === 'offline' ? status : 'unknown',
    lastSeenAt: last_seen_at ?? null,
    ...(busy ? { busyWith: { type: busy.type, ...(paymentIntent ? { paymentIntent } : {}) } } : {}),
  }
}
