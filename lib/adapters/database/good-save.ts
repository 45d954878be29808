import { and, eq, inArray, isNull, max, ne, notInArray, sql } from 'drizzle-orm'
import type { GoodDetail, GoodWish, VariantWish } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { Clash } from '#lib/ports/goods-store.ts'
import { changed, type Done, difference, type Transaction } from './goods-change.ts'
import { product, productBarcode, productModifierGroup } from './schema/catalogue.ts'

/** Writes a good whole: itself, its codes, its variants, its questions. `before` is what was read of it, undefined when it is new. */
export async function saveGood(
  tx: Transaction,
  wish: GoodWish,
  at: number,
  before: GoodDetail | undefined,
): Promise<Done> {
  if ((before?.version ?? 0) !== at || (before && !(await isStill(tx, wish.id, at)))) return changed
  const clash = await clashOf(tx, wish)
  if (clash) return { ok: false, because: 'clash', clash }
  const codesMove = before === undefined || codesOf(before) !== codesOf(wish)
  if (before && codesMove) await freeCodes(tx, wish.id)
  await putParent(tx, wish, before)
  const strangers = await putVariants(tx, wish)
  if (strangers) return changed
  await archiveOthers(tx, wish)
  if (codesMove) await putCodes(tx, wish)
  if (String(before?.groupIds ?? []) !== String(wish.groupIds)) await putQuestions(tx, wish)
  const { id, ...after } = wish
  return {
    what: before ? 'save_good' : 'make_good',
    subject: id,
    named: wish.name,
    ...difference(before && wishIn(before), after),
  }
}

function wishIn({
  id: _,
  version: __,
  archived: ___,
  stock: ____,
  picture: _____,
  variants,
  ...rest
}: GoodDetail) {
  return { ...rest, variants: variants.map(({ stock: ______, ...variant }) => variant) }
}

const codesOf = (good: GoodWish): string =>
  JSON.stringify([good, ...good.variants].map(({ id, sku, barcodes }) => [id, sku, [...barcodes].sort()]))

async function isStill(tx: Transaction, id: ProductId, at: number): Promise<boolean> {
  const [row] = await tx
    .select({ version: product.version })
    .from(product)
    .where(and(eq(product.id, id), isNull(product.parentId)))
    .for('update')
  return row?.version === at
}

/** Another good that carries one of the codes. */
async function clashOf(tx: Transaction, wish: GoodWish): Promise<Clash | undefined> {
  const family = [wish, ...wish.variants]
  const others = and(ne(product.id, wish.id), sql`${product.parentId} is distinct from ${wish.id}`)
  const name = sql<string>`${product.name} || coalesce(', ' || ${product.variantName}, '')`
  const skus = family.flatMap(({ sku }) => sku ?? [])
  const barcodes = family.flatMap(one => one.barcodes)
  const { archived } = product
  const [bySku] = await tx
    .select({ code: sql<string>`${product.sku}`, on: name, archived })
    .from(product)
    .where(and(inArray(product.sku, [...skus, '']), others))
    .limit(1)
  if (bySku) return { what: 'sku', ...bySku }
  const [byCode] = await tx
    .select({ code: productBarcode.barcode, on: name, archived })
    .from(productBarcode)
    .innerJoin(product, eq(product.id, productBarcode.productId))
    .where(and(inArray(productBarcode.barcode, [...barcodes, '']), others))
    .limit(1)
  return byCode && { what: 'barcode', ...byCode }
}

/** Codes may change places within a good: all are let go of, then put anew. */
async function freeCodes(tx: Transaction, id: ProductId): Promise<void> {
  const family = sql`${product.id} = ${id} or ${product.parentId} = ${id}`
  await tx.update(product).set({ sku: null }).where(sql`(${family}) and ${product.sku} is not null`)
  await tx
    .delete(productBarcode)
    .where(sql`${productBarcode.productId} in (select id from product where id = ${id} or parent_id = ${id})`)
}

async function putCodes(tx: Transaction, wish: GoodWish): Promise<void> {
  const rows = [wish, ...wish.variants].flatMap(({ id, barcodes }) =>
    barcodes.map(barcode => ({ barcode, productId: id })),
  )
  if (rows.length > 0) await tx.insert(productBarcode).values(rows)
}

const own = ({ sku, priceMinor, costMinor, stockMode }: VariantWish) => ({
  sku,
  priceMinor,
  costMinor,
  stockMode,
})

async function putParent(tx: Transaction, wish: GoodWish, before: GoodDetail | undefined): Promise<void> {
  const { id, name, categoryId, taxClassId, favourite } = wish
  const values = { ...own(wish), name, categoryId, taxClassId, favourite }
  if (before) {
    const version = sql`${product.version} + 1`
    await tx
      .update(product)
      .set({ ...values, version })
      .where(eq(product.id, id))
    return
  }
  const [last] = await tx.select({ position: max(product.position) }).from(product)
  await tx.insert(product).values({ ...values, id, position: (last?.position ?? -1) + 1 })
}

/** True when one of the ids belongs to another good. */
async function putVariants(tx: Transaction, wish: GoodWish): Promise<boolean> {
  const { id: parentId, name, categoryId, taxClassId } = wish
  for (const [position, variant] of wish.variants.entries()) {
    const values = { ...own(variant), name, categoryId, taxClassId, position, variantName: variant.name }
    const put = await tx
      .insert(product)
      .values({ ...values, id: variant.id, parentId })
      .onConflictDoUpdate({
        target: product.id,
        set: { ...values, archived: false },
        setWhere: eq(product.parentId, parentId),
      })
      .returning({ id: product.id })
    if (put.length === 0) return true
  }
  return false
}

/** Variants that are not wanted any more keep their rows, and give their codes away. */
async function archiveOthers(tx: Transaction, { id, variants }: GoodWish): Promise<void> {
  const kept = variants.map(variant => variant.id)
  await tx
    .update(product)
    .set({ archived: true, sku: null })
    .where(and(eq(product.parentId, id), eq(product.archived, false), notInArray(product.id, [...kept, ''])))
}

async function putQuestions(tx: Transaction, { id, groupIds }: GoodWish): Promise<void> {
  await tx.delete(productModifierGroup).where(eq(productModifierGroup.productId, id))
  const rows = groupIds.map((groupId, position) => ({ productId: id, groupId, position }))
  if (rows.length > 0) await tx.insert(productModifierGroup).values(rows)
}
