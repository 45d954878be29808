import type { CsvRow } from './csv.ts'
import { GOODS_COLUMNS, type GoodsColumn, type KeptGood } from './goods-file.ts'
import { type Books, claim, type GoodPut, openBooks } from './goods-import-books.ts'
import { changesTold, changeWritten, type GoodChanged } from './goods-import-changes.ts'
import { type Context, type Fields, isSame } from './goods-import-fields.ts'
import { goodIn, type Wanted } from './goods-import-row.ts'
import type { CategoryId } from './ids.ts'

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

export type ImportPlan = {
  readonly rows: readonly RowFate[]
  readonly puts: readonly GoodPut[]
  /** Categories that are named and not there yet. */
  readonly newCategories: readonly { readonly id: CategoryId; readonly name: string }[]
  readonly counts: Readonly<Record<Fate, number>>
  /** Of the first goods that change, what they were and what they become. */
  readonly changes: readonly GoodChanged[]
}

/** As many as an entry of the audit holds without becoming hard to read. */
const MOST_TOLD = 200

/** Why a file is not even looked at row by row. */
export type FileProblem =
  | { readonly kind: 'no_name_column' }
  | { readonly kind: 'unknown_column'; readonly column: string }
  | { readonly kind: 'column_twice'; readonly column: string }

/**
 * Holds a file against the goods, row by row: `next` takes one row, `end` tells everything. Nothing is written here. A row is an existing
 * good's by its id, else by its SKU, else by its name and variant where only one is called so; otherwise it is a new one.
 */
export function planImport(head: CsvRow, context: Context) {
  const columns = columnsOf(head)
  if ('kind' in columns) return { ok: false as const, problem: columns }
  const books = openBooks(context.kept)
  const rows: RowFate[] = []
  const puts: GoodPut[] = []
  const changed: Wanted[] = []
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 }
  const next = (row: CsvRow): void => {
    const { fate, wanted } = readRow(row, columns, books, context)
    counts[fate.fate]++
    rows.push(fate)
    if (!wanted) return
    puts.push(wanted.put)
    if (wanted.before && changed.length < MOST_TOLD) changed.push(wanted)
  }
  const end = (): ImportPlan => {
    const newCategories = [...books.newCategories.values()]
    return { rows, puts, counts, newCategories, changes: changesTold(changed, newCategories, context) }
  }
  return { ok: true as const, next, end }
}

type Columns = { readonly at: ReadonlyMap<GoodsColumn, number>; readonly width: number }

function columnsOf(head: CsvRow): Columns | FileProblem {
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

const fieldsOf =
  (row: CsvRow, columns: Columns): Fields =>
  column => {
    const place = columns.at.get(column)
    return place === undefined ? undefined : (row.fields[place] ?? '').trim()
  }

type Read = { readonly fate: RowFate; readonly wanted?: Wanted }

function readRow(row: CsvRow, columns: Columns, books: Books, context: Context): Read {
  const fields = fieldsOf(row, columns)
  const name = fields('name') ?? ''
  const variant = fields('variant') || null
  const shown = (variant ? `${name}, ${variant}` : name).slice(0, 120)
  const wrong = (note: string): Read => ({ fate: { line: row.line, fate: 'wrong', name: shown, note } })
  if (row.fields.length !== columns.width) return wrong(widthWords(row, columns.width))
  const read = goodIn(fields, row.line, books, context)
  if (typeof read === 'string') return wrong(read)
  const { put, before } = read
  const parts = before ? partsChanged(before, put) : []
  claim(put, before, row.line, books)
  if (before && parts.length === 0)
    return { fate: { line: row.line, fate: 'unchanged', name: shown, note: '' } }
  const fate = before ? 'changed' : 'new'
  // Nobody sees a price that no till asks for: it may have been meant for another good of that name.
  const archived = before?.archived && put.archived ? '; archived, so no till sells it' : ''
  const note = `${parts.join(', ')}${archived}`
  return { fate: { line: row.line, fate, name: shown, note }, wanted: read }
}

function widthWords({ fields, endsOpen }: CsvRow, width: number): string {
  const count = fields.length
  if (endsOpen && count < width)
    return `The file ends within this line, in field ${count} of ${width}: it looks cut off.`
  return `This line has ${count === 1 ? '1 field' : `${count} fields`} and the first line ${width}.`
}

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
  if (put.stockChange !== 0)
    parts.push(
      `stock ${changeWritten(put.stockChange)} (${before.stock} to ${before.stock + put.stockChange})`,
    )
  if (put.questionsMove) parts.push('questions')
  return parts
}
