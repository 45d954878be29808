import { partLabel, partsAsked } from './address-words.ts'
import { type AddressPart, type CountryCode, countryOf, isCountryCode } from './countries.ts'
import { postalCodeIn, postalComplaint } from './postal-codes.ts'
import { stateOf } from './states.ts'

/** Where a location may lie: everywhere Terminal sells readers and says what it wants of an address, and Japan with its own kind. */
export type LocationCountry = CountryCode | 'JP'

const isLocationCountry = (code: string): code is LocationCountry => code === 'JP' || isCountryCode(code)

/** The parts of a Japanese address, once in kanji and once in kana. */
export const JAPANESE_PARTS = ['postal_code', 'state', 'city', 'town', 'line1', 'line2'] as const
export type JapanesePart = (typeof JAPANESE_PARTS)[number]
export type Script = 'kanji' | 'kana'

/** As it stands in the fields of the form, all of them text; those of the other kind of address are left empty. */
export type LocationTyped = {
  readonly country: string
  readonly name: string
  readonly phone: string
  readonly line1: string
  readonly line2: string
  readonly city: string
  readonly state: string
  readonly postal_code: string
  readonly nameKanji: string
  readonly nameKana: string
} & { readonly [part in `${Script}_${JapanesePart}`]: string }

/** As people call it; a Japanese place has its names in two scripts. */
export const nameOfPlace = ({
  name,
  nameKanji,
  nameKana,
}: Pick<LocationTyped, 'name' | 'nameKanji' | 'nameKana'>): string => name || nameKanji || nameKana

export type LocationField = keyof LocationTyped
export type LocationProblem = { readonly field: LocationField; readonly problem: string }

/** What Stripe wants of an address in that country. https://docs.stripe.com/terminal/payments/regional */
export const requiredOf = (country: CountryCode): readonly AddressPart[] => countryOf(country).required

/** Everything that is wrong with a location as typed, each with its fix. None: Stripe will take it. */
export function locationProblems(typed: LocationTyped): readonly LocationProblem[] {
  if (!isLocationCountry(typed.country)) return [{ field: 'country', problem: 'Choose the country.' }]
  return typed.country === 'JP' ? japaneseProblems(typed) : plainProblems(typed, typed.country)
}

function plainProblems(typed: LocationTyped, country: CountryCode): LocationProblem[] {
  const problems: LocationProblem[] = []
  if (typed.name.trim() === '') problems.push({ field: 'name', problem: 'Give the location a name.' })
  for (const part of requiredOf(country))
    if (typed[part].trim() === '')
      problems.push({ field: part, problem: `Type the ${partLabel(country, part).toLowerCase()}.` })
  const { postal_code, state } = typed
  if (postal_code.trim() !== '' && !isPostalCode(country, postal_code))
    problems.push({ field: 'postal_code', problem: `${postalComplaint(country)}.` })
  if (state.trim() !== '' && stateOf(country, state) === undefined)
    problems.push({
      field: 'state',
      problem: `${state.trim()} is no ${partLabel(country, 'state').toLowerCase()} there.`,
    })
  return problems
}

function isPostalCode(country: CountryCode, typed: string): boolean {
  const found = postalCodeIn(country, typed.trim().replaceAll(/\s+/g, ' '))
  // A country without codes takes whatever is written there.
  return found !== undefined && (found.postalCode === '' || found.rest === '')
}

/** In Japan one script at least is complete; what is begun in the other is complete too. */
function japaneseProblems(typed: LocationTyped): LocationProblem[] {
  const problems: LocationProblem[] = []
  if ([typed.name, typed.nameKanji, typed.nameKana].every(name => name.trim() === ''))
    problems.push({ field: 'name', problem: 'Give the location a name, in any script.' })
  const begun = (['kanji', 'kana'] as const).filter(script => isBegun(typed, script))
  if (begun.length === 0)
    problems.push({ field: 'kanji_postal_code', problem: 'Type the address in kanji, in kana, or in both.' })
  for (const script of begun) problems.push(...scriptProblems(typed, script))
  if (typed.nameKana.trim() !== '' && !isKana(typed.nameKana))
    problems.push({ field: 'nameKana', problem: 'Write it in katakana.' })
  return problems
}

