import { expect, test } from 'vitest'
import { countriesIn, countryOf, countryOfLocales, currencyName, isCountryCode } from './countries.ts'
import { isCurrency } from './currencies.ts'

test('every country pays in a currency the till knows', () => {
  for (const { code } of countriesIn('en')) expect(isCurrency(countryOf(code).currency)).toBe(true)
})

test('only in the United States and Canada does tax come on top', () => {
  const onTop = countriesIn('en').filter(({ code }) => !countryOf(code).taxIncluded)
  expect(onTop).toEqual([
    { code: 'CA', name: 'Canada' },
    { code: 'US', name: 'United States' },
  ])
})

test('names and their order are those of the language', () => {
  expect(
    countriesIn('de')
      .slice(0, 3)
      .map(country => country.name),
  ).toEqual(['Australien', 'Belgien', 'Bulgarien'])
})

test.each([
  [['en-US', 'en'], 'US'],
  [['en', 'de-AT'], 'AT'],
  [['ja-JP', 'en-IE'], 'IE'],
  [['pt-BR', '*', ''], undefined],
])('a browser that speaks %j is at home in %s', (locales, country) => {
  expect(countryOfLocales(locales)).toBe(country)
})

test.each([
  ['usd', 'US dollar, $'],
  ['eur', 'Euro, €'],
  ['nzd', 'New Zealand dollar, $'],
  ['chf', 'Swiss franc'],
] as const)('%s reads %s', (currency, words) => {
  expect(currencyName(currency, 'en')).toBe(words)
})

test('a country without Terminal, or with an address of its own kind, is not offered', () => {
  expect(['JP', 'BR', 'toString'].filter(isCountryCode)).toEqual([])
})
