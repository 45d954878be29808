import type { KeptGood } from './goods-file.ts'
import { type Books, nameKey, type Parent, wordKey } from './goods-import-books.ts'
import type { Fields } from './goods-import-fields.ts'
import { isId, type ProductId } from './ids.ts'

/** The good a row is about: by its id, else by its SKU, else by its name and variant; otherwise a new one. Or why that cannot be told. */
export function existing(
  fields: Fields,
  name: string,
  variant: string | null,
  books: Books,
): { readonly before: KeptGood | undefined; readonly id?: ProductId } | string {
  const given = fields('id') ?? ''
  if (given !== '') {
    if (!isId('product', given))
      return `“${given.slice(0, 60)}” is no id of a good. Leave it empty for a new one.`
    return { before: books.byId.get(given), id: given }
  }
  const sku = fields('sku') || undefined
  const bySku = sku === undefined ? undefined : books.bySku.get(sku)
  return bySku ? { before: bySku } : called(name, variant, sku, books)
}

/** The only one of that name; one that is sold comes before archived ones. What has another SKU is another good. */
function called(name: string, variant: string | null, sku: string | undefined, books: Books) {
  const parent = variant === null ? undefined : books.parents.get(wordKey(name))
  const named = (books.byName.get(nameKey(name, variant)) ?? []).filter(
    good => parent === undefined || good.parentId === parent.id,
  )
  const sold = named.filter(({ archived }) => !archived)
  const all = sold.length > 0 ? sold : named
  const found =
    sku === undefined ? all : all.filter(good => good.sku === null && !books.claimedIds.has(good.id))
  if (found.length > 1)
    return `${found.length} goods are called “${name.slice(0, 60)}”. Write the id or the SKU of the one that is meant.`
  return { before: found[0] }
}

/** Known by its id where the variant is there already, else by the name they share. */
export function parentOf(
  before: KeptGood | undefined,
  variant: string | null,
  name: string,
  books: Books,
): Parent | undefined {
  if (before) return before.parentId === null ? undefined : books.parentsById.get(before.parentId)
  return variant === null ? undefined : books.parents.get(wordKey(name))
}

/** What the row is to be called: a variant is called what its good is called. One that says what it always said follows its good. */
export function nameOf(
  name: string,
  before: KeptGood | undefined,
  parent: Parent | undefined,
  books: Books,
): { readonly name: string } | string {
  const good = parent ?? (before?.parentId ? books.byId.get(before.parentId) : undefined)
  if (good === undefined || name === before?.name) return { name }
  return wordKey(name) === wordKey(good.name)
    ? { name: good.name }
    : `A variant has the name of its good: write “${good.name}”, or change the good’s own line too.`
}
