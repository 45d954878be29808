import type { CategoryId, ModifierGroupId, ModifierId, ProductId, TaxClassId } from '#lib/domain/ids.ts'

/** What all goods share: categories in their order, taxes by class, questions with their answers. */
export type CatalogueHead = {
  readonly categories: readonly {
    readonly id: CategoryId
    readonly name: string
    readonly colour: number
  }[]
  readonly taxes: readonly {
    readonly id: TaxClassId
    readonly name: string
    /** New goods begin with it. */
    readonly isDefault: boolean
    /** `locationId` null: everywhere. */
    readonly rates: readonly {
      readonly name: string
      readonly rateBp: number
      readonly locationId: string | null
    }[]
  }[]
  readonly groups: readonly {
    readonly id: ModifierGroupId
    readonly name: string
    readonly least: number
    readonly most: number
    readonly modifiers: readonly {
      readonly id: ModifierId
      readonly name: string
      readonly priceMinor: number
    }[]
  }[]
}

/** GET /api/catalogue: columns, so that 50 000 goods stay small. Row i is one good. What few goods have is a list beside them. */
export type CatalogueAnswer = CatalogueHead & {
  readonly version: string
  readonly id: readonly ProductId[]
  readonly name: readonly string[]
  readonly sku: readonly (string | null)[]
  readonly barcodes: readonly (readonly string[])[]
  readonly priceMinor: readonly number[]
  /** Index into `categories`. */
  readonly category: readonly number[]
  /** Index into `taxes`. */
  readonly tax: readonly number[]
  readonly favourite: readonly boolean[]
  /** Rows that are a variant of another row's good, and what tells them apart. */
  readonly variants: readonly { readonly row: number; readonly of: number; readonly name: string }[]
  /** Rows that ask something, by index into `groups`. */
  readonly asks: readonly { readonly row: number; readonly groups: readonly number[] }[]
  /** Rows that are counted. `blocks`: no more than these are sold. */
  readonly stock: readonly { readonly row: number; readonly left: number; readonly blocks: boolean }[]
  /** Rows that have a picture, under which version. */
  readonly pictures: readonly { readonly row: number; readonly version: string }[]
}

/** One good whole, as it is now. */
export type GoodAnswer = {
  readonly id: ProductId
  readonly categoryId: CategoryId
  readonly taxClassId: TaxClassId
  readonly parentId: ProductId | null
  readonly variantName: string | null
  readonly name: string
  readonly sku: string | null
  readonly barcodes: readonly string[]
  readonly priceMinor: number
  readonly favourite: boolean
  readonly groupIds: readonly ModifierGroupId[]
  readonly stock: { readonly left: number; readonly blocks: boolean } | null
  readonly picture: string | null
}

/** GET /api/catalogue?since=version: what changed after it. The server answers with everything instead where that is less work. */
export type CatalogueChanges = {
  readonly version: string
  readonly since: string
  readonly head?: CatalogueHead
  readonly products: readonly GoodAnswer[]
  /** No longer sold. */
  readonly gone: readonly ProductId[]
}
