import { amountRead, type KeptGood, stockModeRead, yesNoRead } from './goods-file.ts'
import type { Books, GoodPut, Parent } from './goods-import-books.ts'
import { codesIn } from './goods-import-codes.ts'
import { type Context, type Fields, isSame, textProblem } from './goods-import-fields.ts'
import { existing, nameOf, parentOf } from './goods-import-match.ts'
import { placeIn, questionsIn } from './goods-import-named.ts'
import { GOODS_LIMITS } from './goods-limits.ts'
import { idOf, type ProductId } from './ids.ts'

export type Wanted = { readonly put: GoodPut; readonly before: KeptGood | undefined }

/** The good that a row wants, or the sentence that says what is wrong with it: the rules of its form, for all that is new in it. */
export function goodIn(fields: Fields, line: number, books: Books, context: Context): Wanted | string {
  const typed = fields('name') ?? ''
  const variant = fields('variant') || null
  if (typed === '') return 'The name is missing.'
  const found = existing(fields, typed, variant, books)
  if (typeof found === 'string') return found
  const { before } = found
  const wrong =
    textProblem('The name', typed, GOODS_LIMITS.name, before?.name) ??
    textProblem('The variant’s name', variant ?? '', GOODS_LIMITS.variant, before?.variant)
  if (wrong) return wrong
  const id = before?.id ?? found.id ?? idOf('product', context.uuid())
  const earlier = books.claimedIds.get(id)
  if (earlier !== undefined) return `Line ${earlier} is about the same good.`
  const parent = parentOf(before, variant, typed, books)
  if (variant && !before && !parent) return `The line of “${typed}” itself must stand before its variants.`
  if (before && (before.variant === null) !== (variant === null))
    return 'A good cannot become a variant, nor a variant a good.'
  const named = nameOf(typed, before, parent, books)
  if (typeof named === 'string') return named
  const parts = partsIn(fields, line, { id, before, parent }, books, context)
  if (typeof parts === 'string') return parts
  const put: GoodPut = {
    ...parts,
    ...named,
    id,
    variant,
    parentId: before ? before.parentId : (parent?.id ?? null),
    isNew: before === undefined,
    codesMove: !before || before.sku !== parts.sku || !isSame(before.barcodes, parts.barcodes),
    questionsMove: !before ? parts.groupIds.length > 0 : String(before.groupIds) !== String(parts.groupIds),
  }
  return books.variants.problem(put, before) ?? { put, before }
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

function moneyIn(fields: Fields, before: KeptGood | undefined, exponent: number) {
  const priceTyped = fields('price')
  if (priceTyped === undefined && !before) return 'A new good needs a price: the file has no column for it.'
  const priceMinor = priceTyped === undefined ? before?.priceMinor : amountRead(priceTyped, exponent)
  if (priceMinor === undefined)
    return priceTyped === ''
      ? 'The price is missing.'
      : `“${(priceTyped ?? '').slice(0, 40)}” is no price. Write it like ${amountExample(exponent)}, without a currency.`
  if (isTooMuch(priceMinor, before?.priceMinor)) return 'The price is more than the till can count.'
  const costTyped = fields('cost')
  if (costTyped === undefined || costTyped === '')
    return { priceMinor, costMinor: costTyped === undefined ? (before?.costMinor ?? null) : null }
  const costMinor = amountRead(costTyped, exponent)
  if (costMinor === undefined)
    return `“${costTyped.slice(0, 40)}” is no cost. Write it like ${amountExample(exponent)}.`
  if (isTooMuch(costMinor, before?.costMinor)) return 'The cost is more than the till can count.'
  return { priceMinor, costMinor }
}

const isTooMuch = (minor: number, before: number | null | undefined): boolean =>
  minor > GOODS_LIMITS.minor && minor !== before

const amountExample = (exponent: number): string => (exponent === 0 ? '450' : '4.50')

function stockIn(fields: Fields, before: KeptGood | undefined) {
  const modeTyped = fields('stock counted')
  const stockMode = modeTyped === undefined ? (before?.stockMode ?? 'off') : stockModeRead(modeTyped)
  if (stockMode === undefined) return 'Write no, warn or block under stock counted.'
  const typed = fields('stock')
  if (typed === undefined || typed === '' || stockMode === 'off') return { stockMode, stockChange: 0 }
  if (!COUNT.test(typed)) return `“${typed.slice(0, 40)}” is no count. Write a whole number.`
  const was = fields('stock was') ?? ''
  if (was !== '' && !COUNT.test(was))
    return `“${was.slice(0, 40)}” under stock was is no count. Leave it as the export wrote it, or empty.`
  // Nobody typed it: it is as old as the export, and goods have been sold since.
  if (before && was !== '' && Number(was) === Number(typed)) return { stockMode, stockChange: 0 }
  return { stockMode, stockChange: Number(typed) - (before?.stock ?? 0) }
}

const COUNT = /^-?\d{1,7}$/

function flagIn(fields: Fields, column: 'favourite' | 'archived', otherwise: boolean): boolean | undefined {
  const typed = fields(column)
  return typed === undefined ? otherwise : yesNoRead(typed)
}
