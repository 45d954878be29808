import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { hear } from '../model/device.ts'
import { createLocation, deleteLocation, updateLocation } from '../model/locations.ts'
import { createReader, deleteReader, updateReader } from '../model/readers.ts'
import { type Call, route } from '../route.ts'

const locations = '/v1/terminal/locations'
const readers = '/v1/terminal/readers'
const location = { target: ['locations', 'location'] as ['locations', string] }
const reader = { target: ['readers', 'terminal.reader'] as ['readers', string] }

/** Locations and readers as objects; what readers do stands in reader-commands.ts. */
export const terminalRoutes = [
  route<Stripe.Terminal.LocationCreateParams>('POST', locations, call =>
    createLocation(call.account, call.params),
  ),
  route<Stripe.Terminal.LocationListParams>('GET', locations, call =>
    listOf(call.account.tables.locations, locations, call.params),
  ),
  route('GET', `${locations}/{id}`, call => retrieve(call, 'locations'), location),
  route<Stripe.Terminal.LocationUpdateParams>(
    'POST',
    `${locations}/{id}`,
    call => updateLocation(call.account, call.id, call.params),
    location,
  ),
  route('DELETE', `${locations}/{id}`, call => deleteLocation(call.account, call.id), location),

  route<Stripe.Terminal.ReaderCreateParams>('POST', readers, call => createReader(call.account, call.params)),
  route<Stripe.Terminal.ReaderListParams>('GET', readers, listReaders),
  route('GET', `${readers}/{id}`, retrieveReader, reader),
  route<Stripe.Terminal.ReaderUpdateParams>(
    'POST',
    `${readers}/{id}`,
    call => updateReader(call.account, call.id, call.params),
    reader,
  ),
  route('DELETE', `${readers}/{id}`, call => deleteReader(call.account, call.id), reader),
]

function retrieve({ account, id }: Call<unknown>, table: 'locations' | 'readers') {
  return account.tables[table].get(id) ?? account.tables.tombstones.get(id)
}

function retrieveReader(call: Call<unknown>) {
  hear(call.account, call.id)
  return retrieve(call, 'readers')
}

function listReaders({ account, params }: Call<Stripe.Terminal.ReaderListParams>) {
  for (const each of account.tables.readers.oldestFirst()) hear(account, each.id)
  return listOf(
    account.tables.readers,
    readers,
    params,
    each =>
      (params.device_type === undefined || each.device_type === params.device_type) &&
      (params.location === undefined || each.location === params.location) &&
      (params.serial_number === undefined || each.serial_number === params.serial_number) &&
      (params.status === undefined || each.status === params.status),
  )
}
