import { GOODS_COLUMNS, type KeptGood, namesIn, rowWritten } from './goods-file.ts'
import type { Context } from './goods-import-fields.ts'
import type { Wanted } from './goods-import-row.ts'
import type { CategoryId } from './ids.ts'

/** A good that a file changes: the parts that differ, in the words of the file. */
export type GoodChanged = { readonly before: string; readonly after: string }

type NewCategories = readonly { readonly id: CategoryId; readonly name: string }[]

/** `Latte: price 4.20` becomes `Latte: price 4.60`, and `Jam: stock 10` becomes `Jam: stock 10 +5`: to whatever there is by then. */
export function changesTold(
  changed: readonly Wanted[],
  newCategories: NewCategories,
  { kept, exponent }: Context,
): readonly GoodChanged[] {
  const names = namesIn({ ...kept, categories: [...kept.categories, ...newCategories] })
  const written = (good: KeptGood) => rowWritten(good, names, exponent).map(String)
  return changed.flatMap(({ put, before }) => {
    if (!before) return []
    const [was, is] = [written(before), written({ ...put, stock: before.stock })]
    if (put.stockChange !== 0) is[STOCK_AT] = `${before.stock} ${changeWritten(put.stockChange)}`
    const called = before.variant === null ? before.name : `${before.name}, ${before.variant}`
    const told = (cells: readonly string[]) => `${called}: ${differing(cells, was, is).join(', ')}`
    return [{ before: told(was), after: told(is) }]
  })
}

const differing = (cells: readonly string[], was: readonly string[], is: readonly string[]): string[] =>
  GOODS_COLUMNS.flatMap((column, at) =>
    was[at] === is[at] || column === 'stock was' ? [] : `${column} ${cells[at] || 'nothing'}`,
  )

const STOCK_AT = GOODS_COLUMNS.indexOf('stock')

/** With its sign. */
export const changeWritten = (change: number): string => (change > 0 ? `+${change}` : String(change))
