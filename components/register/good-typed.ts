/** A price that can be saved: minor units, null while nothing is typed, NaN while it is no amount. */
export const isPrice = (minor: number | null): minor is number =>
  minor !== null && !Number.isNaN(minor) && minor >= 0

/** What is wrong with a price that was left, or nothing: an empty field was only passed through. */
export function priceProblem(minor: number | null): string | undefined {
  if (minor === null || isPrice(minor)) return undefined
  return Number.isNaN(minor) ? 'Type it like 4.50.' : 'A price is not below nothing.'
}

/** Why a good cannot be saved as it is typed, in the few words that a button holds. */
export function whyNotWhole(name: string, minor: number | null): string | undefined {
  if (name.trim() === '') return 'Give it a name'
  if (minor === null) return 'Type a price'
  return isPrice(minor) ? undefined : 'Put the price right'
}
