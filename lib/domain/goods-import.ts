import { barcodeProblem } from './barcode.ts'
import type { CsvRow } from './csv.ts'
import {
  amountRead,
  GOODS_COLUMNS,
  type GoodsColumn,
  type GoodsKept,
  type KeptGood,
  listRead,
  stockModeRead,
  yesNoRead,
} from './goods-file.ts'
import { type CategoryId, idOf, isId, type ProductId } from './ids.ts'

/** What would become of one row of a file. */
export type Fate = 'new' | 'changed' | 'unchanged' | 'wrong'

export type RowFate = {
  /** As an editor counts the lines of the file. */
  readonly line: number
  readonly fate: Fate
  /** What the row is about, for people. */
  readonly name: string
  /** What is wrong and how to put it right; or which parts change. */
  readonly note: string
}

/** A good as it shall be; only for rows that are new or change. */
export type GoodPut = Omit<KeptGood, 'categoryId' | 'stock'> & {
  readonly isNew: boolean
  readonly categoryId: CategoryId
  /** Where the file says how many there are. */
  readonly stock: number | null
  readonly codesMove: boolean
  readonly questionsMove: boolean
}

export type ImportPlan = {
  readonly rows: readonly RowFate[]
  readonly puts: readonly GoodPut[]
  /** Categories that are named and not there yet. */
  readonly newCategories: readonly { readonly id: CategoryId; readonly name: string }[]
  readonly counts: Readonly<Record<Fate, number>>
}

/** Why a file is not even looked at row by row. */
export type FileProblem =
  | { readonly kind: 'no_rows' }
  | { readonly kind: 'no_name_column' }
  | { readonly kind: 'unknown_column'; readonly column: string }
  | { readonly kind: 'column_twice'; readonly column: string }

type Context = {
  readonly kept: GoodsKept
  readonly exponent: number
  readonly uuid: () => string
}

/**
 * Holds a file against the goods, row by row: `next` takes one row, `end` tells everything. Nothing is written here. A row is an existing
 * good's by its id, else by its SKU, else by its name and variant; otherwise it is a new one.
 */
export function planImport(head: CsvRow | undefined, context: Context) {
  const columns = columnsOf(head)
  if ('kind' in columns) return { ok: false as const, problem: columns }
  const books = openBooks(context)
  const rows: RowFate[] = []
  const puts: GoodPut[] = []
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 }
  const next = (row: CsvRow): void => {
    const read = readRow(row, columns, books, context)
    counts[read.fate.fate]++
    rows.push(read.fate)
    if (read.put) puts.push(read.put)
  }
  const end = (): ImportPlan => ({ rows, puts, counts, newCategories: [...books.newCategories.values()] })
  return { ok: true as const, next, end }
}

type Columns = { readonly at: ReadonlyMap<GoodsColumn, number>; readonly width: number }

function columnsOf(head: CsvRow | undefined): Columns | FileProblem {
  if (!head) return { kind: 'no_rows' }
  const at = new Map<GoodsColumn, number>()
  for (const [place, text] of head.fields.entries()) {
    const name = text.trim().toLowerCase()
    if (name === '') continue
    const column = GOODS_COLUMNS.find(one => one === name)
    if (!column) return { kind: 'unknown_column', column: text.slice(0, 60) }
    if (at.has(column)) return { kind: 'column_twice', column }
    at.set(column, place)
  }
  return at.has('name') ? { at, width: head.fields.length } : { kind: 'no_name_column' }
}

