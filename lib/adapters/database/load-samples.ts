import { asc, desc, eq, sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/node-postgres'
import { catalogueKey } from '#lib/contracts/keys.ts'
import type { Signal } from '#lib/ports/live.ts'
import type { Shop } from '#lib/ports/shops.ts'
import { barcodeOf, SAMPLES, sampleId } from './sample-catalogue.ts'
import { samplePrice, sampleTaxRateBp, taxNameIn } from './sample-prices.ts'
import { catalogueVersion, category, product, productBarcode, taxClass, taxRate } from './schema/catalogue.ts'
import { signal } from './schema/diary.ts'

/** Puts the sample goods on the shelf. Their ids are always the same ones, so loading them again changes nothing. Returns what there is to announce. */
export async function loadSamples(
  db: ReturnType<typeof drizzle>,
  shop: Pick<Shop, 'country' | 'currency' | 'taxIncluded' | 'customTaxRateBp'>,
  at: number,
): Promise<readonly Signal[]> {
  const shelves = SAMPLES.map(({ name, colour }, position) => ({
    id: sampleId('category', position),
    name,
    colour,
    position,
  }))
  const goods = SAMPLES.flatMap(({ goods }, shelf) =>
    goods.map(one => ({ ...one, categoryId: sampleId('category', shelf) })),
  ).map((one, position) => ({
    id: sampleId('product', position),
    categoryId: one.categoryId,
    name: one.name,
    sku: one.sku,
    priceMinor: samplePrice(one.price, shop),
    taxRateBp: sampleTaxRateBp(one.tax, shop),
    favourite: one.favourite === true,
    position,
  }))
  const barcodes = goods.map((one, position) => ({ barcode: barcodeOf(position), productId: one.id }))
  return db.transaction(async tx => {
    await tx.insert(category).values(shelves).onConflictDoNothing()
    const classes = await taxClassesFor(tx, shop)
    const taxed = goods.map(({ taxRateBp, ...one }) => ({ ...one, taxClassId: classes.get(taxRateBp) ?? '' }))
    const added = await tx.insert(product).values(taxed).onConflictDoNothing().returning({ id: product.id })
    await tx.insert(productBarcode).values(barcodes).onConflictDoNothing()
    if (added.length === 0) return []
    const version = tx.select({ version: catalogueVersion.version }).from(catalogueVersion)
    return tx
      .insert(signal)
      .values({ key: catalogueKey, version: sql`${version}`, at })
      .returning()
  })
}

type Transaction = Pick<ReturnType<typeof drizzle>, 'select' | 'insert'>

/** A class for each rate the samples are taxed at: the shop's own, which was founded with it, and one for food where that is less. */
async function taxClassesFor(
  tx: Transaction,
  shop: Pick<Shop, 'country' | 'customTaxRateBp'>,
): Promise<ReadonlyMap<number, string>> {
  const rateBp = sampleTaxRateBp('food', shop)
  if (rateBp !== shop.customTaxRateBp) {
    const id = sampleId('taxclass', 1)
    const name = rateBp === 0 ? 'Zero' : 'Reduced'
    await tx.insert(taxClass).values({ id, name, position: 1 }).onConflictDoNothing()
    const rate = { taxClassId: id, position: 0, name: taxNameIn(shop.country), rateBp }
    await tx.insert(taxRate).values(rate).onConflictDoNothing()
  }
  const rows = await tx
    .select({ id: taxClass.id, rateBp: taxRate.rateBp })
    .from(taxClass)
    .innerJoin(taxRate, eq(taxRate.taxClassId, taxClass.id))
    .orderBy(asc(taxClass.isDefault), desc(taxClass.position))
  return new Map(rows.map(row => [row.rateBp, row.id]))
}
