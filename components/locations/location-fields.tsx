import { FormField } from '#components/office/form-field.tsx'
import type { Form } from '#lib/client/form/use-form.ts'
import { partExample, partLabel, partsAsked } from '#lib/domain/address-words.ts'
import { type AddressPart, isCountryCode } from '#lib/domain/countries.ts'
import { JAPANESE_PARTS, type LocationTyped, requiredOf, type Script } from '#lib/domain/location.ts'
import { postalExample } from '#lib/domain/postal-codes.ts'

type Props = {
  form: Form<LocationTyped>
  /** Country codes with their names. */
  countries: readonly { readonly value: string; readonly words: string }[]
  /** The location is there: its country stays. */
  isThere: boolean
  /** The shop's own country: elsewhere its cards cannot be charged. */
  shopCountry: string
  /** Not this person's to change; why is on the button that saves. */
  off?: boolean | undefined
}

const OFF_COUNTRY = 'Stripe never changes a location’s country. For another one, add a new location there.'

/** What a country wants of an address, and nothing else. */
export function LocationFields({ form, countries, isThere, shopCountry, off = false }: Props) {
  const { country } = form.values
  const isAbroad = country !== shopCountry
  const hint = isAbroad
    ? 'Payments are made in the location’s own currency, so this shop cannot charge cards there.'
    : undefined
  return (
    <>
      <FormField
        form={form}
        name="country"
        label="Country"
        kind="select"
        options={countries}
        off={off || isThere}
        hint={isThere ? OFF_COUNTRY : hint}
      />
      {country === 'JP' ? (
        <Japanese form={form} off={off} />
      ) : (
        <Plain form={form} country={country} off={off} />
      )}
      <FormField form={form} name="phone" label="Phone, if you like" type="tel" maxLength={40} off={off} />
    </>
  )
}

type PartProps = { form: Form<LocationTyped>; off: boolean }

function Plain({ form, country, off }: PartProps & { country: string }) {
  if (!isCountryCode(country)) return null
  const required = requiredOf(country)
  return (
    <>
      <FormField
        form={form}
        name="name"
        label="Name"
        maxLength={100}
        hint="As your staff call it"
        off={off}
      />
      {partsAsked(country).map(part => (
        <FormField
          key={part}
          form={form}
          name={part}
          label={labelOf(country, part, required.includes(part))}
          hint={partExample(country, part)}
          placeholder={part === 'postal_code' ? postalExample(country) : undefined}
          maxLength={part === 'postal_code' ? 20 : 200}
          off={off}
        />
      ))}
      <FormField form={form} name="line2" label="Floor or unit, if there is one" maxLength={200} off={off} />
    </>
  )
}

const labelOf = (country: string, part: AddressPart, isRequired: boolean): string =>
  isRequired ? partLabel(country, part) : `${partLabel(country, part)}, if there is one`

const JAPANESE_LABELS = {
  postal_code: 'Postal code',
  state: 'Prefecture',
  city: 'City or ward',
  town: 'Town (chō)',
  line1: 'Block and building number',
  line2: 'Building and room, if there is one',
} as const

/** Stripe wants a Japanese address in kanji, in kana, or in both, and the name in any script. */
const Japanese = ({ form, off }: PartProps) => (
  <>
    <FormField form={form} name="name" label="Name in Latin letters" maxLength={100} off={off} />
    <FormField form={form} name="nameKanji" label="Name in kanji" maxLength={100} off={off} />
    <FormField form={form} name="nameKana" label="Name in katakana" maxLength={100} off={off} />
    <Scripted form={form} off={off} script="kanji" title="Address in kanji" />
    <Scripted form={form} off={off} script="kana" title="Address in katakana" />
  </>
)

const Scripted = ({ form, off, script, title }: PartProps & { script: Script; title: string }) => (
  <fieldset className="grid gap-4 rounded-tile p-4 inset-ring inset-ring-line">
    <legend className="px-1 font-label">{title}</legend>
    {JAPANESE_PARTS.map(part => (
      <FormField
        key={part}
        form={form}
        name={`${script}_${part}`}
        label={JAPANESE_LABELS[part]}
        placeholder={part === 'postal_code' ? '100-0001' : undefined}
        maxLength={200}
        off={off}
      />
    ))}
  </fieldset>
)
