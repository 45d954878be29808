import type { Metadata } from 'next'
import { LocationsScreen } from '#components/locations/locations-screen.tsx'
import { locationCountries } from '#lib/queries/location-countries.ts'
import { locationsNow } from '#lib/queries/locations.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world, worldSeen } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Locations' }

export default async function LocationsPage() {
  const session = await atTheTill('locations.view')
  const [locations, office] = await Promise.all([locationsNow(worldSeen()), officeView(world(), session)])
  return <LocationsScreen office={office} first={locations} countries={locationCountries()} />
}
