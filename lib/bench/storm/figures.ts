/** What the storm counts while it runs. */
export type Figures = {
  count(name: string, by?: number): void
  of(name: string): number
  /** All that begin with this word, the largest first. */
  under(word: string): readonly (readonly [string, number])[]
}

export function newFigures(): Figures {
  const counts = new Map<string, number>()
  return {
    count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    of: name => counts.get(name) ?? 0,
    under: word =>
      [...counts]
        .filter(([name]) => name.startsWith(`${word} `))
        .map(([name, count]) => [name.slice(word.length + 1), count] as const)
        .sort((one, other) => other[1] - one[1]),
  }
}
