import { countriesIn } from '#lib/domain/countries.ts'

/** Everywhere a location may lie, by name. */
export const locationCountries = (): readonly { readonly value: string; readonly words: string }[] =>
  [
    ...countriesIn('en').map(({ code, name }) => ({ value: code, words: name })),
    { value: 'JP', words: 'Japan' },
  ].sort((a, b) => a.words.localeCompare(b.words))
