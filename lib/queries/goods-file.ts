import { csvBegin, csvLine } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { GOODS_COLUMNS, namesIn, rowWritten } from '#lib/domain/goods-file.ts'
import { invariant } from '#lib/domain/result.ts'
import type { World } from '#lib/ports/world.ts'

const AT_ONCE = 1_000

/** All goods as a file that imports again unchanged, in pieces, so that nobody waits for the whole of it. */
export async function* goodsFile({
  goods,
  shops,
}: Pick<World, 'goods' | 'shops'>): AsyncGenerator<string, void> {
  const [shop, kept] = await Promise.all([shops.shop(), goods.kept()])
  invariant(shop, 'somebody is signed in at no shop')
  const names = namesIn(kept)
  const { exponent } = factsOf(shop.currency)
  yield csvBegin + csvLine(GOODS_COLUMNS)
  for (let from = 0; from < kept.goods.length; from += AT_ONCE)
    yield kept.goods
      .slice(from, from + AT_ONCE)
      .map(good => csvLine(rowWritten(good, names, exponent)))
      .join('')
}
