import { csvBegin, csvLine } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { GOODS_COLUMNS, type KeptGood, namesIn, rowWritten } from '#lib/domain/goods-file.ts'
import { invariant } from '#lib/domain/result.ts'
import type { World } from '#lib/ports/world.ts'

const AT_ONCE = 1_000

/** All goods as a file that imports again unchanged, in pieces, so that nobody waits for the whole of it. */
export async function goodsFile({ goods, shops }: Pick<World, 'goods' | 'shops'>) {
  const [shop, kept] = await Promise.all([shops.shop(), goods.kept()])
  invariant(shop, 'somebody is signed in at no shop')
  const names = namesIn(kept)
  const { exponent } = factsOf(shop.currency)
  const lineOf = (good: KeptGood) => csvLine(rowWritten(good, names, exponent))
  return { rows: kept.goods.length, narrowed: {}, pieces: piecesOf(kept.goods, lineOf) }
}

function* piecesOf(goods: readonly KeptGood[], lineOf: (good: KeptGood) => string): Generator<string, void> {
  yield csvBegin + csvLine(GOODS_COLUMNS)
  for (let from = 0; from < goods.length; from += AT_ONCE)
    yield goods
      .slice(from, from + AT_ONCE)
      .map(lineOf)
      .join('')
}
