import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, noSuchParam, readerBusy } from '../refusal.ts'
import { deviceOf, newDevice } from './device.ts'
import { mergeMetadata } from './metadata.ts'
import type { Reader, Tombstone } from './objects.ts'

/** Codes that make a simulated reader. The last four are a choice: their device types exist, Stripe names no codes. */
const simulatedCodes = new Map<string, Reader['device_type']>([
  ['simulated-wpe', 'simulated_wisepos_e'],
  ['simulated-s700', 'simulated_stripe_s700'],
  ['simulated-s710', 'simulated_stripe_s710'],
  ['simulated-v660p', 'simulated_verifone_v660p'],
  ['simulated-t600', 'simulated_stripe_t600'],
  ['simulated-m425', 'simulated_verifone_m425'],
  ['simulated-p630', 'simulated_verifone_p630'],
  ['simulated-ux700', 'simulated_verifone_ux700'],
])

/** Three words, as a real reader shows them: registers an S700. The last word stands for the device that shows it. */
const pairingCode = /^[a-z]{3,12}-[a-z]{3,12}-([a-z]{3,12})$/

export function createReader(account: Account, params: Stripe.Terminal.ReaderCreateParams): Reader {
  const code = params.registration_code
  if (account.livemode && simulatedCodes.has(code)) {
    throw badParameter(
      'Simulated readers can only be registered in test mode.',
      'testmode_charges_only',
      'registration_code',
    )
  }
  const device = pairingCode.exec(code)?.[1]
  const type = simulatedCodes.get(code) ?? (device ? 'stripe_s700' : undefined)
  if (!type)
    throw badParameter(
      `No such reader with the registration code ${code}. The code may be wrong, used or older than its time.`,
      'resource_missing',
      'registration_code',
    )
  if (!params.location)
    throw badParameter('Missing required param: location.', 'parameter_missing', 'location')
  if (!account.tables.locations.get(params.location))
    throw noSuchParam('location', params.location, 'location')
  const id = account.ids.make('tmr', 14)
  const serial = device ? serialOfDevice(device) : serialOf(account, code)
  const reader: Reader = {
    id,
    object: 'terminal.reader',
    action: null,
    // From 2.42 on readers tell the API's error of a declined card.
    device_sw_version: '2.42.1.0',
    device_type: type,
    ip_address: simulatedCodes.has(code) ? '0.0.0.0' : '192.168.1.42',
    label: params.label || (simulatedCodes.has(code) ? serial : code),
    last_seen_at: account.clock.now(),
    livemode: account.livemode,
    location: params.location,
    metadata: mergeMetadata(null, params.metadata),
    serial_number: serial,
    status: 'online',
  }
  account.tables.devices.put(newDevice(id, account.clock.now()))
  return account.tables.readers.put(reader)
}

function serialOf(account: Account, code: string): string {
  const part = (length: number) => account.ids.text(length, 'abcdefghjkmnpqrstuvwxyz23456789', 'serial')
  return `${code}-${part(3)}-${part(3)}-${part(2)}-${part(3)}`
}

/** A device's own for life, however often it is registered. */
function serialOfDevice(device: string): string {
  const digits = createHash('sha256').update(device).digest().readUInt32BE(0)
  return `STR${String(digits).padStart(12, '0')}`
}

/** Only the label and the metadata can change. */
export function updateReader(
  account: Account,
  id: string,
  params: Stripe.Terminal.ReaderUpdateParams,
): Reader {
  const reader = account.tables.readers.get(id)
  if (!reader) throw new Error(`No reader ${id}.`)
  if (params.label !== undefined) reader.label = params.label || reader.serial_number
  reader.metadata = mergeMetadata(reader.metadata, params.metadata)
  account.stir(id)
  return account.tables.readers.put(reader)
}

export function deleteReader(account: Account, id: string): Tombstone {
  const reader = account.tables.readers.get(id)
  if (!reader) throw new Error(`No reader ${id}.`)
  if (deviceOf(account, id).phase === 'authorizing') throw readerBusy()
  const { device_type, serial_number } = reader
  for (const job of ['confirm_window', 'input_timeout', 'customer']) account.unschedule(`${job}:${id}`)
  account.tables.readers.remove(id)
  account.tables.devices.remove(id)
  account.stir(id)
  return account.tables.tombstones.put({
    id,
    object: 'terminal.reader',
    deleted: true,
    device_type,
    serial_number,
  })
}
