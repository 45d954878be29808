import { asc, eq, max, sql } from 'drizzle-orm'
import type { TaxClassWish } from '#lib/domain/goods.ts'
import type { TaxClassId } from '#lib/domain/ids.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import {
  changed,
  changeGoods,
  type Done,
  difference,
  type GoodsNeeds,
  inUse,
  isCalled,
  nameTaken,
  notFound,
  type Transaction,
} from './goods-change.ts'
import { product, taxClass, taxRate } from './schema/catalogue.ts'

type TaxClasses = Pick<GoodsStore, 'taxClasses' | 'saveTaxClass' | 'removeTaxClass'>

export function makeTaxClasses(needs: GoodsNeeds): TaxClasses {
  return {
    async taxClasses() {
      const [rows, rates] = await Promise.all([
        needs.db
          .select({
            id: taxClass.id,
            name: taxClass.name,
            isDefault: taxClass.isDefault,
            version: taxClass.version,
            goods: sql<number>`(select count(*)::int from product p where p.tax_class_id = tax_class.id and p.parent_id is null)`,
          })
          .from(taxClass)
          .orderBy(asc(taxClass.position), asc(taxClass.id)),
        needs.db.select().from(taxRate).orderBy(asc(taxRate.position)),
      ])
      return rows.map(row => ({
        ...row,
        // True because only ids of tax classes are ever put there.
        id: row.id as TaxClassId,
        rates: rates.filter(rate => rate.taxClassId === row.id).map(rateFrom),
      }))
    },
    saveTaxClass: (wish, at, by) => changeGoods(needs, by, tx => save(tx, wish, at)),
    removeTaxClass: (id, by) => changeGoods(needs, by, tx => remove(tx, id)),
  }
}

const rateFrom = ({ name, rateBp, locationId }: typeof taxRate.$inferSelect) => ({ name, rateBp, locationId })

/** One class is the one typed amounts are taxed by: another takes its place, nothing takes it away. */
async function save(tx: Transaction, wish: TaxClassWish, at: number): Promise<Done> {
  const { id, name, rates } = wish
  const [before] = await tx.select().from(taxClass).where(eq(taxClass.id, id)).for('update')
  if ((before?.version ?? 0) !== at) return changed
  if (before?.name !== name && (await isCalled(tx, 'tax_class', wish))) return nameTaken
  const isDefault = wish.isDefault || before?.isDefault === true
  const old = before
    ? await tx.select().from(taxRate).where(eq(taxRate.taxClassId, id)).orderBy(asc(taxRate.position))
    : []
  if (isDefault && !before?.isDefault)
    // Another version, too: a form that was opened before would give it the place back.
    await tx
      .update(taxClass)
      .set({ isDefault: false, version: sql`${taxClass.version} + 1` })
      .where(eq(taxClass.isDefault, true))
  if (before) {
    await tx
      .update(taxClass)
      .set({ name, isDefault, version: at + 1 })
      .where(eq(taxClass.id, id))
    await tx.delete(taxRate).where(eq(taxRate.taxClassId, id))
  } else {
    const [last] = await tx.select({ position: max(taxClass.position) }).from(taxClass)
    await tx.insert(taxClass).values({ id, name, isDefault, position: (last?.position ?? -1) + 1 })
  }
  const rows = rates.map((rate, position) => ({ ...rate, taxClassId: id, position }))
  if (rows.length > 0) await tx.insert(taxRate).values(rows)
  const was = before && { name: before.name, isDefault: before.isDefault, rates: old.map(rateFrom) }
  return {
    what: before ? 'save_tax_class' : 'make_tax_class',
    subject: id,
    named: name,
    ...difference(was, { name, isDefault, rates }),
  }
}

async function remove(tx: Transaction, id: TaxClassId): Promise<Done> {
  const [row] = await tx.select().from(taxClass).where(eq(taxClass.id, id)).for('update')
  if (!row) return notFound
  const [good] = await tx.select({ id: product.id }).from(product).where(eq(product.taxClassId, id)).limit(1)
  if (good || row.isDefault) return inUse
  const rates = await tx.delete(taxRate).where(eq(taxRate.taxClassId, id)).returning()
  await tx.delete(taxClass).where(eq(taxClass.id, id))
  const before = { name: row.name, rates: rates.map(rateFrom) }
  return { what: 'remove_tax_class', subject: id, named: row.name, before }
}
