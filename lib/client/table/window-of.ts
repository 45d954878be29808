/** The rows of a long list that are drawn: from `from` up to, not including, `to`. */
export type RowWindow = { readonly from: number; readonly to: number }

/** Beyond this many rows only those near the screen are drawn. */
export const VIRTUAL_ABOVE = 200

/** Rows drawn beyond the screen on either side: a turn of the wheel finds them there. */
const BESIDE = 12

/** Moves in steps, so that scrolling by one row draws nothing anew. */
const STEP = 6

/** Which of `count` rows of equal height are near the screen. `top` is how far the list's first row lies above the screen's top edge. */
export function windowOf(count: number, top: number, screen: number, rowHeight: number): RowWindow {
  if (count <= VIRTUAL_ABOVE) return { from: 0, to: count }
  const first = Math.floor(top / rowHeight) - BESIDE
  const from = Math.min(Math.max(0, first - (first % STEP)), Math.max(0, count - STEP))
  const length = Math.ceil(screen / rowHeight) + 2 * BESIDE + STEP
  return { from, to: Math.min(count, from + length) }
}
