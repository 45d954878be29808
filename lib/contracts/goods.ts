import { z } from 'zod/mini'
import { barcodeProblem } from '#lib/domain/barcode.ts'
import type {
  CategoryRow,
  Favourites,
  GoodDetail,
  GoodsRow,
  GroupRow,
  Movement,
  StockMode,
  TaxClassRow,
} from '#lib/domain/goods.ts'
import { GOODS_LIMITS } from '#lib/domain/goods-limits.ts'
import type { RegisterId } from '#lib/domain/ids.ts'
import { categoryId, modifierGroupId, modifierId, productId, registerId, taxClassId } from './ids.ts'
import type { TablePage } from './table-query.ts'
import { typedText } from './typed-text.ts'

/** GET /api/goods: one page of the list. */
export type GoodsPage = TablePage<GoodsRow>

/** GET /api/goods/shared: what all goods are made with. */
export type GoodsShared = {
  readonly categories: readonly CategoryRow[]
  readonly taxClasses: readonly TaxClassRow[]
  readonly groups: readonly GroupRow[]
}

/** Where a rate can be for, by Stripe's `tml_…`. */
export type TaxPlace = { readonly id: string; readonly name: string }

/** More movements of a good's stock than this are not told at once. */
export const MOST_MOVEMENTS_TOLD = 50

/** GET /api/goods/:productId. */
export type GoodAnswer = { readonly good: GoodDetail; readonly movements: readonly Movement[] }

/** GET /api/goods/favourites/:registerId: a register's own, in order, and the shop's that stand there without any. */
export type FavouritesAnswer = Favourites & { readonly registerId: RegisterId }

/** Prices and costs: whole minor units. */
const minor = z
  .int('Type an amount, like 4.50.')
  .check(
    z.minimum(0, 'This cannot be less than nothing.'),
    z.maximum(GOODS_LIMITS.minor, 'That is more than the till can count.'),
  )
/** What a modifier adds, or takes off. */
const more = z
  .int('Type an amount, like 0.50.')
  .check(z.minimum(-GOODS_LIMITS.minor, 'Too much.'), z.maximum(GOODS_LIMITS.minor, 'Too much.'))

/** Empty is none. */
const sku = typedText(0, GOODS_LIMITS.sku)
const barcodes = z
  .array(
    typedText(0, 60).check(
      z.superRefine((code, context) => {
        const problem = barcodeProblem(code)
        if (problem) context.addIssue(problem)
      }),
    ),
  )
  .check(
    z.maxLength(GOODS_LIMITS.barcodes, `A good has at most ${GOODS_LIMITS.barcodes} codes.`),
    z.refine(codes => new Set(codes).size === codes.length, 'The same code stands here twice.'),
  )
const stockMode = z.custom<StockMode>(value => value === 'off' || value === 'warn' || value === 'block')
const version = z.int().check(z.minimum(0))

export const VariantForm = z.object({
  id: productId,
  name: typedText(1, GOODS_LIMITS.variant),
  sku,
  priceMinor: minor,
  costMinor: z.nullable(minor),
  barcodes,
  stockMode,
})

/** What a form holds of a good. */
const GoodForm = z.object({
  name: typedText(1, GOODS_LIMITS.name),
  categoryId,
  taxClassId,
  sku,
  priceMinor: minor,
  costMinor: z.nullable(minor),
  barcodes,
  stockMode,
  favourite: z.boolean(),
  groupIds: z
    .array(modifierGroupId)
    .check(z.maxLength(GOODS_LIMITS.questions, `A good asks at most ${GOODS_LIMITS.questions} questions.`)),
  variants: z
    .array(VariantForm)
    .check(
      z.maxLength(GOODS_LIMITS.variants, `A good has at most ${GOODS_LIMITS.variants} variants.`),
      namesDiffer('Another variant has this name: nobody could tell them apart.'),
    ),
})

/** Said of the later of the two. Empty names are told as such. */
function namesDiffer(message: string) {
  return z.superRefine<readonly { readonly name: string }[]>((list, context) => {
    const names = list.map(({ name }) => name.trim().toLowerCase())
    const later = names.findIndex((name, at) => name !== '' && names.indexOf(name) < at)
    if (later >= 0) context.addIssue({ code: 'custom', message, path: [later, 'name'], input: list })
  })
}

