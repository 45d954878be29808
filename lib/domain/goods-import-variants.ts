import type { KeptGood } from './goods-file.ts'
import { GOODS_LIMITS } from './goods-limits.ts'
import type { ProductId } from './ids.ts'

type Variant = Pick<KeptGood, 'id' | 'parentId' | 'variant' | 'archived'>

/** The variants that goods are sold in: of one good no two have one name, and none has too many, as in its form. */
export function openVariants(goods: readonly KeptGood[]) {
  const owners = new Map<string, ProductId>()
  const counts = new Map<ProductId | null, number>()
  const freed = new Set<string>()
  const claimed = new Map<string, number>()
  const count = ({ parentId }: Variant, by: number) => counts.set(parentId, (counts.get(parentId) ?? 0) + by)
  for (const good of goods) {
    if (!isSold(good)) continue
    owners.set(keyOf(good), good.id)
    count(good, 1)
  }
  return {
    /** What is wrong with one that is new, has another name, or is sold again. */
    problem(put: Variant, before: Variant | undefined): string | undefined {
      const wasSold = before !== undefined && isSold(before)
      if (!isSold(put) || (wasSold && keyOf(before) === keyOf(put))) return undefined
      const line = claimed.get(keyOf(put))
      if (line !== undefined) return `Line ${line} is a variant of the same name.`
      const owner = owners.get(keyOf(put))
      if (owner !== undefined && owner !== put.id && !freed.has(keyOf(put)))
        return 'Another variant of this good has that name already.'
      return !wasSold && (counts.get(put.parentId) ?? 0) >= GOODS_LIMITS.variants
        ? `A good has at most ${GOODS_LIMITS.variants} variants.`
        : undefined
    },
    claim(put: Variant, before: Variant | undefined, line: number): void {
      if (before && isSold(before)) {
        count(before, -1)
        if (!isSold(put) || keyOf(before) !== keyOf(put)) freed.add(keyOf(before))
      }
      if (!isSold(put)) return
      count(put, 1)
      claimed.set(keyOf(put), line)
    },
  }
}

const isSold = ({ parentId, archived }: Variant): boolean => parentId !== null && !archived

const keyOf = ({ parentId, variant }: Variant): string =>
  `${parentId}\n${(variant ?? '').trim().toLowerCase()}`
