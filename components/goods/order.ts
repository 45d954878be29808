/** The list with one of it at another place; a place beyond its ends is the end. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list.slice(from, from + 1)
  const rest = list.filter((_, i) => i !== from)
  const at = Math.min(rest.length, Math.max(0, to))
  return [...rest.slice(0, at), ...one, ...rest.slice(at)]
}
