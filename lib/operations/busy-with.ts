import type { BusyWith } from '#lib/domain/tender.ts'
import type { ReaderHeld } from '#lib/ports/sale-store.ts'

/** Whose a reader is, as it is told to whoever wanted it. */
export const busyWith = ({ holder, since, saleNumber, staffName }: ReaderHeld): BusyWith => ({
  since,
  ...(holder.kind === 'tender' ? {} : { holder: holder.kind }),
  ...(saleNumber === undefined ? {} : { saleNumber }),
  ...(staffName === undefined ? {} : { staffName }),
})
