import { describe, expect, test } from 'vitest'
import { type AddressPart, countriesIn } from './countries.ts'
import {
  emptiedProblems,
  type LocationTyped,
  locationProblems,
  locationSent,
  requiredOf,
} from './location.ts'
import { postalExample } from './postal-codes.ts'

const JP_EMPTY = Object.fromEntries(
  ['kanji', 'kana'].flatMap(script =>
    ['postal_code', 'state', 'city', 'town', 'line1', 'line2'].map(part => [`${script}_${part}`, '']),
  ),
)
const typed = (more: Partial<LocationTyped> = {}): LocationTyped =>
  ({
    country: 'US',
    name: 'Terrace',
    phone: '',
    line1: '212 Orchard Street',
    line2: '',
    city: 'Asheville',
    state: 'North Carolina',
    postal_code: '28801',
    nameKanji: '',
    nameKana: '',
    ...JP_EMPTY,
    ...more,
    // True: all fields of both kinds of address are named above.
  }) as LocationTyped

const fields = (more: Partial<LocationTyped>) => locationProblems(typed(more)).map(({ field }) => field)

/** As Stripe's page has them, letter by letter. https://docs.stripe.com/terminal/payments/regional */
const WANTED: readonly (readonly [countries: string, parts: readonly AddressPart[]])[] = [
  ['US CA AU IT ES', ['line1', 'city', 'state', 'postal_code']],
  [
    'AT BE CZ DE DK EE FI FR GB HU LI LT LU LV MY NL NO NZ PL PT RO SE SK CH',
    ['line1', 'city', 'postal_code'],
  ],
  ['BG CY HR IE MT SG SI', ['line1', 'postal_code']],
  ['GI', ['line1']],
  // Stripe's page does not tell of these: as the post there has them.
  ['GR', ['line1', 'city', 'postal_code']],
  ['HK', ['line1', 'city', 'state']],
  ['AE', ['line1', 'state']],
]

test('every country wants what Stripe’s page says of it, and no other country is offered', () => {
  const wanted = WANTED.flatMap(([countries, parts]) => countries.split(' ').map(code => [code, parts]))
  expect(Object.fromEntries(countriesIn('en').map(({ code }) => [code, requiredOf(code)]))).toEqual(
    Object.fromEntries(wanted),
  )
})

describe.each(countriesIn('en').map(({ code }) => code))('%s', country => {
  test('a whole address is taken, and each part that is wanted is missed by name', () => {
    const state =
      { US: 'NC', CA: 'ON', AU: 'VIC', IT: 'MI', ES: 'Madrid', AE: 'Sharjah', HK: 'Kowloon' }[
        country as 'US'
      ] ?? ''
    const whole = typed({ country, state, postal_code: postalExample(country) })
    expect(locationProblems(whole)).toEqual([])
    const sent = locationSent(whole, { isUpdate: false })
    for (const part of ['line1', 'city', 'state', 'postal_code'] as const) {
      const without = locationProblems({ ...whole, [part]: ' ' }).map(({ field }) => field)
      expect(without, part).toEqual(requiredOf(country).includes(part) ? [part] : [])
    }
    expect(sent.address).toMatchObject({ country, line1: '212 Orchard Street' })
  })
})

const elsewhere = (country: string, more: Partial<LocationTyped>) => typed({ country, ...more })

