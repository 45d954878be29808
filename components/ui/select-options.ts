export type SelectOption = { readonly value: string; readonly words: string }

/**
 * A browser shows the first option for a value that none of them has, which is then neither chosen nor sent. So such a value has an option
 * of its own, which can be left and not gone back to. `missing` says what it is: a reader that is gone.
 */
export function optionsFor(
  options: readonly SelectOption[],
  value: string,
  missing = value === '' ? 'Choose' : 'Not known now',
): readonly (SelectOption & { readonly isOff?: true })[] {
  return options.some(option => option.value === value)
    ? options
    : [{ value, words: missing, isOff: true }, ...options]
}
