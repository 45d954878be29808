import type { Goods } from '#lib/domain/cart.ts'
import type { PlacedRate } from '#lib/domain/goods.ts'
import type { CategoryId, ModifierGroupId, ModifierId, ProductId, TaxClassId } from '#lib/domain/ids.ts'

export type Category = {
  readonly id: CategoryId
  readonly name: string
  /** 1 to 8, a hue of the tiles. */
  readonly colour: number
}

export type TaxClass = {
  readonly id: TaxClassId
  readonly name: string
  readonly isDefault: boolean
  readonly rates: readonly PlacedRate[]
}

export type SoldGroup = {
  readonly id: ModifierGroupId
  readonly name: string
  readonly least: number
  readonly most: number
  readonly modifiers: readonly {
    readonly id: ModifierId
    readonly name: string
    readonly priceMinor: number
  }[]
}

export type Product = {
  readonly id: ProductId
  readonly categoryId: CategoryId
  readonly taxClassId: TaxClassId
  /** A variant's: the good whose tile it is chosen on. */
  readonly parentId: ProductId | null
  readonly variantName: string | null
  readonly name: string
  readonly sku: string | null
  readonly barcodes: readonly string[]
  readonly priceMinor: number
  readonly favourite: boolean
  /** What it asks, in order. */
  readonly groupIds: readonly ModifierGroupId[]
  /** How many there are, where they are counted; `blocks`: no more than these are sold. */
  readonly stock: { readonly left: number; readonly blocks: boolean } | null
  /** The version of its picture, if it has one. */
  readonly picture: string | null
}

/** What all goods share. */
export type CatalogueHead = {
  readonly categories: readonly Category[]
  readonly taxes: readonly TaxClass[]
  readonly groups: readonly SoldGroup[]
}

export type Catalogue = {
  /**
   * The server's own names and prices for these ids, with the taxes of the place where this session's register stands; unknown and
   * archived ones are missing, and goods that are sold by their variants alone. One statement.
   */
  goods(ids: readonly ProductId[], sessionHash: string): Promise<ReadonlyMap<ProductId, Goods>>
  /** Everything a till sells, and a version that changes whenever any of it does. */
  all(): Promise<CatalogueHead & { readonly version: string; readonly products: readonly Product[] }>
  /** What has changed since a version; undefined when that is no longer known, or is more than it is worth. */
  since(version: number): Promise<
    | {
        readonly version: string
        /** Missing when nothing of it changed. */
        readonly head?: CatalogueHead
        readonly products: readonly Product[]
        /** No longer sold. */
        readonly gone: readonly ProductId[]
      }
    | undefined
  >
  version(): Promise<string>
  /** The favourites of this session's register, in their order; none where it shows the shop's. */
  favouritesAt(sessionHash: string): Promise<readonly ProductId[]>
}
