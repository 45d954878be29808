import type { Short } from '#lib/domain/cart.ts'
import type { LineId, ProductId, SaleId } from '#lib/domain/ids.ts'
import type { PaymentView } from '#lib/domain/payment-view.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { DeedTold } from './payments.ts'
import type { ReceiptDetails } from './shop-settings.ts'

/** GET /api/sales/:saleId, and the answer to every write on a sale. */
export type SaleAnswer = {
  readonly sale: Sale
  readonly version: number
  readonly payment?: PaymentView & { readonly readerLabel: string }
  /** Lines that named a good the shop does not sell (any more). */
  readonly unknown?: readonly LineId[]
  /** Edits that wanted more of a good than there are, and were not done. */
  readonly short?: readonly Short[]
  /** The server's clock, so that the screen can count seconds from `since`. */
  readonly now: number
}

/** GET /api/registers/current: what a till needs to open. */
export type RegisterAnswer = {
  readonly shop: {
    readonly name: string
    readonly country: string
    readonly currency: Sale['rule']['currency']
    readonly taxIncluded: boolean
    /** What its receipts say of it. */
    readonly receipt: ReceiptDetails
  }
  readonly rule: Sale['rule']
  readonly register: { readonly id: string; readonly name: string } | null
  readonly reader: { readonly id: string; readonly label: string } | null
  /** Other readers of the shop, for when this one cannot be used. */
  readonly otherReaders: readonly { readonly id: string; readonly label: string }[]
  readonly staff: { readonly id: string; readonly name: string; readonly role: Role }
  /** The sale on its counter: open, or ended a moment ago. */
  readonly currentSaleId: SaleId | null
  /** Where it stands, by Stripe's `tml_…`: which taxes are taken. */
  readonly locationId: string | null
  /** Its own favourites in the order of the tiles; empty where it shows the shop's. */
  readonly favourites: readonly ProductId[]
  /** What the till did by itself a moment ago and concerns this register or its reader, newest first. */
  readonly deeds: readonly DeedTold[]
  /** Where the drawn reader is, when the simulator is in use. */
  readonly simulatorReaderUrl: string | null
  /** The till's own card tray is offered against Stripe's sandbox. */
  readonly testCards: boolean
  readonly mode: 'simulator' | 'test' | 'live'
}

/** GET /api/status: the lamps. */
export type LampsAnswer = {
  readonly till: 'good' | 'bad'
  readonly stripe: 'good' | 'slow' | 'bad' | 'unknown'
  readonly reader: 'good' | 'busy' | 'offline' | 'none' | 'unknown'
  readonly now: number
}
