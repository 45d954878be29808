import { barcodeProblem } from '#lib/domain/barcode.ts'
import type { GoodWish, StockWish, VariantWish } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { type GoodsResult, problem, resultOf } from './written.ts'

type Needs = Pick<World, 'goods' | 'clock'>

/**
 * Makes or changes a good with its variants and codes. `version` is the one it was read at, 0 for a new one: of two managers at once the
 * second is told, and nothing of the first is lost.
 */
export async function saveGood(
  { goods, clock }: Needs,
  wish: GoodWish,
  version: number,
  session: Session,
): Promise<GoodsResult> {
  const wrong = codesProblem(wish)
  if (wrong) return wrong
  const written = await goods.save(wish, version, byOf(session, clock.now()))
  return resultOf(written, code => fieldOf(wish, code))
}

/** What no store can see: digits that do not add up, and one code on two of its own variants. */
function codesProblem(wish: GoodWish): Extract<GoodsResult, { ok: false }> | undefined {
  const seen = new Map<string, string>()
  for (const one of [wish, ...wish.variants]) {
    const field = one.id === wish.id ? 'barcodes' : 'variants'
    for (const code of one.barcodes) {
      const wrong = barcodeProblem(code)
      if (wrong) return problem(field, wrong)
      const other = seen.get(code)
      if (other !== undefined)
        return problem(field, `${code} stands twice here: on ${other} and on ${one.name}.`)
      seen.set(code, one.name)
    }
  }
  const skus = [wish, ...wish.variants].flatMap(({ sku }) => sku ?? [])
  const twice = skus.find((sku, i) => skus.indexOf(sku) !== i)
  return twice === undefined ? undefined : problem('variants', `The SKU ${twice} stands twice here.`)
}

const carries = (one: VariantWish, code: string): boolean => one.sku === code || one.barcodes.includes(code)

function fieldOf(wish: GoodWish, code: string): string {
  if (!carries(wish, code)) return 'variants'
  return wish.sku === code ? 'sku' : 'barcodes'
}

/** Archived goods are not sold and keep everything; they come back as they were. */
export async function archiveGood(
  { goods, clock }: Needs,
  wish: { readonly productId: ProductId; readonly archived: boolean; readonly version: number },
  session: Session,
): Promise<GoodsResult> {
  const by = byOf(session, clock.now())
  return resultOf(await goods.archive(wish.productId, wish.archived, wish.version, by))
}

/** Counted, delivered, lost, brought back: every change of a count has its reason and its person. */
export async function moveStock(
  { goods, clock }: Needs,
  wish: {
    readonly productId: ProductId
    readonly reason: StockWish['reason']
    readonly pieces: number
    readonly note: string
  },
  session: Session,
): Promise<GoodsResult> {
  const { productId, reason, pieces } = wish
  const note = wish.note === '' ? null : wish.note
  if (reason === 'count' && pieces < 0) return problem('pieces', 'Nobody counts less than nothing.')
  if (reason !== 'count' && pieces <= 0) return problem('pieces', 'Type how many: 1 or more.')
  const move = reason === 'count' ? { count: pieces } : { change: reason === 'loss' ? -pieces : pieces }
  return resultOf(await goods.moveStock({ productId, reason, note, ...move }, byOf(session, clock.now())))
}
