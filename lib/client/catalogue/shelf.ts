import type {
  CatalogueAnswer,
  CatalogueChanges,
  CatalogueHead,
  GoodAnswer,
} from '#lib/contracts/catalogue.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { CategoryId, ProductId } from '#lib/domain/ids.ts'
import type { ModifierGroup } from '#lib/domain/modifiers.ts'
import { money } from '#lib/domain/money.ts'
import type { TaxRate } from '#lib/domain/tax.ts'

export type Category = { readonly id: CategoryId; readonly name: string; readonly colour: number }

export type Stock = { readonly left: number; readonly blocks: boolean }

/**
 * The catalogue in columns, as the till holds it. A good keeps its row for as long as the page lives; what changes is written into its
 * place, so that one new price costs one row of 50 000. Lists that are dear to make (by id, by code, texts) are made when they are first
 * asked for and kept right from then on.
 */
export type Shelf = {
  readonly id: ProductId[]
  readonly name: string[]
  readonly sku: (string | null)[]
  readonly barcodes: (readonly string[])[]
  readonly priceMinor: number[]
  /** Places in `categoryIds` and `taxIds`, which only grow. */
  readonly category: number[]
  readonly tax: number[]
  readonly favourite: boolean[]
  readonly categoryIds: string[]
  readonly taxIds: string[]
  /** By row: the row of the good a variant belongs to, its own name, and the rows of a good's variants. */
  readonly parents: Map<number, number>
  readonly variantNames: Map<number, string>
  readonly variants: Map<number, readonly number[]>
  readonly asks: Map<number, readonly string[]>
  readonly stock: Map<number, Stock>
  /** By row: the version of its picture. */
  readonly pictures: Map<number, string>
  readonly gone: Set<number>
  head: Head
  version: string
  byId: Map<string, number> | undefined
  byCode: Map<string, readonly number[]> | undefined
  texts: string[] | undefined
}

/** What all goods share, ready to be looked up. */
type Head = {
  readonly categories: readonly Category[]
  readonly categoryOf: ReadonlyMap<string, Category>
  readonly defaultTaxClass: string | undefined
  readonly ratesOf: ReadonlyMap<string, readonly TaxRate[]>
  readonly groupOf: ReadonlyMap<string, ModifierGroup>
}

/** Where the register stands decides its taxes. */
export type Place = { readonly currency: Currency; readonly locationId: string | null }

export function shelfFrom(answer: CatalogueAnswer, place: Place): Shelf {
  const variants = new Map<number, number[]>()
  for (const { row, of } of answer.variants) variants.set(of, [...(variants.get(of) ?? []), row])
  return {
    id: [...answer.id],
    name: [...answer.name],
    sku: [...answer.sku],
    barcodes: [...answer.barcodes],
    priceMinor: [...answer.priceMinor],
    category: [...answer.category],
    tax: [...answer.tax],
    favourite: [...answer.favourite],
    categoryIds: answer.categories.map(({ id }) => id),
    taxIds: answer.taxes.map(({ id }) => id),
    parents: new Map(answer.variants.map(({ row, of }) => [row, of])),
    variantNames: new Map(answer.variants.map(({ row, name }) => [row, name])),
    variants,
    asks: new Map(
      answer.asks.map(({ row, groups }) => [row, groups.flatMap(at => answer.groups[at]?.id ?? [])]),
    ),
    stock: new Map(answer.stock.map(({ row, left, blocks }) => [row, { left, blocks }])),
    pictures: new Map((answer.pictures ?? []).map(({ row, version }) => [row, version])),
    gone: new Set(),
    head: headFrom(answer, place),
    version: answer.version,
    byId: undefined,
    byCode: undefined,
    texts: undefined,
  }
}

function headFrom({ categories, taxes, groups }: CatalogueHead, { currency, locationId }: Place): Head {
  return {
    categories,
    categoryOf: new Map(categories.map(category => [category.id, category])),
    defaultTaxClass: taxes.find(({ isDefault }) => isDefault)?.id,
    ratesOf: new Map(
      taxes.map(({ id, rates }) => [
        id,
        rates
          .filter(rate => rate.locationId === null || rate.locationId === locationId)
          .map(({ name, rateBp }) => ({ name, rateBp })),
      ]),
    ),
    groupOf: new Map(
      groups.map(({ modifiers, ...group }) => [
        group.id,
        {
          ...group,
          modifiers: modifiers.map(({ id, name, priceMinor }) => ({
            id,
            name,
            price: money(priceMinor, currency),
          })),
        },
      ]),
    ),
  }
}

/**
 * Writes what changed into its place. Older news than the shelf has is passed over; the same twice is the same. Tells whether there was
 * anything to write.
 */
export function patch(shelf: Shelf, changes: CatalogueChanges, place: Place): boolean {
  if (Number(changes.version) < Number(shelf.version)) return false
  const { head, gone, products } = changes
  if (changes.version === shelf.version && !head && gone.length + products.length === 0) return false
  shelf.version = changes.version
  if (head) shelf.head = headFrom(head, place)
  for (const id of gone) {
    const row = rowsById(shelf).get(id)
    if (row !== undefined) takeAway(shelf, row)
  }
  // Goods before their variants, which name them.
  const parentsFirst = [...products].sort((a, b) => rank(a) - rank(b))
  for (const good of parentsFirst) put(shelf, good)
  return true
}

