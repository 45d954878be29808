import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid, noSuchParam } from '../refusal.ts'
import { mergeMetadata } from './metadata.ts'
import { currencyOfCountry } from './money.ts'
import type { Location, Tombstone } from './objects.ts'

type Create = Stripe.Terminal.LocationCreateParams
type Update = Stripe.Terminal.LocationUpdateParams

const full = ['line1', 'city', 'state', 'postal_code'] as const
const withoutState = ['line1', 'city', 'postal_code'] as const
const withoutCity = ['line1', 'postal_code'] as const

const japanOnly = 'Locations in Japan take address_kana or address_kanji instead of address.'

type Part = (typeof full)[number]

/** Which parts an address must have: https://docs.stripe.com/terminal/payments/regional */
function requiredParts(country: string): readonly Part[] {
  if (['US', 'CA', 'AU', 'IT', 'ES'].includes(country)) return full
  if (['BG', 'CY', 'HR', 'IE', 'MT', 'SG', 'SI'].includes(country)) return withoutCity
  // Of the Emirates and Hong Kong the page does not tell; the post there knows no codes.
  return ['AE', 'GI', 'HK'].includes(country) ? ['line1'] : withoutState
}

export function createLocation(account: Account, params: Create): Location {
  checkAddress(params)
  checkConfiguration(account, params.configuration_overrides)
  return account.tables.locations.put({
    id: account.ids.make('tml', 14),
    object: 'terminal.location',
    address: { ...noAddress, ...params.address },
    ...optional(params),
    ...(params.configuration_overrides ? { configuration_overrides: params.configuration_overrides } : {}),
    display_name: params.display_name ?? '',
    livemode: account.livemode,
    metadata: mergeMetadata(null, params.metadata),
  })
}

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

function optional(params: Create): Partial<Location> {
  const found: Partial<Location> = {}
  if (params.address_kana) found.address_kana = { ...noAddress, town: null, ...params.address_kana }
  if (params.address_kanji) found.address_kanji = { ...noAddress, town: null, ...params.address_kanji }
  if (params.display_name_kana) found.display_name_kana = params.display_name_kana
  if (params.display_name_kanji) found.display_name_kanji = params.display_name_kanji
  if (params.phone) found.phone = params.phone
  return found
}

function checkAddress(params: Create): void {
  if (params.address_kana || params.address_kanji) {
    checkJapan(params)
    return
  }
  if (!params.address) throw missing('address')
  if (!params.display_name) throw missing('display_name')
  const { country } = params.address
  if (country === 'JP') throw badParameter(japanOnly, undefined, 'address')
  if (currencyOfCountry(country) === undefined) {
    throw invalid(
      `Terminal is not supported in ${country}.`,
      'terminal_location_country_unsupported',
      'address[country]',
    )
  }
  const absent = requiredParts(country).find(part => !params.address?.[part])
  if (absent) throw missing(`address[${absent}]`)
}

function checkJapan(params: Create): void {
  if (params.address) throw badParameter(japanOnly, undefined, 'address')
  const names = [params.display_name, params.display_name_kana, params.display_name_kanji]
  if (names.every(name => !name)) throw missing('display_name')
  for (const script of ['address_kana', 'address_kanji'] as const) {
    const address = params[script]
    const absent = address && full.find(part => !address[part])
    if (absent) throw missing(`${script}[${absent}]`)
  }
}

/** What a place is called; in Japan perhaps in its own scripts only. */
export const nameOf = ({ display_name, display_name_kanji, display_name_kana }: Location): string =>
  display_name || display_name_kanji || display_name_kana || ''

/** The country of a location; in Japan only the addresses in Japanese script have it. */
export function countryOf({ address, address_kana, address_kanji }: Location): string {
  return address?.country ?? address_kana?.country ?? address_kanji?.country ?? ''
}

function missing(param: string) {
  return badParameter(`Missing required param: ${param}.`, 'parameter_missing', param)
}

function checkConfiguration(account: Account, id: Update['configuration_overrides']): void {
  if (!id) return
  const configuration = account.tables.configurations.get(id)
  if (!configuration) throw noSuchParam('terminal_configuration', id, 'configuration_overrides')
  if (configuration.is_account_default) {
    throw badParameter(
      'The default configuration of the account cannot be assigned to a location.',
      undefined,
      'configuration_overrides',
    )
  }
}

/** Changes everything but the country. Empty texts take a value away. */
export function updateLocation(account: Account, id: string, params: Update): Location {
  const location = account.tables.locations.get(id)
  if (!location) throw new Error(`No location ${id}.`)
  const country = params.address?.country
  if (country && country !== location.address?.country) {
    throw badParameter(
      'The country of a location cannot be changed. Create a new location instead.',
      undefined,
      'address[country]',
    )
  }
  checkConfiguration(account, params.configuration_overrides)
  if (params.address) location.address = { ...noAddress, ...location.address, ...params.address }
  if (params.display_name) location.display_name = params.display_name
  if (params.metadata !== undefined) location.metadata = mergeMetadata(location.metadata, params.metadata)
  for (const name of [
    'configuration_overrides',
    'display_name_kana',
    'display_name_kanji',
    'phone',
  ] as const) {
    const value = params[name]
    if (value) location[name] = value
    else if (value === '') delete location[name]
  }
  return account.tables.locations.put(location)
}

export function deleteLocation(account: Account, id: string): Tombstone {
  for (const reader of account.tables.readers.oldestFirst()) {
    if (reader.location === id) {
      throw invalid(`Location ${id} cannot be deleted because readers are registered to it.`)
    }
  }
  account.tables.locations.remove(id)
  return account.tables.tombstones.put({ id, object: 'terminal.location', deleted: true })
}
