import type { GoodsColumn, GoodsKept } from './goods-file.ts'
import { isKeepable } from './keepable.ts'

/** What one row says under a column: undefined where the file has no such column. */
export type Fields = (column: GoodsColumn) => string | undefined

/** What there is already, how the shop counts money, and where new ids come from. */
export type Context = {
  readonly kept: GoodsKept
  readonly exponent: number
  readonly uuid: () => string
}

/** What is wrong with a text that was not there before. */
export function textProblem(
  what: string,
  text: string,
  most: number,
  before?: string | null,
): string | undefined {
  if (text === before) return undefined
  if (text.length > most) return `${what} is longer than ${most} signs.`
  return isKeepable(text) ? undefined : `${what} has a sign in it that cannot be kept.`
}

export const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')
