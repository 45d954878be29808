import type { CatalogueAnswer, CatalogueChanges } from '#lib/contracts/catalogue.ts'
import type { World } from '#lib/ports/world.ts'

/** Everything the shop sells, turned on its side: a list per column is a quarter of the size of a list of goods. */
export async function catalogueAnswer({ catalogue }: Pick<World, 'catalogue'>): Promise<CatalogueAnswer> {
  const { version, categories, taxes, groups, products } = await catalogue.all()
  const shelves = placesOf(categories)
  const classes = placesOf(taxes)
  const questions = placesOf(groups)
  const sold = products.filter(product => shelves.has(product.categoryId))
  const rows = placesOf(sold)
  return {
    ...{ version, categories, taxes, groups },
    id: sold.map(product => product.id),
    name: sold.map(product => product.name),
    sku: sold.map(product => product.sku),
    barcodes: sold.map(product => product.barcodes),
    priceMinor: sold.map(product => product.priceMinor),
    category: sold.map(product => shelves.get(product.categoryId) ?? 0),
    tax: sold.map(product => classes.get(product.taxClassId) ?? -1),
    favourite: sold.map(product => product.favourite),
    variants: sold.flatMap(({ parentId, variantName }, row) => {
      const of = parentId === null ? undefined : rows.get(parentId)
      return of === undefined ? [] : [{ row, of, name: variantName ?? '' }]
    }),
    asks: sold.flatMap(({ groupIds }, row) => {
      const asked = groupIds.flatMap(id => questions.get(id) ?? [])
      return asked.length === 0 ? [] : [{ row, groups: asked }]
    }),
    stock: sold.flatMap(({ stock }, row) => (stock ? [{ row, ...stock }] : [])),
    pictures: sold.flatMap(({ picture }, row) => (picture === null ? [] : [{ row, version: picture }])),
  }
}

const placesOf = (list: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
  new Map(list.map(({ id }, place) => [id, place]))

/** What changed after that version; undefined where everything is the shorter answer, or the only one. */
export async function catalogueChanges(
  { catalogue }: Pick<World, 'catalogue'>,
  since: string,
): Promise<CatalogueChanges | undefined> {
  const changed = /^\d{1,15}$/.test(since) ? await catalogue.since(Number(since)) : undefined
  return changed && { ...changed, since }
}
