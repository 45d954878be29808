import type { LineId, SaleId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { NotAllowed } from '#lib/domain/permissions.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'

/** Everything the till may say no with. The words for it are the screen's; `kind` is also the page under /help. */
export type Refusal =
  | SaleRefusal
  | {
      readonly kind: 'bad_request'
      readonly problems: readonly { readonly field: string; readonly problem: string }[]
    }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'foreign_origin' }
  | NotAllowed
  | { readonly kind: 'not_found' }
  | { readonly kind: 'too_busy' }
  | { readonly kind: 'other_draft'; readonly saleId: SaleId }
  | { readonly kind: 'no_reader' }
  | {
      readonly kind: 'reader_busy'
      /** Which reader was asked for, where a sale wanted to be charged. */
      readonly readerId?: string
      readonly saleNumber?: number
      readonly staffName?: string
      /** Missing when a sale holds it, or somebody we do not know. */
      readonly holder?: 'test' | 'office' | 'clearing' | 'cart' | 'inputs'
      readonly since: number
    }
  | { readonly kind: 'wrong_pairing_code'; readonly because: 'shape' | 'refused' }
  | { readonly kind: 'reader_shows_other' }
  | { readonly kind: 'same_place' }
  /** The pairing code was good, and another device's. */
  | { readonly kind: 'other_reader' }
  /** Something is on the reader for which nobody here holds it. */
  | { readonly kind: 'reader_stuck' }
  /** A move was given up: the reader stands where it stood. */
  | { readonly kind: 'not_moved' }
  | {
      readonly kind: 'stripe_unreachable'
      /**
       * What was wished was sent and may have been carried out. `unanswered`: sent again under the name of its press it is done once.
       * `answered`: Stripe answered without saying, and would do so again under that name.
       */
      readonly mayBeDone?: 'unanswered' | 'answered'
    }
  | { readonly kind: 'no_register' }
  | { readonly kind: 'wrong_pin'; readonly waitMs: number }
  | { readonly kind: 'too_many_tries'; readonly waitMs: number }
  | { readonly kind: 'already_set_up' }
  | { readonly kind: 'not_set_up' }
  | { readonly kind: 'wrong_set_up_code' }
  /** `code` is Stripe's, where our own words are kept under it. */
  | { readonly kind: 'stripe_refused'; readonly message: string; readonly code?: string }
  | { readonly kind: 'not_test_mode' }
  | { readonly kind: 'dealt_with' }
  | { readonly kind: 'wrong_register_code' }
  | { readonly kind: 'unknown_badge' }
  /** The PIN was right, and somebody else knows it: the same again, with a new one. */
  | { readonly kind: 'pin_change_needed' }
  | { readonly kind: 'last_owner' }
  | { readonly kind: 'not_yourself' }
  /** Whoever revokes the register they stand at would be out, perhaps for good. */
  | { readonly kind: 'own_register' }
  /** Who was asked for consent may not give it. */
  | { readonly kind: 'cannot_approve' }
  /** Somebody else changed it since it was read. */
  | { readonly kind: 'changed_meanwhile' }
  /** Goods still carry it, so it stays. */
  | { readonly kind: 'still_used' }
  | { readonly kind: 'number_used'; readonly lowest: number }
  /** Where Stripe shall knock is no place that Stripe can reach. */
  | { readonly kind: 'address_not_public'; readonly because: 'https' | 'private' | 'not_us' }
  /** A location with readers is not deleted. */
  | { readonly kind: 'readers_remain'; readonly count: number }
  /** The shop itself is there, and every register without a location of its own. */
  | { readonly kind: 'shops_own_location' }
  /** Registers name the location. */
  | { readonly kind: 'location_in_use'; readonly registers: readonly string[] }
  /** Tax classes have rates that hold at the location alone. */
  | { readonly kind: 'location_taxed'; readonly classes: readonly string[] }
  | { readonly kind: 'backup_failed'; readonly because: 'disk_full' | 'no_folder' | 'database' | 'stopped' }

/** The body of every answer that is not 2xx. A refused charge carries the sale as it is now. */
export type RefusalBody = {
  readonly refusal: Refusal
  readonly sale?: unknown
  readonly unknown?: readonly LineId[]
  readonly total?: Money
}
