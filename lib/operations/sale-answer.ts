import type { LineId } from '#lib/domain/ids.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'

/** What every write on a sale results in: the sale as it was saved, and who holds readers for it. */
export type SaleNow = Pick<Loaded, 'sale' | 'version' | 'leases'> & {
  /** Lines that named a good the shop does not sell (any more). */
  readonly unknown?: readonly LineId[]
}

export const saleNow = ({ sale, version, leases }: SaleNow, unknown?: readonly LineId[]): SaleNow => ({
  sale,
  version,
  leases,
  ...(unknown?.length ? { unknown } : {}),
})