const isBegun = (typed: LocationTyped, script: Script): boolean =>
  JAPANESE_PARTS.some(part => typed[`${script}_${part}`].trim() !== '')

const JAPANESE_NAMES = {
  postal_code: 'the postal code',
  state: 'the prefecture',
  city: 'the city or ward',
  line1: 'the block and building',
} as const

function scriptProblems(typed: LocationTyped, script: Script): LocationProblem[] {
  const problems: LocationProblem[] = []
  for (const part of ['postal_code', 'state', 'city', 'line1'] as const)
    if (typed[`${script}_${part}`].trim() === '')
      problems.push({ field: `${script}_${part}`, problem: `Type ${JAPANESE_NAMES[part]}.` })
  const code = typed[`${script}_postal_code`].trim()
  if (code !== '' && !/^\d{3}-?\d{4}$/.test(code))
    problems.push({
      field: `${script}_postal_code`,
      problem: 'A postal code there has seven digits, as 100-0001.',
    })
  if (script === 'kana')
    for (const part of ['state', 'city', 'town', 'line1', 'line2'] as const)
      if (!isKana(typed[`kana_${part}`]))
        problems.push({ field: `kana_${part}`, problem: 'Write it in katakana.' })
  return problems
}

/** Katakana in both widths, digits and what stands between them. */
const isKana = (text: string): boolean => /^[\p{Script=Katakana}ー－\-‐・゛゜ﾞﾟ\d０-９\s]*$/u.test(text)

/** What Stripe is sent of a location, by its own names. Only for what has no problems. */
export type LocationSent = {
  readonly display_name?: string
  readonly display_name_kanji?: string
  readonly display_name_kana?: string
  readonly phone?: string
  readonly address?: Readonly<Record<string, string>>
  readonly address_kanji?: Readonly<Record<string, string>>
  readonly address_kana?: Readonly<Record<string, string>>
}

/**
 * Empty texts are left out; on an update names and phone are sent empty, which takes them away. Of a new location only what its country is
 * asked for.
 */
export function locationSent(
  typed: LocationTyped,
  { isUpdate }: { readonly isUpdate: boolean },
): LocationSent {
  const names = {
    ...kept('display_name', typed.name, false),
    ...kept('display_name_kanji', typed.nameKanji, isUpdate),
    ...kept('display_name_kana', typed.nameKana, isUpdate),
    ...kept('phone', typed.phone, isUpdate),
  }
  if (typed.country !== 'JP') {
    const { country, line1, line2, city, postal_code } = typed
    const state = (isCountryCode(country) && stateOf(country, typed.state)) || typed.state
    const parts = { line1, city, state, postal_code }
    // Typed while the form had another country: nobody sees it any more.
    const asked = isUpdate ? parts : Object.fromEntries(partsAsked(country).map(part => [part, parts[part]]))
    return { ...names, address: filled({ country, line2, ...asked }) }
  }
  return { ...names, ...script(typed, 'kanji'), ...script(typed, 'kana') }
}

const kept = (name: string, text: string, evenEmpty: boolean) =>
  text.trim() !== '' || evenEmpty ? { [name]: text.trim() } : {}

function script(typed: LocationTyped, which: Script) {
  if (!isBegun(typed, which)) return {}
  const parts = JAPANESE_PARTS.map(part => [part, typed[`${which}_${part}`]] as const)
  return { [`address_${which}`]: filled({ country: 'JP', ...Object.fromEntries(parts) }) }
}

const filled = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts)
      .map(([part, text]) => [part, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  )

const NAMES: ReadonlySet<string> = new Set(['name', 'nameKanji', 'nameKana', 'phone'])

/** Stripe changes the parts of an address but takes none away: what was emptied that is there now. */
export const emptiedProblems = (was: LocationTyped, typed: LocationTyped): readonly LocationProblem[] =>
  fieldsOf(was)
    .filter(field => !NAMES.has(field) && was[field].trim() !== '' && typed[field].trim() === '')
    .map(field => ({
      field,
      problem:
        'Stripe cannot take a part of an address away. Write something else, or add the location anew.',
    }))

// True: a location has no fields but these.
const fieldsOf = (typed: LocationTyped) => Object.keys(typed) as LocationField[]
