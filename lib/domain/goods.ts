import type { GoodPicture } from './good-picture.ts'
import type { CategoryId, ModifierGroupId, ModifierId, ProductId, TaxClassId } from './ids.ts'
import type { TaxRate } from './tax.ts'

/** The goods as the office sees and wishes them: plain JSON, the same on the wire and in the form. */

/** `locationId` null: everywhere. A register takes these and those of its own location. */
export type PlacedRate = TaxRate & { readonly locationId: string | null }

export type StockMode = 'off' | 'warn' | 'block'

/** One line of the office's list: a good, with its variants summed up. Prices in minor units. */
export type GoodsRow = {
  readonly id: ProductId
  readonly name: string
  readonly sku: string | null
  readonly category: string
  readonly colour: number
  readonly lowestMinor: number
  readonly highestMinor: number
  readonly variants: number
  /** Null where it is not counted. */
  readonly left: number | null
  readonly favourite: boolean
  readonly archived: boolean
  /** The version of its picture, if it has one. */
  readonly picture: string | null
}

export type GoodsQuery = {
  readonly q: string
  readonly sort: { readonly by: string; readonly down: boolean }
  readonly offset: number
  readonly limit: number
  readonly categoryId?: string
  readonly state: 'sold' | 'archived' | 'all'
  readonly stock?: 'counted' | 'low' | 'out'
}

/** The same without its pages. */
export type GoodsWanted = Omit<GoodsQuery, 'offset' | 'limit'>

export type VariantWish = {
  readonly id: ProductId
  readonly name: string
  readonly sku: string | null
  readonly priceMinor: number
  readonly costMinor: number | null
  readonly barcodes: readonly string[]
  readonly stockMode: StockMode
}

/** What a good shall be. Variants that are not in it any more are archived. */
export type GoodWish = Omit<VariantWish, 'name'> & {
  readonly name: string
  readonly categoryId: CategoryId
  readonly taxClassId: TaxClassId
  readonly favourite: boolean
  readonly groupIds: readonly ModifierGroupId[]
  readonly variants: readonly VariantWish[]
}

export type GoodDetail = Omit<GoodWish, 'variants'> & {
  readonly version: number
  readonly archived: boolean
  readonly stock: number
  /** The version of its picture, if it has one. Saved by itself. */
  readonly picture: string | null
  readonly variants: readonly (VariantWish & { readonly stock: number })[]
}

/** A picture as it is kept. `hash`: SHA-256 in hex, whose beginning is its version. */
export type KeptPicture = {
  readonly type: GoodPicture['type']
  readonly hash: string
  readonly bytes: Uint8Array
}

export type MovementReason = 'sale' | 'delivery' | 'count' | 'loss' | 'return' | 'import'

export type Movement = {
  readonly id: number
  readonly productId: ProductId
  readonly variant: string | null
  readonly change: number
  readonly reason: MovementReason
  readonly note: string | null
  readonly saleNumber: number | null
  readonly staffName: string | null
  readonly at: number
}

/** `count` says how many there are, `change` how many came or went. */
export type StockWish = {
  readonly productId: ProductId
  readonly reason: Exclude<MovementReason, 'sale' | 'import'>
  readonly note: string | null
} & ({ readonly count: number } | { readonly change: number })

export type CategoryRow = {
  readonly id: CategoryId
  readonly name: string
  readonly colour: number
  readonly version: number
  /** Archived ones too: while there are any, it stays. */
  readonly goods: number
}

export type TaxClassWish = {
  readonly id: TaxClassId
  readonly name: string
  readonly isDefault: boolean
  readonly rates: readonly PlacedRate[]
}
export type TaxClassRow = TaxClassWish & { readonly version: number; readonly goods: number }

export type GroupWish = {
  readonly id: ModifierGroupId
  readonly name: string
  readonly least: number
  readonly most: number
  /** In their order; those that are not in it any more are archived. */
  readonly modifiers: readonly {
    readonly id: ModifierId
    readonly name: string
    readonly priceMinor: number
  }[]
}
export type GroupRow = GroupWish & {
  readonly version: number
  readonly archived: boolean
  readonly goods: number
}

/** A register's own tiles in their order, none where it shows the shop's; and what those and the shop's are called. */
export type Favourites = {
  readonly own: readonly ProductId[]
  readonly goods: readonly {
    readonly id: ProductId
    readonly name: string
    readonly colour: number
    /** Of the shop: what a register without its own shows. */
    readonly isShops: boolean
  }[]
}
