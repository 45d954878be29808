import type { Goods } from '#lib/domain/cart.ts'
import type { CategoryId, ProductId } from '#lib/domain/ids.ts'

export type Category = {
  readonly id: CategoryId
  readonly name: string /** 1 to 8, a hue of the tiles. */
  readonly colour: number
}

export type Product = {
  readonly id: ProductId
  readonly categoryId: CategoryId
  readonly name: string
  readonly sku: string | null
  readonly barcodes: readonly string[]
  readonly priceMinor: number
  readonly taxRateBp: number
  readonly favourite: boolean
}

export type Catalogue = {
  /** The server's own names and prices for these ids; unknown and archived ones are missing. */
  goods(ids: readonly ProductId[]): Promise<ReadonlyMap<ProductId, Goods>>
  /** Everything a till sells, and a version that changes whenever any of it does. */
  all(): Promise<{
    readonly version: string
    readonly categories: readonly Category[]
    readonly products: readonly Product[]
  }>
  version(): Promise<string>
}