/** What is known so far: the goods there are, and what earlier rows of the file have claimed. */
function openBooks({ kept }: Context) {
  const byId = new Map(kept.goods.map(good => [good.id, good]))
  const bySku = new Map(kept.goods.flatMap(good => (good.sku === null ? [] : [[good.sku, good] as const])))
  const byName = new Map(kept.goods.map(good => [nameKey(good.name, good.variant), good]))
  return {
    byId,
    bySku,
    byName,
    codeOwner: new Map(kept.goods.flatMap(good => good.barcodes.map(code => [code, good.id] as const))),
    claimedIds: new Map<ProductId, number>(),
    claimedSkus: new Map<string, number>(),
    claimedCodes: new Map<string, number>(),
    /** Parents by name, those of the file too. */
    parents: new Map<string, Parent>(),
    parentsById: new Map<ProductId, Parent>(),
    /** Codes and SKUs that rows of this file take away from their good. */
    freedCodes: new Set<string>(),
    freedSkus: new Set<string>(),
    categories: new Map(kept.categories.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    newCategories: new Map<string, { readonly id: CategoryId; readonly name: string }>(),
    taxClasses: new Map(kept.taxClasses.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    groups: new Map(kept.groups.map(({ id, name }) => [name.trim().toLowerCase(), id])),
  }
}

type Books = ReturnType<typeof openBooks>
type Parent = Pick<KeptGood, 'id' | 'categoryId' | 'taxClassId'>

const nameKey = (name: string, variant: string | null): string =>
  `${name.trim().toLowerCase()}\n${(variant ?? '').trim().toLowerCase()}`

const LONGEST_NAME = 120
const LONGEST_VARIANT = 60

/** What one row says, field by field: undefined where the file has no such column. */
class Fields {
  readonly row: CsvRow
  readonly columns: Columns
  constructor(row: CsvRow, columns: Columns) {
    this.row = row
    this.columns = columns
  }
  of(column: GoodsColumn): string | undefined {
    const place = this.columns.at.get(column)
    return place === undefined ? undefined : (this.row.fields[place] ?? '').trim()
  }
}

type Read = { readonly fate: RowFate; readonly put?: GoodPut }

function readRow(row: CsvRow, columns: Columns, books: Books, context: Context): Read {
  const fields = new Fields(row, columns)
  const name = fields.of('name') ?? ''
  const variant = fields.of('variant') || null
  const shown = (variant ? `${name}, ${variant}` : name).slice(0, 120)
  const wrong = (note: string): Read => ({ fate: { line: row.line, fate: 'wrong', name: shown, note } })
  if (row.fields.length !== columns.width)
    return wrong(`This line has ${row.fields.length} fields and the first line ${columns.width}.`)
  const read = goodIn(fields, row.line, books, context)
  if (typeof read === 'string') return wrong(read)
  const { put, before } = read
  const parts = before ? partsChanged(before, put) : []
  claim(put, before, row.line, books)
  if (before && parts.length === 0)
    return { fate: { line: row.line, fate: 'unchanged', name: shown, note: '' } }
  const fate = before ? 'changed' : 'new'
  return { fate: { line: row.line, fate, name: shown, note: parts.join(', ') }, put }
}

type Wanted = { readonly put: GoodPut; readonly before: KeptGood | undefined }

/** The good that a row wants, or the sentence that says what is wrong with it. */
function goodIn(fields: Fields, line: number, books: Books, context: Context): Wanted | string {
  const name = fields.of('name') ?? ''
  const variant = fields.of('variant') || null
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
  const given = fields.of('id') ?? ''
  if (given !== '') {
    if (!isId('product', given))
      return `“${given.slice(0, 60)}” is no id of a good. Leave it empty for a new one.`
    return { before: books.byId.get(given), id: given }
  }
  const sku = fields.of('sku')
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
  const skuTyped = fields.of('sku')
  const sku = skuTyped === undefined ? (before?.sku ?? null) : skuTyped || null
  if (sku && sku.length > 60) return 'The SKU is longer than 60 signs.'
  const takenSku = sku === null ? undefined : books.claimedSkus.get(sku)
  if (takenSku !== undefined) return `Line ${takenSku} has the SKU ${sku} too.`
  const skuOwner = sku === null ? undefined : books.bySku.get(sku)
  if (skuOwner && skuOwner.id !== id && !books.freedSkus.has(sku ?? ''))
    return `The SKU ${sku} is already on “${fullName(skuOwner)}”.`
  const typed = fields.of('barcodes')
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
  const priceTyped = fields.of('price')
  if (priceTyped === undefined && !before) return 'A new good needs a price: the file has no column for it.'
  const priceMinor = priceTyped === undefined ? before?.priceMinor : amountRead(priceTyped, exponent)
  if (priceMinor === undefined)
    return priceTyped === ''
      ? 'The price is missing.'
      : `“${(priceTyped ?? '').slice(0, 40)}” is no price. Write it like ${amountExample(exponent)}, without a currency.`
  const costTyped = fields.of('cost')
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
  const categoryId = categoryIn(fields.of('category'), before, books, context)
  if (!categoryId) return 'The category is missing.'
  const typed = fields.of('tax class')
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
  const modeTyped = fields.of('stock counted')
  const stockMode = modeTyped === undefined ? (before?.stockMode ?? 'off') : stockModeRead(modeTyped)
  if (stockMode === undefined) return 'Write no, warn or block under stock counted.'
  const typed = fields.of('stock')
  if (typed === undefined || typed === '' || stockMode === 'off') return { stockMode, stock: null }
  if (!/^-?\d{1,7}$/.test(typed)) return `“${typed.slice(0, 40)}” is no count. Write a whole number.`
  return { stockMode, stock: Number(typed) }
}

function flagIn(fields: Fields, column: 'favourite' | 'archived', otherwise: boolean): boolean | undefined {
  const typed = fields.of(column)
  return typed === undefined ? otherwise : yesNoRead(typed)
}

function questionsIn(fields: Fields, before: KeptGood | undefined, isVariant: boolean, books: Books) {
  const typed = fields.of('questions')
  // Variants ask their parent's.
  if (typed === undefined || isVariant) return before?.groupIds ?? []
  const names = listRead(typed)
  const ids = names.map(name => books.groups.get(name.toLowerCase()))
  const missing = names.find((_, place) => ids[place] === undefined)
  if (missing !== undefined)
    return `There is no question “${missing.slice(0, 60)}”. Make it in the office first.`
  return ids.flatMap(id => id ?? [])
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')

const PARTS = [
  ['name', 'name'],
  ['variant', 'variant'],
  ['categoryId', 'category'],
  ['taxClassId', 'tax class'],
  ['sku', 'SKU'],
  ['priceMinor', 'price'],
  ['costMinor', 'cost'],
  ['stockMode', 'stock counted'],
  ['favourite', 'favourite'],
  ['archived', 'archived'],
] as const

function partsChanged(before: KeptGood, put: GoodPut): readonly string[] {
  const parts: string[] = PARTS.filter(([part]) => before[part] !== put[part]).map(([, word]) => word)
  if (!isSame(before.barcodes, put.barcodes)) parts.push('barcodes')
  if (put.stock !== null && put.stock !== before.stock) parts.push('stock')
  if (put.questionsMove) parts.push('questions')
  return parts
}

/** What later rows may not claim too; and what this row lets go of. */
function claim(put: GoodPut, before: KeptGood | undefined, line: number, books: Books): void {
  books.claimedIds.set(put.id, line)
  if (put.sku !== null) books.claimedSkus.set(put.sku, line)
  for (const code of put.barcodes) books.claimedCodes.set(code, line)
  if (before?.sku && before.sku !== put.sku) books.freedSkus.add(before.sku)
  for (const code of before?.barcodes ?? []) if (!put.barcodes.includes(code)) books.freedCodes.add(code)
  if (put.variant !== null) return
  const { id, categoryId, taxClassId } = put
  books.parents.set(put.name.toLowerCase(), { id, categoryId, taxClassId })
  books.parentsById.set(id, { id, categoryId, taxClassId })
}
