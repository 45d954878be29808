import type {
  CategoryRow,
  Favourites,
  GoodDetail,
  GoodsQuery,
  GoodsRow,
  GoodsWanted,
  GoodWish,
  GroupRow,
  GroupWish,
  KeptPicture,
  Movement,
  StockWish,
  TaxClassRow,
  TaxClassWish,
} from '#lib/domain/goods.ts'
import type { GoodsKept } from '#lib/domain/goods-file.ts'
import type { ImportPlan } from '#lib/domain/goods-import.ts'
import type { GoodPut } from '#lib/domain/goods-import-books.ts'
import type { CategoryId, ModifierGroupId, ProductId, RegisterId, TaxClassId } from '#lib/domain/ids.ts'
import type { AuditBy } from './audit.ts'

/** What else carries a code or SKU, by its name. */
export type Clash = {
  readonly what: 'sku' | 'barcode'
  readonly code: string
  readonly on: string
  readonly archived: boolean
}

export type Written =
  | { readonly ok: true }
  /** `name_taken`: another of its kind is called so. `busy`: somebody else's change, an import perhaps, was in the way for too long. */
  | { readonly ok: false; readonly because: 'changed' | 'not_found' | 'in_use' | 'name_taken' | 'busy' }
  | { readonly ok: false; readonly because: 'clash'; readonly clash: Clash }

/** A version of 0 is for what shall not be there yet. */
type At = number

/** The goods as the office keeps them. Every change is one transaction with its audit entry, and is announced as a change of the catalogue. */
export type GoodsStore = {
  page(query: GoodsQuery): Promise<{ readonly rows: readonly GoodsRow[]; readonly total: number }>
  /** All that a list would show, page after page, by their ids. */
  found(wanted: GoodsWanted): Promise<readonly ProductId[]>
  good(id: ProductId): Promise<GoodDetail | undefined>
  /** The newest, of a good and its variants. */
  movements(id: ProductId, limit: number): Promise<readonly Movement[]>
  save(wish: GoodWish, at: At, by: AuditBy): Promise<Written>
  archive(id: ProductId, archived: boolean, at: At, by: AuditBy): Promise<Written>
  moveStock(wish: StockWish, by: AuditBy): Promise<Written>

  /** Undefined when the good has another picture by now, or none. */
  picture(id: ProductId, version: string): Promise<Pick<KeptPicture, 'type' | 'bytes'> | undefined>
  /** `was` is the version that was there, null for none: `changed` when it is neither that any more nor already what is wanted. */
  savePicture(id: ProductId, picture: KeptPicture | null, was: string | null, by: AuditBy): Promise<Written>

  categories(): Promise<readonly CategoryRow[]>
  saveCategory(wish: Pick<CategoryRow, 'id' | 'name' | 'colour'>, at: At, by: AuditBy): Promise<Written>
  /** All of them in their new order; `changed` when some have come or gone meanwhile. */
  orderCategories(ids: readonly CategoryId[], by: AuditBy): Promise<Written>
  removeCategory(id: CategoryId, by: AuditBy): Promise<Written>

  taxClasses(): Promise<readonly TaxClassRow[]>
  saveTaxClass(wish: TaxClassWish, at: At, by: AuditBy): Promise<Written>
  removeTaxClass(id: TaxClassId, by: AuditBy): Promise<Written>

  groups(): Promise<readonly GroupRow[]>
  saveGroup(wish: GroupWish, at: At, by: AuditBy): Promise<Written>
  archiveGroup(id: ModifierGroupId, archived: boolean, at: At, by: AuditBy): Promise<Written>

  favourites(registerId: RegisterId): Promise<Favourites>
  /** `was` is what the arranging began with. */
  saveFavourites(
    registerId: RegisterId,
    ids: readonly ProductId[],
    was: readonly ProductId[],
    by: AuditBy,
  ): Promise<Written>

  /**
   * All of it, with a word for the state the office has brought it to: a sale does not change that. Handed such a word it tells the stock
   * of that moment, as if nothing had been sold since; the word that comes back is another where anything else has changed.
   */
  kept(seen?: string): Promise<GoodsKept & { readonly state: string }>
  /**
   * Everything of an import in one commit, or nothing. `changed` when the office has changed anything since `state` was read. Tills go on
   * selling meanwhile: what they wait for is locked at the very end. `told` hears how far it is; `signal` stops it until it commits.
   */
  putAll(
    wish: {
      readonly puts: readonly GoodPut[]
      readonly newCategories: ImportPlan['newCategories']
      readonly state: string
      /** For the audit. */
      readonly before: unknown
      readonly after: unknown
    },
    by: AuditBy,
    watch: { readonly told: (done: number) => void; readonly signal: AbortSignal },
  ): Promise<Written | { readonly ok: false; readonly because: 'stopped' }>
}
