import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LocationScreen } from '#components/locations/location-screen.tsx'
import { OnePlace } from '#lib/contracts/locations.ts'
import { locationCountries } from '#lib/queries/location-countries.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { readValue } from '#lib/server/read.ts'
import { seenAtStripe, world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Location' }

type Props = { readonly params: Promise<{ readonly locationId: string }> }

export default async function LocationPage({ params }: Props) {
  const session = await atTheTill('locations.view')
  const asked = readValue(OnePlace, await params)
  if (!asked.ok) notFound()
  const { locationId } = asked.value
  const [location, office] = await Promise.all([
    seenAtStripe().location(locationId),
    officeView(world(), session),
  ])
  if (!location) notFound()
  return <LocationScreen id={locationId} office={office} first={location} countries={locationCountries()} />
}
