import type { StockMode } from './goods.ts'
import type { CategoryId, ModifierGroupId, ProductId, TaxClassId } from './ids.ts'

/**
 * The columns of a file of goods, in the order of an export. A file may leave columns out: what it does not name stays as it is. A variant
 * is a row with something under `variant`; its `name` is its parent's, which stands in a row of its own. `stock was` is what an export found:
 * a count that still says the same was typed by nobody.
 */
export const GOODS_COLUMNS = [
  'id',
  'name',
  'variant',
  'category',
  'sku',
  'barcodes',
  'price',
  'cost',
  'tax class',
  'stock counted',
  'stock',
  'stock was',
  'favourite',
  'questions',
  'archived',
] as const
export type GoodsColumn = (typeof GOODS_COLUMNS)[number]

/** A good or a variant as the database has it, for comparing. */
export type KeptGood = {
  readonly id: ProductId
  readonly parentId: ProductId | null
  readonly name: string
  readonly variant: string | null
  readonly categoryId: CategoryId
  readonly taxClassId: TaxClassId
  readonly sku: string | null
  readonly barcodes: readonly string[]
  readonly priceMinor: number
  readonly costMinor: number | null
  readonly stockMode: StockMode
  readonly stock: number
  readonly favourite: boolean
  readonly groupIds: readonly ModifierGroupId[]
  readonly archived: boolean
}

/** Everything a file is held against. */
export type GoodsKept = {
  readonly goods: readonly KeptGood[]
  readonly categories: readonly { readonly id: CategoryId; readonly name: string }[]
  readonly taxClasses: readonly {
    readonly id: TaxClassId
    readonly name: string
    readonly isDefault: boolean
  }[]
  /** Archived ones too: goods may have them still. */
  readonly groups: readonly {
    readonly id: ModifierGroupId
    readonly name: string
    readonly archived: boolean
  }[]
}

const STOCK_WORDS = { off: 'no', warn: 'warn', block: 'block' } as const satisfies Record<StockMode, string>

/** Several in one field, as barcodes and questions are, with a bar between them. A bar within one has a backslash before it. */
const listWritten = (list: readonly string[]): string =>
  list.map(part => part.replaceAll(/[\\|]/g, '\\$&')).join('|')
export const listRead = (text: string): readonly string[] =>
  (text.match(/(?:\\[\\|]|[^|])+/g) ?? [])
    .map(part => part.replaceAll(/\\([\\|])/g, '$1').trim())
    .filter(part => part !== '')

const stockModeWritten = (mode: StockMode): string => STOCK_WORDS[mode]
export function stockModeRead(text: string): StockMode | undefined {
  const word = text.trim().toLowerCase()
  if (word === '' || word === 'no' || word === 'off') return 'off'
  return word === 'warn' || word === 'block' ? word : undefined
}

const yesNoWritten = (yes: boolean): string => (yes ? 'yes' : 'no')
export function yesNoRead(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (['yes', 'y', 'true', '1', 'x'].includes(word)) return true
  return ['no', 'n', 'false', '0', ''].includes(word) ? false : undefined
}

/** Whole minor units, written with a point and without a currency: 450 is 4.50. */
export function amountWritten(minor: number, exponent: number): string {
  if (exponent === 0) return String(minor)
  const text = String(Math.abs(minor)).padStart(exponent + 1, '0')
  return `${minor < 0 ? '-' : ''}${text.slice(0, -exponent)}.${text.slice(-exponent)}`
}

/** With a point or a comma before the cents and nothing between thousands; undefined for anything else. */
export function amountRead(text: string, exponent: number): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim())
  if (!match) return undefined
  const [, whole = '', behind = ''] = match
  if (behind.length > exponent) return undefined
  return Number(whole + behind.padEnd(exponent, '0'))
}

/** One row of an export. */
export function rowWritten(good: KeptGood, names: NamesOf, exponent: number): readonly (string | number)[] {
  const stock = good.stockMode === 'off' ? '' : good.stock
  return [
    good.id,
    good.name,
    good.variant ?? '',
    names.category(good.categoryId),
    good.sku ?? '',
    listWritten(good.barcodes),
    amountWritten(good.priceMinor, exponent),
    good.costMinor === null ? '' : amountWritten(good.costMinor, exponent),
    names.taxClass(good.taxClassId),
    stockModeWritten(good.stockMode),
    stock,
    stock,
    yesNoWritten(good.favourite),
    listWritten(good.groupIds.map(names.group)),
    yesNoWritten(good.archived),
  ]
}

export type NamesOf = {
  readonly category: (id: CategoryId) => string
  readonly taxClass: (id: TaxClassId) => string
  readonly group: (id: ModifierGroupId) => string
}

export function namesIn({ categories, taxClasses, groups }: Omit<GoodsKept, 'goods'>): NamesOf {
  const named = <Id extends string>(list: readonly { readonly id: Id; readonly name: string }[]) => {
    const names = new Map(list.map(({ id, name }) => [id, name]))
    return (id: Id): string => names.get(id) ?? id
  }
  return { category: named(categories), taxClass: named(taxClasses), group: named(groups) }
}
