import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { registerKey } from '#lib/contracts/keys.ts'
import type { Favourites, StockWish } from '#lib/domain/goods.ts'
import type { ProductId, RegisterId } from '#lib/domain/ids.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import type { Announce } from '#lib/ports/live.ts'
import { makeCategories } from './categories.ts'
import { run, statement } from './connect.ts'
import { goodDetail, movementsOf } from './good-detail.ts'
import { makeGoodPictures } from './good-pictures.ts'
import { saveGood } from './good-save.ts'
import { makeGoodsBulk } from './goods-bulk.ts'
import {
  changed,
  changeGoods,
  type Done,
  type GoodsNeeds,
  notFound,
  type Transaction,
} from './goods-change.ts'
import { goodsFound, goodsPage } from './goods-list.ts'
import { makeModifierGroups } from './modifier-groups.ts'
import { product, registerFavourite, stockMovement } from './schema/catalogue.ts'
import { register } from './schema/shop.ts'
import { makeTaxClasses } from './tax-classes.ts'

/** The office's side of the goods, on PostgreSQL. */
export function makeGoodsStore({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): GoodsStore {
  const needs: GoodsNeeds = { pool, announce, db: drizzle(pool) }
  return {
    ...makeCategories(needs),
    ...makeTaxClasses(needs),
    ...makeModifierGroups(needs),
    ...makeFavourites(needs),
    ...makeGoodsBulk(needs),
    ...makeGoodPictures(needs),
    page: query => goodsPage(pool, query),
    found: wanted => goodsFound(pool, wanted),
    good: id => goodDetail(pool, id),
    movements: (id, limit) => movementsOf(pool, id, limit),
    async save(wish, at, by) {
      const before = await goodDetail(pool, wish.id)
      return changeGoods(needs, by, tx => saveGood(tx, wish, at, before))
    },
    archive: (id, archived, at, by) => changeGoods(needs, by, tx => archiveGood(tx, id, archived, at)),
    moveStock: (wish, by) =>
      changeGoods(needs, by, tx =>
        moveStock(tx, wish, { staffId: by.staffId, staffName: by.staffName, at: by.at }),
      ),
  }
}

async function archiveGood(tx: Transaction, id: ProductId, archived: boolean, at: number): Promise<Done> {
  const here = and(eq(product.id, id), isNull(product.parentId))
  const [row] = await tx.select().from(product).where(here).for('update')
  if (!row) return notFound
  if (row.version !== at) return changed
  await tx
    .update(product)
    .set({ archived, version: row.version + 1 })
    .where(here)
  // Its variants are sold or not with it, and the tills hear of goods one by one.
  await tx
    .update(product)
    .set({ version: sql`${product.version}` })
    .where(eq(product.parentId, id))
  return {
    what: archived ? 'archive_good' : 'restore_good',
    subject: id,
    named: row.name,
    before: { archived: row.archived },
    after: { archived },
  }
}

type Mover = Pick<typeof stockMovement.$inferInsert, 'staffId' | 'staffName' | 'at'>

async function moveStock(tx: Transaction, wish: StockWish, by: Mover): Promise<Done> {
  const { productId, reason, note } = wish
  const [row] = await tx.select().from(product).where(eq(product.id, productId)).for('update')
  if (!row) return notFound
  const change = 'count' in wish ? wish.count - row.stock : wish.change
  const stock = row.stock + change
  await tx.update(product).set({ stock }).where(eq(product.id, productId))
  await tx.insert(stockMovement).values({ ...by, productId, change, reason, note })
  return {
    what: 'move_stock',
    subject: productId,
    named: row.variantName === null ? row.name : `${row.name}, ${row.variantName}`,
    before: { stock: row.stock },
    after: { stock, reason, ...(note === null ? {} : { note }) },
  }
}

type Tile = Favourites['goods'][number]

const TILES = statement(
  'favourite_tiles',
  `select p.id, p.name, c.colour, p.favourite as "isShops" from product p join category c on c.id = p.category_id
   where p.parent_id is null and not p.archived
     and (p.favourite or p.id in (select product_id from register_favourite where register_id = $1))
   order by p.position, p.id`,
)

function makeFavourites(needs: GoodsNeeds): Pick<GoodsStore, 'favourites' | 'saveFavourites'> {
  const read = async (db: Pick<Transaction, 'select'>, registerId: RegisterId) => {
    const rows = await db
      .select({ id: registerFavourite.productId })
      .from(registerFavourite)
      .where(eq(registerFavourite.registerId, registerId))
      .orderBy(asc(registerFavourite.position))
    // True because only ids of products are ever put there.
    return rows.map(({ id }) => id as ProductId)
  }
  return {
    async favourites(registerId) {
      const [own, tiles] = await Promise.all([
        read(needs.db, registerId),
        run<Tile>(needs.pool, TILES, [registerId]),
      ])
      return { own, goods: tiles }
    },
    saveFavourites: (registerId, ids, was, by) =>
      changeGoods(
        needs,
        by,
        async tx => {
          const here = eq(register.id, registerId)
          const [row] = await tx.select({ name: register.name }).from(register).where(here).for('update')
          if (!row) return notFound
          const before = await read(tx, registerId)
          if (String(before) !== String(was)) return changed
          await tx.delete(registerFavourite).where(eq(registerFavourite.registerId, registerId))
          const rows = ids.map((productId, position) => ({ registerId, productId, position }))
          if (rows.length > 0) await tx.insert(registerFavourite).values(rows)
          const entry = { what: 'arrange_favourites', subject: registerId, named: row.name }
          return { ...entry, before: { favourites: before }, after: { favourites: ids } }
        },
        registerKey,
      ),
  }
}
