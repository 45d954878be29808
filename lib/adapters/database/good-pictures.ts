import { and, eq, isNull } from 'drizzle-orm'
import type { KeptPicture } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import { PICTURE } from './catalogue-sql.ts'
import { run, statement } from './connect.ts'
import {
  changed,
  changeGoods,
  type Done,
  type GoodsNeeds,
  notFound,
  type Transaction,
} from './goods-change.ts'
import { product, productPicture } from './schema/catalogue.ts'

const READ = statement(
  'good_picture',
  `select type, bytes from product_picture pic where product_id = $1 and ${PICTURE} = $2`,
)

type Kept = Pick<KeptPicture, 'type' | 'bytes'>

/** What stands on the tiles. */
export function makeGoodPictures(needs: GoodsNeeds): Pick<GoodsStore, 'picture' | 'savePicture'> {
  return {
    picture: async (id, version) => (await run<Kept>(needs.pool, READ, [id, version]))[0],
    savePicture: (id, picture, was, by) => changeGoods(needs, by, tx => save(tx, id, picture, was)),
  }
}

async function save(
  tx: Transaction,
  id: ProductId,
  picture: KeptPicture | null,
  was: string | null,
): Promise<Done> {
  const here = and(eq(product.id, id), isNull(product.parentId))
  const [good] = await tx.select({ name: product.name }).from(product).where(here).for('update')
  if (!good) return notFound
  const its = eq(productPicture.productId, id)
  const [kept] = await tx.select({ hash: productPicture.hash }).from(productPicture).where(its)
  const isAsSeen = was === null ? !kept : kept?.hash.startsWith(was)
  if (!isAsSeen && kept?.hash !== picture?.hash) return changed
  if (picture)
    await tx
      .insert(productPicture)
      .values({ productId: id, ...picture })
      .onConflictDoUpdate({ target: productPicture.productId, set: picture })
  else await tx.delete(productPicture).where(its)
  return {
    what: picture ? 'set_picture' : 'remove_picture',
    subject: id,
    named: good.name,
    before: { picture: kept?.hash ?? null },
    after: { picture: picture?.hash ?? null },
  }
}
