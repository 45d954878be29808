'use client'

import Link from 'next/link'
import { Form, FormActions } from '#components/office/form.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { usePress } from '#lib/client/use-press.ts'
import { useRead } from '#lib/client/use-read.ts'
import { locationKey, locationsKey } from '#lib/contracts/keys.ts'
import type { Location, LocationAnswer } from '#lib/contracts/locations.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { countryOf, isCountryCode } from '#lib/domain/countries.ts'
import { may } from '#lib/domain/permissions.ts'
import { DeleteLocation } from './delete-location.tsx'
import { LocationFields } from './location-fields.tsx'
import { SettingsParts } from './settings-parts.tsx'
import { LOCATIONS_EVERY_MS, StripeAway } from './stripe-away.tsx'

type Props = {
  /** Stripe's `tml_…`, or `account`. */
  id: string
  office: OfficeView
  first: LocationAnswer
  countries: readonly { readonly value: string; readonly words: string }[]
}

/** One location: what it is, who stands there, what its readers are set to. Or what holds everywhere. */
export function LocationScreen({ id, office, first, countries }: Props) {
  const { data = first } = useRead(locationKey(id), readLocation, { first, everyMs: LOCATIONS_EVERY_MS })
  const location = data.state === 'there' ? data.location : undefined
  const off = may(office.who.role, 'locations.manage') ? undefined : 'Needs a manager'
  const name = location
    ? location.typed.name || location.typed.nameKanji || location.typed.nameKana
    : 'Everywhere'
  const country = location?.typed.country ?? office.shop.country
  return (
    <OfficeFrame
      here="locations"
      office={office}
      above={
        <Link
          href="/locations"
          className="underline decoration-line underline-offset-4 hover:decoration-edge"
        >
          Locations
        </Link>
      }
      title={<OfficeTitle>{data.state === 'away' ? 'Location' : name}</OfficeTitle>}
      actions={location ? <DeleteLocation location={location} name={name} off={off} /> : undefined}
    >
      {data.state === 'away' ? (
        <StripeAway />
      ) : (
        <>
          {location ? (
            <div className="@container">
              <div className="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-5 @max-[860px]:grid-cols-1">
                <Card className="p-6 max-[719px]:p-4">
                  <LocationDetails
                    location={location}
                    countries={countries}
                    shopCountry={office.shop.country}
                    off={off}
                  />
                </Card>
                <WhoIsThere location={location} />
              </div>
            </div>
          ) : (
            <p className="-mt-2 max-w-[70ch] text-ink-2">
              Every location whose readers are not set otherwise follows what is set here.
            </p>
          )}
          <SettingsParts
            key={id}
            locationId={id}
            own={data.own}
            inherited={data.inherited}
            versions={data.versions}
            isAccount={location === undefined}
            placeName={location && name}
            off={off}
            country={country}
            currency={currencyIn(country, office)}
            shopName={office.shop.name}
            pictures={data.pictures}
            models={data.models}
          />
        </>
      )}
    </OfficeFrame>
  )
}

function currencyIn(country: string, office: OfficeView) {
  if (country === 'JP') return 'jpy'
  return isCountryCode(country) ? countryOf(country).currency : office.shop.currency
}

const readLocation = (body: unknown): LocationAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'state' in body ? (body as LocationAnswer) : undefined

type DetailsProps = {
  location: Location
  countries: Props['countries']
  shopCountry: string
  off: string | undefined
}

function LocationDetails({ location, countries, shopCountry, off }: DetailsProps) {
  const press = usePress()
  const wish = useWish({
    url: locationKey(location.id),
    asksAgain: [locationKey(location.id), locationsKey],
    withinMs: 90_000,
  })
  const form = useForm({
    schema: async () => (await import('#lib/contracts/locations.ts')).LocationForm,
    first: location.typed,
    wish,
    toBody: typed => ({ press: press(wish.state, typed), typed, seen: location.typed }),
  })
  return (
    <Form form={form} className="grid gap-4">
      <h2 className="font-strong text-title">Name and address</h2>
      <LocationFields
        form={form}
        countries={countries}
        isThere
        shopCountry={shopCountry}
        off={off !== undefined}
      />
      <FormActions form={form} save="Save the location" saving="Asking Stripe" off={off} />
    </Form>
  )
}

function WhoIsThere({ location }: { location: Location }) {
  const { readers, registers, isShops } = location
  return (
    <Card className="grid gap-4 p-6 max-[719px]:p-4">
      <section>
        <h2 className="font-strong text-[20px]/[26px]">Readers</h2>
        {readers.length === 0 ? (
          <p className="mt-1 text-ink-2 text-small">
            None yet. Register one under{' '}
            <Link href="/readers" className="underline underline-offset-4">
              Readers
            </Link>
            .
          </p>
        ) : (
          <ul className="mt-1.5 grid gap-1">
            {readers.map(({ id, label, online }) => (
              <li key={id}>
                <Link
                  href={`/readers/${id}`}
                  className="flex min-h-11 items-center gap-2.5 rounded-chip underline decoration-line underline-offset-4 hover:decoration-edge"
                >
                  <Glyph name={online ? 'ready' : 'offline'} className="size-5 flex-none" />
                  <span className="min-w-0 break-words">{label}</span>
                  <span className="sr-only">{online ? 'online' : 'offline'}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 className="font-strong text-[20px]/[26px]">Registers</h2>
        <p className="mt-1 text-ink-2 text-small">{registers.join(', ') || 'None sells here.'}</p>
        {isShops ? (
          <p className="mt-1 text-ink-2 text-small">Registers without a location of their own are here.</p>
        ) : null}
      </section>
    </Card>
  )
}
