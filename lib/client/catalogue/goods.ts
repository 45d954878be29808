import type { CatalogueAnswer, CatalogueChanges } from '#lib/contracts/catalogue.ts'
import { goodPictureKey } from '#lib/contracts/keys.ts'
import type { Goods } from '#lib/domain/cart.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { ModifierGroup } from '#lib/domain/modifiers.ts'
import { type Money, money } from '#lib/domain/money.ts'
import {
  type Category,
  type Place,
  patch,
  rowsByCode,
  rowsById,
  type Shelf,
  type Stock,
  shelfFrom,
  textOf,
} from './shelf.ts'

/** One good, as a tile or a search hit shows it. `row` is its place in the catalogue's columns. */
export type Good = {
  readonly row: number
  readonly id: ProductId
  readonly name: string
  readonly variant?: string
  readonly price: Money
  readonly sku: string | null
  readonly category: Category
  /** The address of its picture; a variant shows its good's. */
  readonly picture?: string
}

/** What has to be chosen of a good before it is sold: which variant, which modifiers. */
export type Choosing = { readonly variants: readonly Good[]; readonly groups: readonly ModifierGroup[] }

/** The catalogue as the till asks it. Nothing is built before it is asked for the first time. */
export type GoodsIndex = {
  readonly version: string
  /** Tiles there are: variants lie under their good's. */
  readonly count: number
  readonly categories: readonly Category[]
  /** What new goods are taxed like. */
  readonly defaultTaxClass: string | undefined
  readonly good: (row: number) => Good
  readonly rowOf: (id: string) => number | undefined
  /** Under which good a variant is kept in the office; any other good is its own. Undefined when it is not sold any more. */
  readonly keptUnder: (id: ProductId) => ProductId | undefined
  /** The price book for `applyEdit`: what this good costs as far as the browser knows. */
  readonly goods: (id: ProductId) => Goods | undefined
  /** Rows of goods that carry this barcode, or have it as their SKU. */
  readonly scanned: (code: string) => readonly number[]
  readonly favourites: () => readonly number[]
  readonly inCategory: (categoryId: string) => readonly number[]
  readonly all: () => readonly number[]
  /** One lower-cased string per row: name, SKU, barcodes. For search.ts. */
  readonly texts: () => readonly string[]
  /** Undefined where there is nothing to choose. */
  readonly choosing: (row: number) => Choosing | undefined
  /** How many are left, of a good with variants of all of them; undefined where they are not counted. */
  readonly stock: (row: number) => Stock | undefined
  /** How many of it are in a cart, all its variants together. */
  readonly inCart: (row: number, quantities: ReadonlyMap<ProductId, number>) => number
}

const NO_CATEGORY: Category = { id: 'category_none', name: 'Other', colour: 1 }

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The catalogue of one page: read whole once, and then by its changes. As long as nothing is news, `read` gives the same index. */
export function openGoods(place: Place) {
  let shelf: Shelf | undefined
  let index: GoodsIndex | undefined
  let asked = 0
  let heard = 0
  return {
    version: (): string | undefined => shelf?.version,
    /** Counts the questions: an answer to an older one than has been heard is passed over. */
    ask: (): number => {
      asked += 1
      return asked
    },
    /** Everything counts whatever its version, for a server may have gone back to an older copy of its books. */
    read(told: CatalogueAnswer | CatalogueChanges, ticket: number): GoodsIndex {
      if (ticket >= heard) {
        heard = ticket
        if ('id' in told) {
          shelf = shelfFrom(told, place)
          index = undefined
        } else if (shelf && patch(shelf, told, place)) index = undefined
      }
      index ??= indexGoods(shelf ?? EMPTY, place)
      return index
    },
  }
}

const EMPTY: Shelf = shelfFrom(
  {
    version: '0',
    categories: [],
    taxes: [],
    groups: [],
    id: [],
    name: [],
    sku: [],
    barcodes: [],
    priceMinor: [],
    category: [],
    tax: [],
    favourite: [],
    variants: [],
    asks: [],
    stock: [],
    pictures: [],
  },
  { currency: 'usd', locationId: null },
)

