import { partLabel } from './address-words.ts'
import { type AddressPart, type CountryCode, countryOf } from './countries.ts'
import { hasPostalCodes, postalCodeIn, postalComplaint, postalExample, postalName } from './postal-codes.ts'
import { ok, type Result, refuse } from './result.ts'
import { stateOf } from './states.ts'

/** Parts of an address by Stripe's names; only those that are there. The country goes beside it. */
export type Address = { readonly [part in AddressPart]?: string }

/** Which of the two fields is wrong, and the fix in a sentence. */
export type AddressProblem = { readonly field: 'place' | 'region'; readonly problem: string }

type Region = { readonly state?: string; readonly town?: string; readonly postal_code?: string }

/**
 * Reads the two fields of the set-up form. `place` is the street, and the town behind its last comma; `region` the state or province and
 * the postal code. Where no state is wanted, the town may stand beside the code instead, as on an envelope: "10115 Berlin".
 */
export function readAddress(
  country: CountryCode,
  place: string,
  region: string,
): Result<Address, readonly AddressProblem[]> {
  const read = readRegion(country, region)
  const street = readPlace(country, place, read.ok ? read.value.town : undefined)
  if (!street.ok || !read.ok) {
    return refuse([street, read].flatMap(part => (part.ok ? [] : [part.refusal])))
  }
  const { town: _, ...more } = read.value
  return ok({ ...street.value, ...more })
}

type Part<T> = Result<T, AddressProblem>

function readPlace(
  country: CountryCode,
  place: string,
  townBesideCode: string | undefined,
): Part<Pick<Address, 'line1' | 'city'>> {
  const typed = place.trim().replaceAll(/\s+/g, ' ')
  if (typed === '')
    return wrong('place', `Type the street and the ${partLabel(country, 'city').toLowerCase()}`)
  const comma = typed.lastIndexOf(',')
  const before = typed.slice(0, comma).trim()
  const behind = typed.slice(comma + 1).trim()
  const hasBoth = comma > 0 && before !== '' && behind !== ''

  if (townBesideCode !== undefined) {
    return ok({ line1: hasBoth && same(behind, townBesideCode) ? before : typed, city: townBesideCode })
  }
  if (hasBoth) return ok({ line1: before, city: behind })
  if (countryOf(country).required.includes('city'))
    return wrong('place', `Add the ${partLabel(country, 'city').toLowerCase()} behind a comma`)
  return ok({ line1: typed.replace(/,$/, '') })
}

function readRegion(country: CountryCode, region: string): Part<Region> {
  const { required } = countryOf(country)
  const wantsState = required.includes('state')
  const typed = region.trim().replaceAll(/\s+/g, ' ')
  if (typed === '' && required.includes('postal_code')) {
    return wrong(
      'region',
      `Type the ${regionLabel(country).replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())}`,
    )
  }
  const found = postalCodeIn(country, typed)
  if (!found) return wrong('region', postalComplaint(country))
  const { postalCode, rest } = found
  const code = postalCode === '' ? {} : { postal_code: postalCode }
  if (!wantsState) return ok(rest === '' ? code : { ...code, town: rest })

  const state = stateOf(country, rest)
  const example = regionExample(country)
  if (rest === '') return wrong('region', `Add the ${stateName(country)}: ${example}`)
  if (state === undefined)
    return wrong('region', `${rest} is no ${stateName(country)} here. Write it as ${example}`)
  return ok({ state, ...code })
}

/** The label of the second field: `State and ZIP`, `Postcode`, `Province and postal code`. */
export function regionLabel(country: CountryCode): string {
  if (country === 'US') return 'State and ZIP'
  const name = postalName(country)
  if (!hasPostalCodes(country)) return capital(stateName(country))
  if (countryOf(country).required.includes('state')) return `${capital(stateName(country))} and ${name}`
  return country === 'GI' ? 'Postal code, if any' : capital(name)
}

/** How it may be typed, as a placeholder. */
export function regionExample(country: CountryCode): string {
  const states = { US: 'NC', CA: 'ON', AU: 'VIC', IT: 'MI', ES: 'Madrid', AE: 'Dubai', HK: 'Kowloon' }
  const state = Object.entries(states).find(([code]) => code === country)?.[1]
  return `${state ?? ''} ${postalExample(country)}`.trim()
}

const STATE_NAMES: Partial<Record<CountryCode, string>> = {
  US: 'state',
  AU: 'state',
  AE: 'emirate',
  HK: 'area',
}
const stateName = (country: CountryCode): string => STATE_NAMES[country] ?? 'province'

const wrong = (field: AddressProblem['field'], problem: string) => refuse({ field, problem })

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0