const rank = (good: GoodAnswer): number => (good.parentId === null ? 0 : 1)

export function rowsById(shelf: Shelf): Map<string, number> {
  shelf.byId ??= new Map(shelf.id.map((id, row) => [id, row]))
  return shelf.byId
}

function put(shelf: Shelf, good: GoodAnswer): void {
  const row = rowsById(shelf).get(good.id) ?? shelf.id.length
  if (row < shelf.id.length) forgetCodes(shelf, row)
  rowsById(shelf).set(good.id, row)
  shelf.gone.delete(row)
  shelf.id[row] = good.id
  shelf.name[row] = good.name
  shelf.sku[row] = good.sku
  shelf.barcodes[row] = good.barcodes
  shelf.priceMinor[row] = good.priceMinor
  shelf.category[row] = placeIn(shelf.categoryIds, good.categoryId)
  shelf.tax[row] = placeIn(shelf.taxIds, good.taxClassId)
  shelf.favourite[row] = good.favourite
  keep(shelf.asks, row, good.groupIds.length > 0 ? good.groupIds : undefined)
  keep(shelf.stock, row, good.stock ?? undefined)
  keep(shelf.pictures, row, good.picture ?? undefined)
  putVariant(shelf, row, good)
  addCodes(shelf, row)
  if (shelf.texts) shelf.texts[row] = textOf(shelf, row)
}

function takeAway(shelf: Shelf, row: number): void {
  forgetCodes(shelf, row)
  leaveParent(shelf, row)
  shelf.gone.add(row)
  if (shelf.texts) shelf.texts[row] = ''
}

function keep<T>(map: Map<number, T>, row: number, value: T | undefined): void {
  if (value === undefined) map.delete(row)
  else map.set(row, value)
}

function placeIn(ids: string[], id: string): number {
  const at = ids.indexOf(id)
  return at >= 0 ? at : ids.push(id) - 1
}

function putVariant(shelf: Shelf, row: number, { parentId, variantName }: GoodAnswer): void {
  const parent = parentId === null ? undefined : rowsById(shelf).get(parentId)
  if (parent !== shelf.parents.get(row)) leaveParent(shelf, row)
  keep(shelf.variantNames, row, variantName ?? undefined)
  if (parent === undefined) return
  shelf.parents.set(row, parent)
  const siblings = shelf.variants.get(parent) ?? []
  if (!siblings.includes(row)) shelf.variants.set(parent, [...siblings, row])
}

function leaveParent(shelf: Shelf, row: number): void {
  const parent = shelf.parents.get(row)
  if (parent === undefined) return
  shelf.parents.delete(row)
  const left = (shelf.variants.get(parent) ?? []).filter(other => other !== row)
  keep(shelf.variants, parent, left.length > 0 ? left : undefined)
}

/** Name, SKU and barcodes in one lower-cased string; of a good that went, nothing. */
export function textOf(shelf: Shelf, row: number): string {
  if (shelf.gone.has(row)) return ''
  const parts = [shelf.name[row], shelf.variantNames.get(row), shelf.sku[row], ...(shelf.barcodes[row] ?? [])]
  return parts.filter(Boolean).join(' ').toLowerCase()
}

const codesOf = (shelf: Shelf, row: number): readonly string[] => {
  const sku = shelf.sku[row]
  const codes = shelf.barcodes[row] ?? []
  return (sku ? [...codes, sku] : codes).map(code => code.toLowerCase())
}

function forgetCodes(shelf: Shelf, row: number): void {
  if (!shelf.byCode) return
  for (const code of codesOf(shelf, row)) {
    const left = (shelf.byCode.get(code) ?? []).filter(other => other !== row)
    if (left.length > 0) shelf.byCode.set(code, left)
    else shelf.byCode.delete(code)
  }
}

function addCodes(shelf: Shelf, row: number): void {
  if (!shelf.byCode) return
  for (const code of codesOf(shelf, row)) {
    const rows = shelf.byCode.get(code) ?? []
    if (!rows.includes(row)) shelf.byCode.set(code, [...rows, row])
  }
}

/** Barcodes first: a SKU that happens to look like another good's barcode must not hide it. */
export function rowsByCode(shelf: Shelf): ReadonlyMap<string, readonly number[]> {
  if (shelf.byCode) return shelf.byCode
  const found = new Map<string, readonly number[]>()
  const add = (code: string, row: number) => {
    const key = code.toLowerCase()
    const rows = found.get(key)
    if (!rows) found.set(key, [row])
    else if (!rows.includes(row)) found.set(key, [...rows, row])
  }
  shelf.barcodes.forEach((list, row) => {
    if (!shelf.gone.has(row)) for (const code of list) add(code, row)
  })
  shelf.sku.forEach((sku, row) => {
    if (sku && !shelf.gone.has(row) && !found.has(sku.toLowerCase())) add(sku, row)
  })
  shelf.byCode = found
  return found
}