/** POST /api/goods/:productId. Version 0 makes it; its id is made by the browser, so the same press twice is one good. */
export const SaveGood = z.extend(GoodForm, { productId, version })

/** POST /api/goods/:productId/archived. */
export const ArchiveGood = z.object({ productId, version, archived: z.boolean() })

const reason = z.enum(['delivery', 'count', 'loss', 'return'])
const pieces = z
  .int('Type a whole number.')
  .check(z.minimum(-1_000_000, 'Too many.'), z.maximum(1_000_000, 'Too many.'))

/** POST /api/goods/:productId/stock. What was counted, or how many came or went. */
export const MoveStock = z.object({ productId, reason, pieces, note: typedText(0, 200) })

/** POST /api/goods/categories. */
export const ChangeCategories = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('save'),
    id: categoryId,
    version,
    name: typedText(1, GOODS_LIMITS.category),
    colour: z.int().check(z.minimum(1), z.maximum(8)),
  }),
  z.object({ do: z.literal('order'), ids: z.array(categoryId).check(z.maxLength(500)) }),
  z.object({ do: z.literal('remove'), id: categoryId }),
])

const TaxClassForm = z.object({
  name: typedText(1, 40),
  isDefault: z.boolean(),
  rates: z
    .array(
      z.object({
        name: typedText(1, 40),
        rateBp: z
          .int('Type a percentage, like 8.25.')
          .check(z.minimum(0, 'Not less than 0.'), z.maximum(10_000, 'Not more than 100.')),
        locationId: z.nullable(typedText(1, 255)),
      }),
    )
    .check(z.maxLength(200)),
})

/** POST /api/goods/taxes. */
export const ChangeTaxes = z.discriminatedUnion('do', [
  z.extend(TaxClassForm, { do: z.literal('save'), id: taxClassId, version }),
  z.object({ do: z.literal('remove'), id: taxClassId }),
])

const GroupForm = z
  .object({
    name: typedText(1, 60),
    least: z.int('Type a number.').check(z.minimum(0, 'Not less than 0.'), z.maximum(20, 'At most 20.')),
    most: z.int('Type a number.').check(z.minimum(1, 'At least 1.'), z.maximum(20, 'At most 20.')),
    modifiers: z
      .array(z.object({ id: modifierId, name: typedText(1, 60), priceMinor: more }))
      .check(
        z.minLength(1, 'Add at least one answer.'),
        z.maxLength(60, 'At most 60 answers.'),
        namesDiffer('Another answer has this name.'),
      ),
  })
  .check(z.refine(({ least, most }) => least <= most, { error: 'Not less than the least.', path: ['most'] }))

/** POST /api/goods/modifiers. */
export const ChangeModifiers = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('save'),
    id: modifierGroupId,
    version,
    group: GroupForm,
  }),
  z.object({ do: z.literal('archive'), id: modifierGroupId, version, archived: z.boolean() }),
])

const favourites = z.array(productId).check(z.maxLength(200, 'At most 200 favourites.'))

/** POST /api/goods/favourites/:registerId. `was` is what the arranging began with. */
export const SaveFavourites = z.object({ registerId, ids: favourites, was: favourites })

export const OneRegistersFavourites = z.object({ registerId })
export const OneGood = z.object({ productId })

const pictureVersion = z.string().check(z.regex(/^[0-9a-f]{16}$/))

/** GET /api/goods/:productId/picture?v=… */
export const OneGoodPicture = z.object({ productId, v: pictureVersion })

/** POST /api/goods/:productId/picture?seen=…, with the picture as the body, or DELETE. `seen` is the version that was there; left out for none. */
export const GoodPictureSeen = z.object({ productId, seen: z.optional(pictureVersion) })

/** What the forms hold. The version they were read at is one of their values: an older form is told, and does not win. */
export const GoodValues = z.extend(GoodForm, { version })
export type GoodValues = z.input<typeof GoodValues>
export type VariantValues = z.input<typeof VariantForm>
export const StockValues = z.object({ reason, pieces, note: typedText(0, 200) })
export const CategoryValues = z.object({
  name: typedText(1, GOODS_LIMITS.category),
  colour: z.string(),
  version,
})
export const TaxClassValues = z.extend(TaxClassForm, { version })
export const GroupValues = z.object({ version, group: GroupForm })
