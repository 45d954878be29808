import type { AskingRule } from './asks-about.ts'
import type { Edit, Goods, Short } from './cart.ts'
import type { LineId, ProductId, RefundId, StaffId, TenderId } from './ids.ts'
import type { Money } from './money.ts'
import type { Result } from './result.ts'
import type { Sale } from './sale.ts'
import type { RefundReason } from './tender.ts'

/** What people wish of a sale, and why it may be refused. */
export type SaleCommand =
  | {
      readonly type: 'edit'
      readonly edits: readonly Edit[]
      readonly goods: (id: ProductId) => Goods | undefined
      readonly at: number
    }
  | {
      readonly type: 'charge'
      readonly tenderId: TenderId
      readonly press: string
      readonly readerId: string
      readonly shown: Money
      /** Hold the money until somebody captures it; read the card first and ask before charging it. */
      readonly holds?: boolean
      readonly twoSteps?: boolean
      readonly asks?: AskingRule | undefined
      readonly at: number
    }
  | {
      readonly type: 'cash'
      readonly tenderId: TenderId
      readonly handed: Money
      readonly shown: Money
      readonly at: number
    }
  | { readonly type: 'stop'; readonly at: number }
  | { readonly type: 'take_off'; readonly at: number }
  | { readonly type: 'confirm'; readonly at: number }
  | { readonly type: 'capture'; readonly at: number }
  | {
      readonly type: 'refund'
      readonly refundId: RefundId
      readonly tenderId: TenderId
      readonly amount: Money
      readonly reason: RefundReason
      readonly by: StaffId
      readonly at: number
    }
  | { readonly type: 'void' }

export type SaleRefusal =
  | { readonly kind: 'sale_not_open'; readonly status: Sale['status'] }
  | { readonly kind: 'payment_waiting' }
  | { readonly kind: 'nothing_to_charge' }
  | { readonly kind: 'total_changed'; readonly shown: Money; readonly now: Money }
  | { readonly kind: 'amount_too_small'; readonly smallest: Money }
  | { readonly kind: 'amount_too_large' }
  | { readonly kind: 'handed_too_little'; readonly missing: Money }
  | { readonly kind: 'no_card_payment' }
  | { readonly kind: 'money_received' }
  /** What is left to pay is not known before the bank has answered. */
  | { readonly kind: 'money_going_back' }
  | { readonly kind: 'nothing_collected' }
  | { readonly kind: 'too_late_to_confirm' }
  | { readonly kind: 'nothing_held' }
  | { readonly kind: 'not_refundable' }
  | { readonly kind: 'refund_too_large'; readonly left: Money }
  | { readonly kind: 'refund_on_reader' }

export type Decided = Result<Sale, SaleRefusal> & {
  /** Lines of goods nobody sells, or not like this. */
  readonly unknown?: readonly LineId[]
  /** Edits that wanted more of a good than there are. */
  readonly short?: readonly Short[]
}
