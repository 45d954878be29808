import { sql } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/node-postgres'
import { catalogueKey } from '#lib/contracts/keys.ts'
import type { Signal } from '#lib/ports/live.ts'
import type { Shop } from '#lib/ports/shops.ts'
import { barcodeOf, SAMPLES, sampleId } from './sample-catalogue.ts'
import { samplePrice, sampleTaxRateBp } from './sample-prices.ts'
import { catalogueVersion, category, product, productBarcode } from './schema/catalogue.ts'
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
    const added = await tx.insert(product).values(goods).onConflictDoNothing().returning({ id: product.id })
    await tx.insert(productBarcode).values(barcodes).onConflictDoNothing()
    if (added.length === 0) return []
    const version = tx.select({ version: catalogueVersion.version }).from(catalogueVersion)
    return tx
      .insert(signal)
      .values({ key: catalogueKey, version: sql`${version}`, at })
      .returning()
  })
}
