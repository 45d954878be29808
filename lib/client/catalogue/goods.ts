import type { CatalogueAnswer } from '#lib/contracts/sale-answer.ts'
import type { Goods } from '#lib/domain/cart.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { type Money, money } from '#lib/domain/money.ts'

export type Category = { readonly id: string; readonly name: string; readonly colour: number }

/** One good, as a tile or a search hit shows it. `row` is its place in the catalogue's columns. */
export type Good = {
  readonly row: number
  readonly id: ProductId
  readonly name: string
  readonly price: Money
  readonly sku: string | null
  readonly category: Category
}

/** The catalogue as the till asks it. Nothing is built before it is asked for the first time. */
export type GoodsIndex = {
  readonly version: string
  readonly count: number
  readonly categories: readonly Category[]
  readonly good: (row: number) => Good
  readonly rowOf: (id: string) => number | undefined
  /** The price book for `applyEdit`: what this good costs as far as the browser knows. */
  readonly goods: (id: ProductId) => Goods | undefined
  /** Rows of goods that carry this barcode, or have it as their SKU. */
  readonly scanned: (code: string) => readonly number[]
  readonly favourites: () => readonly number[]
  readonly inCategory: (category: number) => readonly number[]
  readonly all: () => readonly number[]
  /** One lower-cased string per row: name, SKU, barcodes. For search.ts. */
  readonly texts: () => readonly string[]
}

const NO_CATEGORY: Category = { id: 'none', name: 'Other', colour: 1 }

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

export function indexGoods(answer: CatalogueAnswer, currency: Currency): GoodsIndex {
  const rows = once(() => answer.id.map((_, row) => row))
  const byId = once(() => new Map(answer.id.map((id, row) => [id, row])))
  const byCode = once(() => codes(answer))
  const good = (row: number): Good => goodAt(answer, row, currency)
  const categoryRows = new Map<number, readonly number[]>()

  return {
    version: answer.version,
    count: answer.id.length,
    categories: answer.categories,
    good,
    rowOf: id => byId().get(id),
    goods: id => {
      const row = byId().get(id)
      if (row === undefined) return undefined
      const { name, price } = good(row)
      return { name, unitPrice: price, taxRateBp: answer.taxRateBp[row] ?? 0 }
    },
    scanned: code => byCode().get(code.trim().toLowerCase()) ?? [],
    favourites: once(() => rows().filter(row => answer.favourite[row])),
    inCategory: category => {
      const known = categoryRows.get(category) ?? rows().filter(row => answer.category[row] === category)
      categoryRows.set(category, known)
      return known
    },
    all: rows,
    texts: once(() => rows().map(row => textOf(answer, row))),
  }
}

function goodAt(answer: CatalogueAnswer, row: number, currency: Currency): Good {
  return {
    row,
    // True because the server made these ids as product ids; the answer spells them as plain strings.
    id: (answer.id[row] ?? '') as ProductId,
    name: answer.name[row] ?? '',
    price: money(answer.priceMinor[row] ?? 0, currency),
    sku: answer.sku[row] ?? null,
    category: answer.categories[answer.category[row] ?? -1] ?? NO_CATEGORY,
  }
}

const textOf = (answer: CatalogueAnswer, row: number): string =>
  [answer.name[row], answer.sku[row], ...(answer.barcodes[row] ?? [])].filter(Boolean).join(' ').toLowerCase()

/** Barcodes first: a SKU that happens to look like another good's barcode must not hide it. */
function codes(answer: CatalogueAnswer): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  const add = (code: string, row: number) => {
    const key = code.toLowerCase()
    const rows = found.get(key)
    if (!rows) found.set(key, [row])
    else if (!rows.includes(row)) rows.push(row)
  }
  answer.barcodes.forEach((list, row) => {
    for (const code of list) add(code, row)
  })
  answer.sku.forEach((sku, row) => {
    if (sku && !found.has(sku.toLowerCase())) add(sku, row)
  })
  return found
}
