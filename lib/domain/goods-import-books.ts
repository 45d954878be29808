import type { GoodsKept, KeptGood } from './goods-file.ts'
import type { CategoryId, ProductId } from './ids.ts'

/** A good as it shall be; only for rows that are new or change. */
export type GoodPut = Omit<KeptGood, 'categoryId' | 'stock'> & {
  readonly isNew: boolean
  readonly categoryId: CategoryId
  /** Where the file says how many there are. */
  readonly stock: number | null
  readonly codesMove: boolean
  readonly questionsMove: boolean
}

/** What is known so far: the goods there are, and what earlier rows of the file have claimed. */
export function openBooks(kept: GoodsKept) {
  const byId = new Map(kept.goods.map(good => [good.id, good]))
  const bySku = new Map(kept.goods.flatMap(good => (good.sku === null ? [] : [[good.sku, good] as const])))
  const byName = new Map(kept.goods.map(good => [nameKey(good.name, good.variant), good]))
  return {
    byId,
    bySku,
    byName,
    codeOwner: new Map(kept.goods.flatMap(good => good.barcodes.map(code => [code, good.id] as const))),
    claimedIds: new Map<ProductId, number>(),
    claimedSkus: new Map<string, number>(),
    claimedCodes: new Map<string, number>(),
    /** Parents by name, those of the file too. */
    parents: new Map<string, Parent>(),
    parentsById: new Map<ProductId, Parent>(),
    /** Codes and SKUs that rows of this file take away from their good. */
    freedCodes: new Set<string>(),
    freedSkus: new Set<string>(),
    categories: new Map(kept.categories.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    newCategories: new Map<string, { readonly id: CategoryId; readonly name: string }>(),
    taxClasses: new Map(kept.taxClasses.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    groups: new Map(kept.groups.map(({ id, name }) => [name.trim().toLowerCase(), id])),
  }
}

export type Books = ReturnType<typeof openBooks>
export type Parent = Pick<KeptGood, 'id' | 'categoryId' | 'taxClassId'>

export const nameKey = (name: string, variant: string | null): string =>
  `${name.trim().toLowerCase()}\n${(variant ?? '').trim().toLowerCase()}`

/** What later rows may not claim too; and what this row lets go of. */
export function claim(put: GoodPut, before: KeptGood | undefined, line: number, books: Books): void {
  books.claimedIds.set(put.id, line)
  if (put.sku !== null) books.claimedSkus.set(put.sku, line)
  for (const code of put.barcodes) books.claimedCodes.set(code, line)
  if (before?.sku && before.sku !== put.sku) books.freedSkus.add(before.sku)
  for (const code of before?.barcodes ?? []) if (!put.barcodes.includes(code)) books.freedCodes.add(code)
  if (put.variant !== null) return
  const { id, categoryId, taxClassId } = put
  books.parents.set(put.name.toLowerCase(), { id, categoryId, taxClassId })
  books.parentsById.set(id, { id, categoryId, taxClassId })
}
