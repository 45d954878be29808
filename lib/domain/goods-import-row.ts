import { barcodeProblem } from './barcode.ts'
import {
  amountRead,
  type GoodsColumn,
  type GoodsKept,
  type KeptGood,
  listRead,
  stockModeRead,
  yesNoRead,
} from './goods-file.ts'
import { type Books, type GoodPut, nameKey, type Parent } from './goods-import-books.ts'
import { type CategoryId, idOf, isId, type ProductId } from './ids.ts'

/** What one row says under a column: undefined where the file has no such column. */
export type Fields = (column: GoodsColumn) => string | undefined

/** What there is already, how the shop counts money, and where new ids come from. */
export type Context = {
  readonly kept: GoodsKept
  readonly exponent: number
  readonly uuid: () => string
}

const LONGEST_NAME = 120
const LONGEST_VARIANT = 60

export type Wanted = { readonly put: GoodPut; readonly before: KeptGood | undefined }

/** The good that a row wants, or the sentence that says what is wrong with it. */
export function goodIn(fields: Fields, line: number, books: Books, context: Context): Wanted | string {
  const name = fields('name') ?? ''
  const variant = fields('variant') || null
  if (name === '') return 'The name is missing.'
  if (name.length > LONGEST_NAME) return `The name is longer than ${LONGEST_NAME} signs.`
  if (variant && variant.length > LONGEST_VARIANT)
    return `The variant’s name is longer than ${LONGEST_VARIANT} signs.`
  const found = existing(fields, name, variant, books)
  if (typeof found === 'string') return found
  const { before } = found
  const id = before?.id ?? found.id ?? idOf('product', context.uuid())
  const earlier = books.claimedIds.get(id)
  if (earlier !== undefined) return `Line ${earlier} is about the same good.`
  const parent = parentOf(before, variant, name, books)
  if (variant && !before && !parent) return `The line of “${name}” itself must stand before its variants.`
  if (before && (before.variant === null) !== (variant === null))
    return 'A good cannot become a variant, nor a variant a good.'
  const parts = partsIn(fields, line, { id, before, parent }, books, context)
  if (typeof parts === 'string') return parts
  const put: GoodPut = {
    ...parts,
    id,
    name,
    variant,
    parentId: before ? before.parentId : (parent?.id ?? null),
    isNew: before === undefined,
    codesMove: !before || before.sku !== parts.sku || !isSame(before.barcodes, parts.barcodes),
    questionsMove: !before ? parts.groupIds.length > 0 : String(before.groupIds) !== String(parts.groupIds),
  }
  return { put, before }
}

function existing(
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
  const sku = fields('sku')
  const bySku = sku ? books.bySku.get(sku) : undefined
  return { before: bySku ?? books.byName.get(nameKey(name, variant)) }
}

/** Known by its id where the variant is there already, else by the name they share. */
function parentOf(
  before: KeptGood | undefined,
  variant: string | null,
  name: string,
  books: Books,
): Parent | undefined {
  if (before) return before.parentId === null ? undefined : books.parentsById.get(before.parentId)
  return variant === null ? undefined : books.parents.get(name.toLowerCase())
}

type About = {
  readonly id: ProductId
  readonly before: KeptGood | undefined
  readonly parent: Parent | undefined
}
type Parts = Omit<GoodPut, 'id' | 'name' | 'variant' | 'parentId' | 'isNew' | 'codesMove' | 'questionsMove'>

function partsIn(
  fields: Fields,
  line: number,
  { id, before, parent }: About,
  books: Books,
  context: Context,
): Parts | string {
  const codes = codesIn(fields, id, before, books)
  if (typeof codes === 'string') return codes
  const money = moneyIn(fields, before, context.exponent)
  if (typeof money === 'string') return money
  const place = placeIn(fields, before, parent, books, context)
  if (typeof place === 'string') return place
  const counted = stockIn(fields, before)
  if (typeof counted === 'string') return counted
  const favourite = flagIn(fields, 'favourite', before?.favourite ?? false)
  const archived = flagIn(fields, 'archived', before?.archived ?? false)
  if (favourite === undefined || archived === undefined)
    return `Line ${line}: write yes or no under favourite and archived.`
  const groupIds = questionsIn(fields, before, parent !== undefined || before?.parentId != null, books)
  if (typeof groupIds === 'string') return groupIds
  return { ...codes, ...money, ...place, ...counted, favourite, archived, groupIds }
}

