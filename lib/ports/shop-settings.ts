import type { AuditBy } from './audit.ts'
import type { Shop } from './shops.ts'

/** What a manager may change of the shop. The country never changes, and the currency not once there are sales. */
export type ShopChange = Partial<
  Pick<
    Shop,
    | 'name'
    | 'address'
    | 'phone'
    | 'taxId'
    | 'receiptHeader'
    | 'receiptFooter'
    | 'receiptPrefix'
    | 'taxIncluded'
    | 'cashRounding'
  >
>

/** How receipts are numbered, and what a change would meet. */
export type Numbering = {
  /** What the next sale will be numbered. */
  readonly next: number
  readonly sales: number
  /** Sales that are open and keep the rules they were opened under. */
  readonly openSales: number
}

export type SettingsSaved =
  | { readonly ok: true }
  /** Somebody has changed the same part since it was read. */
  | { readonly ok: false; readonly because: 'changed_meanwhile' }
  /** Numbers up to here are given out, and no number is given out twice. */
  | { readonly ok: false; readonly because: 'number_used'; readonly lowest: number }

export type ShopSettings = {
  numbering(): Promise<Numbering>
  /**
   * Changes the shop's settings where they are still what they `was`, and says so to every screen. `nextNumber` goes only forwards: numbers
   * that are jumped over are never given out.
   */
  save(
    was: ShopChange,
    change: ShopChange & { readonly nextNumber?: number },
    by: AuditBy,
  ): Promise<SettingsSaved>
  /** Where Stripe reaches this till from now on. */
  keepPublicUrl(url: string | null, by: AuditBy): Promise<void>
}
