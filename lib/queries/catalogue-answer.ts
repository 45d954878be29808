import type { CatalogueAnswer } from '#lib/contracts/sale-answer.ts'
import type { World } from '#lib/ports/world.ts'

/** Everything the shop sells, turned on its side: a list per column is a quarter of the size of a list of goods. */
export async function catalogueAnswer({ catalogue }: Pick<World, 'catalogue'>): Promise<CatalogueAnswer> {
  const { version, categories, products } = await catalogue.all()
  const places = new Map(categories.map((category, place) => [category.id, place]))
  const sold = products.filter(product => places.has(product.categoryId))
  return {
    version,
    categories: categories.map(({ id, name, colour }) => ({ id, name, colour })),
    id: sold.map(product => product.id),
    name: sold.map(product => product.name),
    sku: sold.map(product => product.sku),
    barcodes: sold.map(product => product.barcodes),
    priceMinor: sold.map(product => product.priceMinor),
    taxRateBp: sold.map(product => product.taxRateBp),
    category: sold.map(product => places.get(product.categoryId) ?? 0),
    favourite: sold.map(product => product.favourite),
  }
}
