import { countriesIn, countryOf, countryOfLocales, currencyName } from '#lib/domain/countries.ts'

/** Named on the server: two ICUs may know a country by two names, and the page must be the same in both. */
export type CountryChoice = { readonly code: string; readonly name: string; readonly currency: string }

/** The countries a shop can be in, in the language of our screens. */
export const countryChoices = (): readonly CountryChoice[] =>
  countriesIn('en').map(({ code, name }) => ({
    code,
    name,
    currency: currencyName(countryOf(code).currency, 'en'),
  }))

/** Where a browser is at home, by its `Accept-Language`. */
export function homeOf(acceptLanguage: string | null): string {
  const locales = (acceptLanguage ?? '').split(',').map(language => language.split(';')[0]?.trim() ?? '')
  return countryOfLocales(locales) ?? 'US'
}
