import type { GoodsKept, KeptGood } from './goods-file.ts'
import { openVariants } from './goods-import-variants.ts'
import type { CategoryId, ProductId } from './ids.ts'

/** A good as it shall be; only for rows that are new or change. */
export type GoodPut = Omit<KeptGood, 'categoryId' | 'stock'> & {
  readonly isNew: boolean
  readonly categoryId: CategoryId
  /** What is added to the stock. A difference, because goods are sold between the look and the import. */
  readonly stockChange: number
  readonly codesMove: boolean
  readonly questionsMove: boolean
}

/** What is known so far: the goods there are, and what earlier rows of the file have claimed. */
export function openBooks(kept: GoodsKept) {
  return {
    byId: new Map(kept.goods.map(good => [good.id, good])),
    bySku: new Map(kept.goods.flatMap(good => (good.sku === null ? [] : [[good.sku, good] as const]))),
    /** Several goods may be called the same, and so may categories, tax classes and questions. */
    byName: grouped(kept.goods, ({ name, variant }) => nameKey(name, variant)),
    codeOwner: new Map(kept.goods.flatMap(good => good.barcodes.map(code => [code, good.id] as const))),
    claimedIds: new Map<ProductId, number>(),
    claimedSkus: new Map<string, number>(),
    claimedCodes: new Map<string, number>(),
    /** Parents by name, those of the file too. */
    parents: new Map<string, Parent>(),
    parentsById: new Map<ProductId, Parent>(),
    variants: openVariants(kept.goods),
    /** Codes and SKUs that rows of this file take away from their good. */
    freedCodes: new Set<string>(),
    freedSkus: new Set<string>(),
    categories: grouped(kept.categories, ({ name }) => wordKey(name)),
    newCategories: new Map<string, { readonly id: CategoryId; readonly name: string }>(),
    taxClasses: grouped(kept.taxClasses, ({ name }) => wordKey(name)),
    groups: grouped(kept.groups, ({ name }) => wordKey(name)),
  }
}

export type Books = ReturnType<typeof openBooks>
export type Parent = Pick<KeptGood, 'id' | 'name' | 'categoryId' | 'taxClassId'>

export const wordKey = (name: string): string => name.trim().toLowerCase()

export const nameKey = (name: string, variant: string | null): string =>
  `${wordKey(name)}\n${wordKey(variant ?? '')}`

function grouped<One>(
  list: readonly One[],
  keyOf: (one: One) => string,
): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

/** What later rows may not claim too; and what this row lets go of. */
export function claim(put: GoodPut, before: KeptGood | undefined, line: number, books: Books): void {
  books.claimedIds.set(put.id, line)
  if (put.sku !== null) books.claimedSkus.set(put.sku, line)
  for (const code of put.barcodes) books.claimedCodes.set(code, line)
  if (before?.sku && before.sku !== put.sku) books.freedSkus.add(before.sku)
  for (const code of before?.barcodes ?? []) if (!put.barcodes.includes(code)) books.freedCodes.add(code)
  books.variants.claim(put, before, line)
  if (put.variant !== null) return
  const { id, name, categoryId, taxClassId } = put
  books.parents.set(wordKey(name), { id, name, categoryId, taxClassId })
  books.parentsById.set(id, { id, name, categoryId, taxClassId })
}
