import type { Metadata } from 'next'
import { LocationsScreen } from '#components/locations/locations-screen.tsx'
import { locationCountries } from '#lib/queries/location-countries.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { seenAtStripe, world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Locations' }

export default async function LocationsPage() {
  const session = await atTheTill('locations.view')
  const [locations, office] = await Promise.all([seenAtStripe().locations(), officeView(world(), session)])
  return <LocationsScreen office={office} first={locations} countries={locationCountries()} />
}
