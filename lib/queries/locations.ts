import type { LocationAnswer, LocationRow, LocationsAnswer } from '#lib/contracts/locations.ts'
import { type LocationTyped, nameOfPlace } from '#lib/domain/location.ts'
import {
  type ReaderSettings,
  type SecretPart,
  type SplashDevice,
  splashDeviceOf,
  withoutSecrets,
} from '#lib/domain/reader-settings.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Place } from '#lib/ports/places.ts'
import type { World } from '#lib/ports/world.ts'

type Needs = Pick<World, 'places' | 'fleet' | 'shops' | 'registers' | 'readers' | 'audit' | 'clock'>

/** Every location with who stands there, by name. Stripe keeps them, so without Stripe there is no list. */
export async function locationsNow(world: Needs): Promise<LocationsAnswer> {
  const [places, readers, around] = await Promise.all([
    world.places.list(),
    world.fleet.readers(),
    aroundIn(world),
  ])
  if (!places.ok) return { state: 'away' }
  const fleet = readers.ok ? readers.value : []
  const rows = places.value.map((place): LocationRow => {
    const here = fleet.filter(({ locationId }) => locationId === place.locationId)
    return {
      id: place.locationId,
      name: nameOfPlace(place.typed),
      country: place.typed.country,
      address: lineOf(place.typed),
      readers: here.length,
      readersOnline: here.filter(({ status }) => status === 'online').length,
      registers: around.registersAt(place.locationId),
      hasOwnSettings: place.configurationId !== null,
      isShops: place.locationId === around.shopsOwn,
    }
  })
  return { state: 'there', locations: rows.sort((a, b) => a.name.localeCompare(b.name)) }
}

/** One location, or `account`: what holds wherever a location says nothing. Undefined when there is no such place. */
export async function locationNow(world: Needs, locationId: string): Promise<LocationAnswer | undefined> {
  // Before the settings: what is changed in between is refused once too often, and not overwritten.
  const versions = await versionsAt(world, locationId)
  const account = await world.places.accountSettings()
  if (!account.ok) return { state: 'away' }
  const inherited = withoutSecrets(account.value.settings)
  if (locationId === 'account') {
    const pictures = await picturesIn(world, inherited)
    return { state: 'there', own: inherited, inherited: {}, versions, pictures, models: [] }
  }
  const place = await world.places.place(locationId)
  if (!place.ok) return place.problem.status === 404 ? undefined : { state: 'away' }
  const [own, readers, around] = await Promise.all([
    ownOf(world, place.value),
    world.fleet.readers(locationId),
    aroundIn(world),
  ])
  if (!own) return { state: 'away' }
  return {
    state: 'there',
    location: {
      id: locationId,
      typed: place.value.typed,
      isShops: locationId === around.shopsOwn,
      readers: readers.ok
        ? readers.value.map(({ readerId, label, status }) => ({
            id: readerId,
            label,
            online: status === 'online',
          }))
        : [],
      registers: around.registersAt(locationId),
    },
    own: withoutSecrets(own),
    inherited,
    versions,
    pictures: await picturesIn(world, own, inherited),
    models: readers.ok ? modelsOf(readers.value) : [],
  }
}

/** What was changed elsewhere has none. */
async function versionsAt({ audit }: Needs, subject: string): Promise<Record<SecretPart, number | null>> {
  const last = async (part: SecretPart) =>
    (await audit.lastOf({ what: 'change_reader_settings', subject, part }))?.seq ?? null
  const [wifi, passcode] = await Promise.all([last('wifi'), last('passcode')])
  return { wifi, passcode }
}

function modelsOf(readers: readonly FleetReader[]): readonly SplashDevice[] {
  const models = readers.map(({ deviceType }) => splashDeviceOf(deviceType))
  return [...new Set(models.filter(model => model !== undefined))]
}

const picturesIn = ({ readers }: Needs, ...settings: readonly ReaderSettings[]) =>
  readers.picturesOf(settings.flatMap(({ splash }) => Object.values(splash ?? {})))

async function ownOf({ places }: Needs, { configurationId }: Place): Promise<ReaderSettings | undefined> {
  if (configurationId === null) return {}
  const kept = await places.settings(configurationId)
  return kept.ok ? kept.value.settings : undefined
}

async function aroundIn({ shops, registers, clock }: Needs) {
  const [shop, all] = await Promise.all([shops.shop(), registers.all(clock.now())])
  const shopsOwn = shop?.locationId ?? null
  return {
    shopsOwn,
    registersAt: (locationId: string): readonly string[] =>
      all
        .filter(({ revokedAt, locationId: own }) => revokedAt === null && (own ?? shopsOwn) === locationId)
        .map(({ name }) => name),
  }
}

function lineOf(typed: LocationTyped): string {
  if (typed.country === 'JP') {
    const { kanji_postal_code, kanji_state, kanji_city, kanji_town, kanji_line1 } = typed
    const kanji = [kanji_state, kanji_city, kanji_town, kanji_line1].join('')
    const kana = [typed.kana_state, typed.kana_city, typed.kana_town, typed.kana_line1]
      .filter(Boolean)
      .join(' ')
    return [kanji_postal_code || typed.kana_postal_code, kanji || kana].filter(Boolean).join(' ')
  }
  const town = [typed.city, typed.state, typed.postal_code].filter(Boolean).join(' ')
  return [typed.line1, typed.line2, town].filter(Boolean).join(', ')
}
