import type { drizzle } from 'drizzle-orm/node-postgres'
import type { Shop } from '#lib/ports/shops.ts'
import { barcodeOf, SAMPLES, sampleId } from './sample-catalogue.ts'
import { samplePrice, sampleTaxRateBp } from './sample-prices.ts'
import { category, product, productBarcode } from './schema/catalogue.ts'

/** Puts the sample goods on the shelf. Their ids are always the same ones, so loading them again changes nothing. */
export async function loadSamples(
  db: ReturnType<typeof drizzle>,
  shop: Pick<Shop, 'country' | 'currency' | 'taxIncluded' | 'customTaxRateBp'>,
): Promise<void> {
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
  await db.transaction(async tx => {
    await tx.insert(category).values(shelves).onConflictDoNothing()
    await tx.insert(product).values(goods).onConflictDoNothing()
    await tx.insert(productBarcode).values(barcodes).onConflictDoNothing()
  })
}
