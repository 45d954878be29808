import { and, asc, count, eq, isNull, max, sql } from 'drizzle-orm'
import type { CategoryRow } from '#lib/domain/goods.ts'
import type { CategoryId } from '#lib/domain/ids.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import {
  changed,
  changeGoods,
  difference,
  type GoodsNeeds,
  inUse,
  isCalled,
  nameTaken,
  notFound,
} from './goods-change.ts'
import { category, product } from './schema/catalogue.ts'

type Categories = Pick<GoodsStore, 'categories' | 'saveCategory' | 'orderCategories' | 'removeCategory'>

export function makeCategories(needs: GoodsNeeds): Categories {
  return {
    async categories() {
      // Counted once for all of them: one by one each would look for its own among fifty thousand.
      const counts = needs.db
        .select({ categoryId: product.categoryId, goods: count().as('goods') })
        .from(product)
        .where(isNull(product.parentId))
        .groupBy(product.categoryId)
        .as('counts')
      const rows = await needs.db
        .select({
          id: category.id,
          name: category.name,
          colour: category.colour,
          version: category.version,
          goods: sql<number>`coalesce(${counts.goods}, 0)::int`,
        })
        .from(category)
        .leftJoin(counts, eq(counts.categoryId, category.id))
        .orderBy(asc(category.position), asc(category.id))
      // True because only ids of categories are ever put there.
      return rows.map(row => ({ ...row, id: row.id as CategoryRow['id'] }))
    },
    saveCategory: ({ id, name, colour }, at, by) =>
      changeGoods(needs, by, async tx => {
        const entry = { what: at === 0 ? 'make_category' : 'save_category', subject: id, named: name }
        if (at === 0) {
          if (await isCalled(tx, 'category', { id, name })) return nameTaken
          const [last] = await tx.select({ position: max(category.position) }).from(category)
          await tx.insert(category).values({ id, name, colour, position: (last?.position ?? -1) + 1 })
          return { ...entry, after: { name, colour } }
        }
        const [before] = await tx.select().from(category).where(eq(category.id, id)).for('update')
        if (!before) return notFound
        if (before.version !== at) return changed
        if (before.name !== name && (await isCalled(tx, 'category', { id, name }))) return nameTaken
        await tx
          .update(category)
          .set({ name, colour, version: at + 1 })
          .where(eq(category.id, id))
        return { ...entry, ...difference({ name: before.name, colour: before.colour }, { name, colour }) }
      }),
    orderCategories: (ids, by) =>
      changeGoods(needs, by, async tx => {
        const rows = await tx.select().from(category).orderBy(asc(category.position)).for('update')
        const before = rows.map(row => row.id)
        if (String([...before].sort()) !== String([...ids].sort())) return changed
        for (const [position, id] of ids.entries()) {
          const moved = and(eq(category.id, id), sql`${category.position} <> ${position}`)
          await tx.update(category).set({ position }).where(moved)
        }
        const names = (list: readonly string[]) => list.map(id => rows.find(row => row.id === id)?.name ?? id)
        const entry = { what: 'order_categories', subject: 'categories' }
        return { ...entry, before: { order: names(before) }, after: { order: names(ids) } }
      }),
    removeCategory: (id, by) => changeGoods(needs, by, tx => remove(tx, id)),
  }
}

async function remove(tx: Parameters<Parameters<typeof changeGoods>[2]>[0], id: CategoryId) {
  const [row] = await tx.select().from(category).where(eq(category.id, id)).for('update')
  if (!row) return notFound
  const [good] = await tx.select({ id: product.id }).from(product).where(eq(product.categoryId, id)).limit(1)
  if (good) return inUse
  await tx.delete(category).where(eq(category.id, id))
  const { name, colour } = row
  return { what: 'remove_category', subject: id, named: name, before: { name, colour } }
}
