import type { LineId } from '#lib/domain/ids.ts'
import { type PaymentView, paymentOf } from '#lib/domain/payment-view.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'

/** What a write on a sale answers, and what a screen reads of it. `now` is the server's clock in milliseconds. */
export type SaleNow = {
  readonly sale: Sale
  readonly version: number
  readonly payment?: PaymentView
  readonly unknown?: readonly LineId[]
  readonly now: number
}

export function saleNow(
  loaded: Pick<Loaded, 'sale' | 'version' | 'leases'>,
  now: number,
  unknown?: readonly LineId[],
): SaleNow {
  const payment = paymentOf(loaded.sale, loaded.leases)
  return {
    sale: loaded.sale,
    version: loaded.version,
    now,
    ...(payment ? { payment } : {}),
    ...(unknown?.length ? { unknown } : {}),
  }
}