function codesIn(fields: Fields, id: ProductId, before: KeptGood | undefined, books: Books) {
  const skuTyped = fields('sku')
  const sku = skuTyped === undefined ? (before?.sku ?? null) : skuTyped || null
  if (sku && sku.length > 60) return 'The SKU is longer than 60 signs.'
  const takenSku = sku === null ? undefined : books.claimedSkus.get(sku)
  if (takenSku !== undefined) return `Line ${takenSku} has the SKU ${sku} too.`
  const skuOwner = sku === null ? undefined : books.bySku.get(sku)
  if (skuOwner && skuOwner.id !== id && !books.freedSkus.has(sku ?? ''))
    return `The SKU ${sku} is already on “${fullName(skuOwner)}”.`
  const typed = fields('barcodes')
  const barcodes = typed === undefined ? (before?.barcodes ?? []) : listRead(typed)
  if (barcodes.length > 20) return 'A good has at most 20 barcodes.'
  if (new Set(barcodes).size !== barcodes.length) return 'The same barcode stands here twice.'
  for (const code of barcodes) {
    const problem = barcodeProblem(code)
    if (problem) return problem
    const claimed = books.claimedCodes.get(code)
    if (claimed !== undefined) return `Line ${claimed} has the barcode ${code} too.`
    const owner = books.codeOwner.get(code)
    if (owner !== undefined && owner !== id && !books.freedCodes.has(code)) {
      const good = books.byId.get(owner)
      return `The barcode ${code} is already on “${good ? fullName(good) : owner}”.`
    }
  }
  return { sku, barcodes }
}

const fullName = ({ name, variant }: KeptGood): string => (variant ? `${name}, ${variant}` : name)

function moneyIn(fields: Fields, before: KeptGood | undefined, exponent: number) {
  const priceTyped = fields('price')
  if (priceTyped === undefined && !before) return 'A new good needs a price: the file has no column for it.'
  const priceMinor = priceTyped === undefined ? before?.priceMinor : amountRead(priceTyped, exponent)
  if (priceMinor === undefined)
    return priceTyped === ''
      ? 'The price is missing.'
      : `“${(priceTyped ?? '').slice(0, 40)}” is no price. Write it like ${amountExample(exponent)}, without a currency.`
  const costTyped = fields('cost')
  if (costTyped === undefined || costTyped === '')
    return { priceMinor, costMinor: costTyped === undefined ? (before?.costMinor ?? null) : null }
  const costMinor = amountRead(costTyped, exponent)
  if (costMinor === undefined)
    return `“${costTyped.slice(0, 40)}” is no cost. Write it like ${amountExample(exponent)}.`
  return { priceMinor, costMinor }
}

const amountExample = (exponent: number): string => (exponent === 0 ? '450' : '4.50')

function placeIn(
  fields: Fields,
  before: KeptGood | undefined,
  parent: Parent | undefined,
  books: Books,
  context: Context,
) {
  // A variant is where its parent is, whatever its line says.
  if (parent) return { categoryId: parent.categoryId, taxClassId: parent.taxClassId }
  if (before?.parentId) return { categoryId: before.categoryId, taxClassId: before.taxClassId }
  const categoryId = categoryIn(fields('category'), before, books, context)
  if (!categoryId) return 'The category is missing.'
  const typed = fields('tax class')
  const taxClassId = typed
    ? books.taxClasses.get(typed.toLowerCase())
    : (before?.taxClassId ?? context.kept.taxClasses.find(({ isDefault }) => isDefault)?.id)
  if (!taxClassId) return `There is no tax class “${(typed ?? '').slice(0, 60)}”.`
  return { categoryId, taxClassId }
}

function categoryIn(
  typed: string | undefined,
  before: KeptGood | undefined,
  books: Books,
  context: Context,
): CategoryId | undefined {
  if (typed === undefined || typed === '') return before?.categoryId
  const known = books.categories.get(typed.toLowerCase())
  if (known) return known
  const made = books.newCategories.get(typed.toLowerCase())
  if (made) return made.id
  const id = idOf('category', context.uuid())
  books.newCategories.set(typed.toLowerCase(), { id, name: typed.slice(0, 60) })
  return id
}

function stockIn(fields: Fields, before: KeptGood | undefined) {
  const modeTyped = fields('stock counted')
  const stockMode = modeTyped === undefined ? (before?.stockMode ?? 'off') : stockModeRead(modeTyped)
  if (stockMode === undefined) return 'Write no, warn or block under stock counted.'
  const typed = fields('stock')
  if (typed === undefined || typed === '' || stockMode === 'off') return { stockMode, stock: null }
  if (!/^-?\d{1,7}$/.test(typed)) return `“${typed.slice(0, 40)}” is no count. Write a whole number.`
  return { stockMode, stock: Number(typed) }
}

function flagIn(fields: Fields, column: 'favourite' | 'archived', otherwise: boolean): boolean | undefined {
  const typed = fields(column)
  return typed === undefined ? otherwise : yesNoRead(typed)
}

function questionsIn(fields: Fields, before: KeptGood | undefined, isVariant: boolean, books: Books) {
  const typed = fields('questions')
  // Variants ask their parent's.
  if (typed === undefined || isVariant) return before?.groupIds ?? []
  const names = listRead(typed)
  const ids = names.map(name => books.groups.get(name.toLowerCase()))
  const missing = names.find((_, place) => ids[place] === undefined)
  if (missing !== undefined)
    return `There is no question “${missing.slice(0, 60)}”. Make it in the office first.`
  return ids.flatMap(id => id ?? [])
}

export const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')