function indexGoods(shelf: Shelf, place: Place): GoodsIndex {
  const isTile = (row: number) => !shelf.gone.has(row) && !shelf.parents.has(row)
  const rows = once(() => shelf.id.map((_, row) => row).filter(isTile))
  const good = (row: number): Good => goodAt(shelf, row, place)
  const categoryRows = new Map<string, readonly number[]>()
  const rowOf = (id: string) => {
    const row = rowsById(shelf).get(id)
    return row === undefined || shelf.gone.has(row) ? undefined : row
  }
  const groups = (row: number) => groupsOf(shelf, shelf.parents.get(row) ?? row)
  return {
    version: shelf.version,
    get count() {
      return rows().length
    },
    categories: shelf.head.categories,
    defaultTaxClass: shelf.head.defaultTaxClass,
    good,
    rowOf,
    keptUnder: id => {
      const row = rowOf(id)
      return row === undefined ? undefined : idAt(shelf, shelf.parents.get(row) ?? row)
    },
    goods: id => {
      const row = rowOf(id)
      return row === undefined ? undefined : priceOf(shelf, row, groups(row), place)
    },
    scanned: code => rowsByCode(shelf).get(code.trim().toLowerCase()) ?? [],
    favourites: once(() => rows().filter(row => shelf.favourite[row])),
    inCategory: id => {
      const at = shelf.categoryIds.indexOf(id)
      const known = categoryRows.get(id) ?? rows().filter(row => shelf.category[row] === at)
      categoryRows.set(id, known)
      return known
    },
    all: rows,
    texts: () => {
      shelf.texts ??= shelf.id.map((_, row) => textOf(shelf, row))
      return shelf.texts
    },
    choosing: row => choosingOf(shelf.variants.get(row)?.map(good) ?? [], groups(row)),
    stock: row => stockOf(shelf, row),
    inCart: (row, quantities) => {
      const countOf = (part: number) => quantities.get(idAt(shelf, part)) ?? 0
      const variants = shelf.variants.get(row)
      return variants ? variants.reduce((all, part) => all + countOf(part), 0) : countOf(row)
    },
  }
}

const choosingOf = (variants: readonly Good[], groups: readonly ModifierGroup[]): Choosing | undefined =>
  variants.length > 0 || groups.length > 0 ? { variants, groups } : undefined

// True because every row has an id; a row that was never there is asked for by nobody.
const idAt = (shelf: Shelf, row: number): ProductId => shelf.id[row] as ProductId

function goodAt(shelf: Shelf, row: number, { currency }: Place): Good {
  const variant = shelf.variantNames.get(row)
  const name = shelf.name[row] ?? ''
  const tile = shelf.parents.get(row) ?? row
  const picture = shelf.pictures.get(tile)
  return {
    row,
    id: idAt(shelf, row),
    name,
    ...(variant === undefined ? {} : { variant }),
    price: money(shelf.priceMinor[row] ?? 0, currency),
    sku: shelf.sku[row] ?? null,
    category: shelf.head.categoryOf.get(shelf.categoryIds[shelf.category[row] ?? -1] ?? '') ?? NO_CATEGORY,
    ...(picture === undefined ? {} : { picture: goodPictureKey(idAt(shelf, tile), picture) }),
  }
}

function priceOf(shelf: Shelf, row: number, groups: readonly ModifierGroup[], place: Place): Goods {
  const { name, variant, price } = goodAt(shelf, row, place)
  const taxes = shelf.head.ratesOf.get(shelf.taxIds[shelf.tax[row] ?? -1] ?? '') ?? []
  const known = { name, unitPrice: price, taxes, ...(variant === undefined ? {} : { variant }) }
  return { ...known, ...(groups.length > 0 ? { groups } : {}) }
}

const groupsOf = (shelf: Shelf, row: number): readonly ModifierGroup[] =>
  (shelf.asks.get(row) ?? []).flatMap(id => shelf.head.groupOf.get(id) ?? [])

/** Of variants the sum; one of them that is not counted makes the whole uncounted. */
function stockOf(shelf: Shelf, row: number): Stock | undefined {
  const variants = shelf.variants.get(row)
  if (!variants) return shelf.stock.get(row)
  const counted = variants.flatMap(variant => shelf.stock.get(variant) ?? [])
  if (counted.length < variants.length) return undefined
  return {
    left: counted.reduce((all, one) => all + Math.max(0, one.left), 0),
    blocks: counted.every(one => one.blocks),
  }
}
