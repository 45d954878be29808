import { expect, test } from 'vitest'
import { readAddress, regionExample, regionLabel } from './address.ts'
import { type CountryCode, countriesIn, countryOf } from './countries.ts'

test.each<[CountryCode, string, string, Record<string, string>]>([
  [
    'US',
    '212 Orchard Street, Asheville',
    'NC 28801',
    { line1: '212 Orchard Street', city: 'Asheville', state: 'NC', postal_code: '28801' },
  ],
  [
    'US',
    '1 Main St, Suite 5, New York',
    'new york, 10001-1234',
    { line1: '1 Main St, Suite 5', city: 'New York', state: 'NY', postal_code: '10001-1234' },
  ],
  [
    'CA',
    '1 Rue Saint-Paul, Montréal',
    'Québec h2y1h2',
    { line1: '1 Rue Saint-Paul', city: 'Montréal', state: 'QC', postal_code: 'H2Y 1H2' },
  ],
  [
    'AU',
    '5 Collins Street, Melbourne',
    'VIC 3000',
    { line1: '5 Collins Street', city: 'Melbourne', state: 'VIC', postal_code: '3000' },
  ],
  [
    'IT',
    'Via Dante 4, Milano',
    '20121 MI',
    { line1: 'Via Dante 4', city: 'Milano', state: 'MI', postal_code: '20121' },
  ],
  ['DE', 'Torstraße 1, Berlin', '10119', { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119' }],
  [
    'DE',
    'Torstraße 1, Hinterhaus',
    '10119 Berlin',
    { line1: 'Torstraße 1, Hinterhaus', city: 'Berlin', postal_code: '10119' },
  ],
  [
    'DE',
    'Torstraße 1, Berlin',
    '10119 berlin',
    { line1: 'Torstraße 1', city: 'berlin', postal_code: '10119' },
  ],
  ['GB', '10 Rye Lane, London', 'se155bs', { line1: '10 Rye Lane', city: 'London', postal_code: 'SE15 5BS' }],
  ['IE', '3 Dame Street', 'Dublin D02', { line1: '3 Dame Street', city: 'Dublin', postal_code: 'D02' }],
  ['IE', '3 Dame Street', 'D02AF30', { line1: '3 Dame Street', postal_code: 'D02 AF30' }],
  ['NL', 'Damrak 1, Amsterdam', '1012lg', { line1: 'Damrak 1', city: 'Amsterdam', postal_code: '1012 LG' }],
  [
    'PL',
    'Nowy Świat 1, Warszawa',
    '00400',
    { line1: 'Nowy Świat 1', city: 'Warszawa', postal_code: '00-400' },
  ],
  ['LV', 'Kaļķu iela 1, Rīga', '1050', { line1: 'Kaļķu iela 1', city: 'Rīga', postal_code: 'LV-1050' }],
  ['LT', 'Pilies 1, Vilnius', 'lt-01123', { line1: 'Pilies 1', city: 'Vilnius', postal_code: 'LT-01123' }],
  ['SG', '1 Raffles Place', '048616', { line1: '1 Raffles Place', postal_code: '048616' }],
  ['GI', '1 Main Street', '', { line1: '1 Main Street' }],
  ['GR', 'Ερμού 1, Αθήνα', '10557', { line1: 'Ερμού 1', city: 'Αθήνα', postal_code: '105 57' }],
  [
    'HK',
    'Shop 3, 10 Nathan Road, Tsim Sha Tsui',
    'kowloon',
    { line1: 'Shop 3, 10 Nathan Road', city: 'Tsim Sha Tsui', state: 'Kowloon' },
  ],
  ['AE', '12 Al Wasl Road', 'DU', { line1: '12 Al Wasl Road', state: 'Dubai' }],
])('%s: "%s" and "%s"', (country, place, region, address) => {
  expect(readAddress(country, place, region)).toEqual({ ok: true, value: address })
})

test.each<[CountryCode, string, string, readonly [string, string][]]>([
  ['US', '212 Orchard Street, Asheville', 'NC 2880', [['region', 'A ZIP code has 5 digits']]],
  ['US', '212 Orchard Street, Asheville', '28801', [['region', 'Add the state: NC 28801']]],
  [
    'US',
    '212 Orchard Street, Asheville',
    'NX 28801',
    [['region', 'NX is no state here. Write it as NC 28801']],
  ],
  [
    'US',
    '212 Orchard Street',
    '',
    [
      ['place', 'Add the town behind a comma'],
      ['region', 'Type the state and ZIP'],
    ],
  ],
  ['US', '', 'NC 28801', [['place', 'Type the street and the town']]],
  ['US', ', Asheville', 'NC 28801', [['place', 'Add the town behind a comma']]],
  ['CA', '1 King St, Toronto', 'ON M5V', [['region', 'A postal code looks like M5V 2T6']]],
  [
    'HK',
    '10 Nathan Road',
    '',
    [
      ['place', 'Add the district behind a comma'],
      ['region', 'Add the area: Kowloon'],
    ],
  ],
  ['AE', '12 Al Wasl Road', 'Oman', [['region', 'Oman is no emirate here. Write it as Dubai']]],
  ['GB', '10 Rye Lane, London', '12345', [['region', 'A postcode looks like SW1A 1AA']]],
  ['IE', '3 Dame Street', 'Dublin', [['region', 'An Eircode looks like D02 AF30']]],
  ['SE', 'Drottninggatan 1, Stockholm', '1112', [['region', 'A postal code has 5 digits']]],
  [
    'DE',
    'Torstraße 1',
    '',
    [
      ['place', 'Add the town behind a comma'],
      ['region', 'Type the postal code'],
    ],
  ],
])('%s: "%s" and "%s" are sent back', (country, place, region, problems) => {
  expect(readAddress(country, place, region)).toEqual({
    ok: false,
    refusal: problems.map(([field, problem]) => ({ field, problem })),
  })
})

test.each(countriesIn('en').map(country => country.code))(
  '%s accepts its own example, with every part Stripe wants',
  code => {
    const read = readAddress(code, '1 High Street, Town', regionExample(code))
    expect(read).toMatchObject({ ok: true })
    expect(Object.keys(read.ok ? read.value : {})).toEqual(
      expect.arrayContaining([...countryOf(code).required]),
    )
  },
)

test('the second field is called what people there call it', () => {
  const labels = (['US', 'CA', 'IT', 'GB', 'IE', 'DE', 'AU', 'AE', 'HK'] as const).map(regionLabel)
  expect(labels).toEqual([
    'State and ZIP',
    'Province and postal code',
    'Province and postal code',
    'Postcode',
    'Eircode',
    'Postal code',
    'State and postcode',
    'Emirate',
    'Area',
  ])
})
