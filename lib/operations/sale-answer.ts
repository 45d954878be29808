import type { Short } from '#lib/domain/cart.ts'
import type { LineId } from '#lib/domain/ids.ts'
import type { AtRegister, Loaded } from '#lib/ports/sale-store.ts'

/** What every write on a sale results in: the sale as it was saved, and who holds readers for it. */
export type SaleNow = Pick<Loaded, 'sale' | 'version' | 'leases'> & {
  /** Lines that named a good the shop does not sell (any more). */
  readonly unknown?: readonly LineId[]
  /** Edits that wanted more of a good than there are, and were not done. */
  readonly short?: readonly Short[]
  /** The reader of the register that wrote, whose name the same load has brought. */
  readonly reader?: { readonly id: string; readonly label: string }
}

/** The same with the register's reader, for writes after which a payment is under way. */
export const withReader = (now: SaleNow, { readerId, readerLabel }: AtRegister): SaleNow =>
  readerId && readerLabel ? { ...now, reader: { id: readerId, label: readerLabel } } : now

export const saleNow = (
  { sale, version, leases }: SaleNow,
  { unknown = [], short = [] }: Pick<SaleNow, 'unknown' | 'short'> = {},
): SaleNow => ({
  sale,
  version,
  leases,
  ...(unknown.length > 0 ? { unknown } : {}),
  ...(short.length > 0 ? { short } : {}),
})