test.each([
  [elsewhere('GR', { city: 'Αθήνα', postal_code: '10557' }), {}],
  [elsewhere('GR', { city: 'Αθήνα', postal_code: '105 57' }), {}],
  [elsewhere('GR', { city: '', postal_code: '1055' }), { city: /town/, postal_code: /has 5 digits/ }],
  [elsewhere('HK', { city: 'Tsim Sha Tsui', state: 'kowloon', postal_code: '' }), {}],
  [elsewhere('HK', { city: '尖沙咀', state: '九龍', postal_code: '' }), {}],
  [elsewhere('HK', { city: '', state: '', postal_code: '' }), { city: /the district/, state: /the area/ }],
  [elsewhere('HK', { city: 'Central', state: 'Macau', postal_code: '' }), { state: /Macau is no area/ }],
  [elsewhere('AE', { city: '', state: 'dubai', postal_code: '' }), {}],
  [elsewhere('AE', { city: '', state: 'دبي', postal_code: '' }), {}],
  [elsewhere('AE', { city: '', state: '', postal_code: '' }), { state: /the emirate/ }],
  [elsewhere('AE', { city: '', state: 'Oman', postal_code: '' }), { state: /Oman is no emirate/ }],
])('in $country the post’s own parts are asked for by their names %#', (there, problems) => {
  const found = locationProblems(there).map(({ field, problem }) => [field, problem])
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(
      Object.entries(problems).map(([field, words]) => [field, expect.stringMatching(words)]),
    ),
  )
})

test('what was typed for another country and is asked for no more is not sent', () => {
  const sent = (country: string, state: string) =>
    locationSent(typed({ country, state, city: 'Central' }), { isUpdate: false }).address
  const address = { line1: '212 Orchard Street', city: 'Central' }
  expect(sent('DE', 'NC')).toEqual({ ...address, country: 'DE', postal_code: '28801' })
  expect(sent('HK', 'NT')).toEqual({ ...address, country: 'HK', state: 'New Territories' })
})

test('what is there must be right', () => {
  expect(fields({ postal_code: '2880' })).toEqual(['postal_code'])
  expect(fields({ state: 'Bavaria' })).toEqual(['state'])
  expect(fields({ name: '  ' })).toEqual(['name'])
  expect(fields({ country: 'XX' })).toEqual(['country'])
})

const kanji = {
  kanji_postal_code: '100-0001',
  kanji_state: '東京都',
  kanji_city: '千代田区',
  kanji_town: '千代田',
  kanji_line1: '1-1',
}
const tokyo = { country: 'JP', line1: '', city: '', state: '', postal_code: '', ...kanji }

test('Japan takes an address in one script or both, and never the plain one', () => {
  expect(locationProblems(typed(tokyo))).toEqual([])
  expect(locationSent(typed(tokyo), { isUpdate: false })).toEqual({
    display_name: 'Terrace',
    address_kanji: {
      country: 'JP',
      postal_code: '100-0001',
      state: '東京都',
      city: '千代田区',
      town: '千代田',
      line1: '1-1',
    },
  })
  expect(
    fields({
      ...tokyo,
      kanji_postal_code: '',
      kanji_state: '',
      kanji_city: '',
      kanji_town: '',
      kanji_line1: '',
    }),
  ).toEqual(['kanji_postal_code'])
  expect(fields({ ...tokyo, kana_state: 'トウキョウト' })).toEqual([
    'kana_postal_code',
    'kana_city',
    'kana_line1',
  ])
  expect(fields({ ...tokyo, kanji_postal_code: '1000' })).toEqual(['kanji_postal_code'])
  expect(fields({ ...tokyo, nameKana: '本店' })).toEqual(['nameKana'])
  const kana = {
    kana_postal_code: '1000001',
    kana_state: 'ﾄｳｷｮｳﾄ',
    kana_city: 'ﾁﾖﾀﾞｸ',
    kana_town: '',
    kana_line1: '1-1',
  }
  expect(fields({ ...tokyo, ...kana })).toEqual([])
  expect(fields({ ...tokyo, ...kana, kana_city: '千代田区' })).toEqual(['kana_city'])
})

test('an update takes away what was emptied; the state goes by its letters', () => {
  expect(locationSent(typed({ line2: '' }), { isUpdate: true })).toMatchObject({
    phone: '',
    address: { state: 'NC', country: 'US' },
  })
  expect(emptiedProblems(typed({ line2: 'Floor 2' }), typed())).toMatchObject([{ field: 'line2' }])
  expect(emptiedProblems(typed({ phone: '1' }), typed())).toEqual([])
  expect(locationSent(typed(), { isUpdate: false })).not.toHaveProperty('phone')
})
