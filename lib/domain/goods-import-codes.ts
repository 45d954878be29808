import { barcodeProblem, isShortened } from './barcode.ts'
import { type KeptGood, listRead } from './goods-file.ts'
import type { Books } from './goods-import-books.ts'
import { type Fields, isSame, textProblem } from './goods-import-fields.ts'
import { GOODS_LIMITS } from './goods-limits.ts'
import type { ProductId } from './ids.ts'

type Codes = { readonly sku: string | null; readonly barcodes: readonly string[] }

/** SKU and barcodes of a row, each on one good alone; or the sentence that says what is wrong with them. */
export function codesIn(
  fields: Fields,
  id: ProductId,
  before: KeptGood | undefined,
  books: Books,
): Codes | string {
  const skuTyped = fields('sku')
  const sku = skuTyped === undefined ? (before?.sku ?? null) : skuTyped || null
  const typed = fields('barcodes')
  const barcodes = typed === undefined ? (before?.barcodes ?? []) : listRead(typed)
  return (
    skuProblem(sku, id, before, books) ?? barcodesProblem(barcodes, id, before, books) ?? { sku, barcodes }
  )
}

function skuProblem(
  sku: string | null,
  id: ProductId,
  before: KeptGood | undefined,
  books: Books,
): string | undefined {
  if (sku === null) return undefined
  const wrong = textProblem('The SKU', sku, GOODS_LIMITS.sku, before?.sku)
  if (wrong) return wrong
  const claimed = books.claimedSkus.get(sku)
  if (claimed !== undefined) return `Line ${claimed} has the SKU ${sku} too.`
  const owner = books.bySku.get(sku)
  return owner && owner.id !== id && !books.freedSkus.has(sku)
    ? `The SKU ${sku} is already on “${fullName(owner)}”.`
    : undefined
}

function barcodesProblem(
  barcodes: readonly string[],
  id: ProductId,
  before: KeptGood | undefined,
  books: Books,
): string | undefined {
  if (barcodes.length > GOODS_LIMITS.barcodes && !isSame(barcodes, before?.barcodes ?? []))
    return `A good has at most ${GOODS_LIMITS.barcodes} barcodes.`
  if (new Set(barcodes).size !== barcodes.length) return 'The same barcode stands here twice.'
  for (const code of barcodes) {
    const isNew = !before?.barcodes.includes(code)
    const wrong = isNew ? (barcodeProblem(code) ?? shortenedProblem(code)) : undefined
    if (wrong) return wrong
    const claimed = books.claimedCodes.get(code)
    if (claimed !== undefined) return `Line ${claimed} has the barcode ${code} too.`
    const owner = books.codeOwner.get(code)
    if (owner !== undefined && owner !== id && !books.freedCodes.has(code)) {
      const good = books.byId.get(owner)
      return `The barcode ${code} is already on “${good ? fullName(good) : owner}”.`
    }
  }
  return undefined
}

const shortenedProblem = (code: string): string | undefined =>
  isShortened(code)
    ? `A spreadsheet has shortened the barcode ${code}: make its column text there and put the code right. If it is whole, type it into the good’s form.`
    : undefined

const fullName = ({ name, variant }: KeptGood): string => (variant ? `${name}, ${variant}` : name)
