import { type AddressPart, countryOf, isCountryCode } from './countries.ts'
import { hasPostalCodes } from './postal-codes.ts'

const LABELS: Readonly<Record<AddressPart, string>> = {
  line1: 'Street and number',
  city: 'Town',
  state: 'State or province',
  postal_code: 'Postal code',
}

const OWN: Readonly<Record<string, Partial<Record<AddressPart, string>>>> = {
  AE: { city: 'District', state: 'Emirate' },
  HK: { city: 'District', state: 'Area' },
}

/** What people there call a part of an address. */
export const partLabel = (country: string, part: AddressPart): string => OWN[country]?.[part] ?? LABELS[part]

/** How it may be typed, where that is not plain; undefined elsewhere. */
export const partExample = (country: string, part: AddressPart): string | undefined =>
  part === 'state' ? STATE_EXAMPLES[country] : undefined

const STATE_EXAMPLES: Readonly<Record<string, string>> = {
  AE: 'Dubai, Sharjah or another of the seven',
  HK: 'Hong Kong Island, Kowloon or New Territories',
}

/** The parts a form there has, in their order: what is wanted, and what may be there beside it. */
export function partsAsked(country: string): readonly AddressPart[] {
  if (!isCountryCode(country)) return []
  const { required } = countryOf(country)
  return (['line1', 'city', 'state', 'postal_code'] as const).filter(part =>
    part === 'state' ? required.includes(part) : part === 'postal_code' ? hasPostalCodes(country) : true,
  )
}
