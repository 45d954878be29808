import type { TableQuery } from '#lib/contracts/table-query.ts'
import { csvBegin, csvLine } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { GOODS_COLUMNS, type KeptGood, namesIn, rowWritten } from '#lib/domain/goods-file.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/domain/result.ts'
import type { World } from '#lib/ports/world.ts'
import { goodsWanted } from './goods.ts'
import { narrowedBy } from './narrowed.ts'

const AT_ONCE = 1_000

/**
 * What the filters of the list leave, with the variants of each, or all goods when there are none: a file that imports again unchanged, in
 * pieces, so that nobody waits for the whole of it.
 */
export async function goodsFile({ goods, shops }: Pick<World, 'goods' | 'shops'>, query: TableQuery) {
  const isAll = query.q === '' && Object.keys(query.filters).length === 0
  const [shop, kept, found] = await Promise.all([
    shops.shop(),
    goods.kept(),
    isAll ? undefined : goods.found(goodsWanted(query, 'all')),
  ])
  invariant(shop, 'somebody is signed in at no shop')
  const names = namesIn(kept)
  const { exponent } = factsOf(shop.currency)
  const lineOf = (good: KeptGood) => csvLine(rowWritten(good, names, exponent))
  const rows = found === undefined ? kept.goods : withVariants(found, kept.goods)
  const { category, ...others } = query.filters
  const named = kept.categories.find(({ id }) => id === category)?.name ?? category
  const narrowed = narrowedBy({ search: query.q, category: named, ...others })
  return { rows: rows.length, narrowed, pieces: piecesOf(rows, lineOf) }
}

/** In the order in which they were found, each before its variants, as an import wants them. */
function withVariants(found: readonly ProductId[], goods: readonly KeptGood[]): readonly KeptGood[] {
  const families = new Map<ProductId, KeptGood[]>()
  for (const good of goods) {
    const family = families.get(good.parentId ?? good.id)
    if (family) family.push(good)
    else families.set(good.parentId ?? good.id, [good])
  }
  return found.flatMap(id => families.get(id) ?? [])
}

function* piecesOf(goods: readonly KeptGood[], lineOf: (good: KeptGood) => string): Generator<string, void> {
  yield csvBegin + csvLine(GOODS_COLUMNS)
  for (let from = 0; from < goods.length; from += AT_ONCE)
    yield goods
      .slice(from, from + AT_ONCE)
      .map(lineOf)
      .join('')
}
