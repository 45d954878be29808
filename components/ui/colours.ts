/** Eight hues for categories and people; more than eight repeat in order, and the word still tells them apart. */
export type Colour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Written out, because Tailwind reads class names from the source. */
export const GROUND: Record<Colour, string> = {
  1: 'bg-tile-1 text-tile-1-ink',
  2: 'bg-tile-2 text-tile-2-ink',
  3: 'bg-tile-3 text-tile-3-ink',
  4: 'bg-tile-4 text-tile-4-ink',
  5: 'bg-tile-5 text-tile-5-ink',
  6: 'bg-tile-6 text-tile-6-ink',
  7: 'bg-tile-7 text-tile-7-ink',
  8: 'bg-tile-8 text-tile-8-ink',
}

/** The hue of the nth category or person, counted from 0. */
export function colourOf(index: number): Colour {
  const colours: readonly Colour[] = [1, 2, 3, 4, 5, 6, 7, 8]
  return colours[((index % 8) + 8) % 8] ?? 1
}
