'use client'

import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import type { Column } from '#components/office/column.ts'
import { DataTable } from '#components/office/data-table.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { TwoLines } from '#components/office/table-cells.tsx'
import { Button } from '#components/ui/button.tsx'
import { byText } from '#lib/client/table/rows-shown.ts'
import { useRead } from '#lib/client/use-read.ts'
import { locationsKey } from '#lib/contracts/keys.ts'
import type { LocationRow, LocationsAnswer } from '#lib/contracts/locations.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { may } from '#lib/domain/permissions.ts'
import { LinkRow } from './link-row.tsx'
import { LOCATIONS_EVERY_MS, StripeAway } from './stripe-away.tsx'

const NewLocation = dynamic(async () => (await import('./new-location.tsx')).NewLocation)

type Props = {
  office: OfficeView
  first: LocationsAnswer
  countries: readonly { readonly value: string; readonly words: string }[]
}

/** Where readers stand. Stripe keeps the list; the till shows it. */
export function LocationsScreen({ office, first, countries }: Props) {
  const { data = first } = useRead(locationsKey, readLocations, { first, everyMs: LOCATIONS_EVERY_MS })
  const [adds, setAdds] = useState(false)
  const here = data.state === 'there' ? data.locations : NONE
  const filters = useMemo(() => filtersFor(here, countries), [here, countries])
  const nameOf = (country: string) => countries.find(({ value }) => value === country)?.words ?? ''
  const mayManage = may(office.who.role, 'locations.manage')
  const add = (
    <Button
      size={48}
      variant="go"
      className="px-5"
      off={mayManage ? false : 'Needs a manager'}
      onClick={() => setAdds(true)}
    >
      Add a location
    </Button>
  )
  return (
    <OfficeFrame
      here="locations"
      office={office}
      title={<OfficeTitle>Locations</OfficeTitle>}
      actions={data.state === 'there' && data.locations.length > 0 ? add : undefined}
    >
      {data.state === 'away' ? (
        <StripeAway />
      ) : (
        <>
          <Card>
            <LinkRow
              href="/locations/account"
              strong="Everywhere"
              text="What readers are set to wherever a location says nothing else: tips, idle screen, restart, Wi-Fi."
            />
          </Card>
          <DataTable
            rows={data.locations}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/locations/${id}`}
            label="Locations"
            search={({ name, address, country }) => `${name} ${address} ${country} ${nameOf(country)}`}
            filters={filters}
            exportName="locations"
            empty={{
              title: 'No location yet',
              line: 'Every reader stands at a location. Have its address ready.',
              action: add,
            }}
          />
        </>
      )}
      {adds ? (
        <NewLocation countries={countries} shopCountry={office.shop.country} onClose={() => setAdds(false)} />
      ) : null}
    </OfficeFrame>
  )
}

const readLocations = (body: unknown): LocationsAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'state' in body ? (body as LocationsAnswer) : undefined

const COLUMNS: readonly Column<LocationRow>[] = [
  {
    key: 'name',
    head: 'Location',
    phone: 'title',
    cell: ({ name, address }) => <TwoLines strong first={name} line={address} />,
    sort: (a, b) => a.name.localeCompare(b.name),
    export: ({ name }) => name,
  },
  {
    key: 'country',
    head: 'Country',
    phone: 'hidden',
    cell: ({ country }) => country,
    sort: (a, b) => a.country.localeCompare(b.country),
    export: ({ country }) => country,
  },
  {
    key: 'readers',
    head: 'Readers',
    cell: ({ readers, readersOnline }) => (
      <TwoLines
        first={readers === 1 ? '1 reader' : `${readers} readers`}
        line={readers === 0 ? undefined : `${readersOnline} online`}
      />
    ),
    sort: (a, b) => a.readers - b.readers,
    export: ({ readers }) => readers,
  },
  {
    key: 'registers',
    head: 'Registers',
    cell: ({ registers }) => <span className="break-words">{inShort(registers)}</span>,
    sort: byText(({ registers }) => registers.join(', ')),
    export: ({ registers }) => registers.join(', '),
  },
  {
    key: 'settings',
    head: 'Settings',
    cell: ({ hasOwnSettings }) => (hasOwnSettings ? 'Some of its own' : 'As everywhere'),
    sort: (a, b) => Number(a.hasOwnSettings) - Number(b.hasOwnSettings),
    export: ({ hasOwnSettings }) => (hasOwnSettings ? 'own' : 'as everywhere'),
  },
]

const NONE: readonly LocationRow[] = []

/** Countries are a choice only where the shop has more than one. */
function filtersFor(rows: readonly LocationRow[], countries: Props['countries']) {
  const codes = new Set(rows.map(({ country }) => country))
  const country = {
    key: 'country',
    label: 'Country',
    options: countries
      .filter(({ value }) => codes.has(value))
      .map(({ value, words }) => ({ value, label: words })),
    of: (row: LocationRow) => row.country,
  }
  return codes.size > 1 ? [country, SETTINGS_FILTER] : [SETTINGS_FILTER]
}

const SETTINGS_FILTER = {
  key: 'settings',
  label: 'Settings',
  options: [
    { value: 'own', label: 'Some of its own' },
    { value: 'everywhere', label: 'As everywhere' },
  ],
  of: ({ hasOwnSettings }: LocationRow) => (hasOwnSettings ? 'own' : 'everywhere'),
}

/** As many names as fit a row. */
const inShort = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ') || '–'
