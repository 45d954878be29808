import type { SaleId, TenderId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import type { AuditBy } from './audit.ts'

/** A fact that fitted nowhere, until a person has dealt with it. It is never taken away. */
export type KeptSurprise = {
  readonly id: number
  readonly kind: Surprise['kind']
  readonly amount: Money
  /** Milliseconds of the World's clock. */
  readonly at: number
  readonly saleId: SaleId
  readonly saleNumber: number
  readonly tenderId: TenderId
  readonly version: number
  readonly dealt?: { readonly at: number; readonly by: string; readonly how: string }
}

export type Surprises = {
  /** Nobody has dealt with these yet. Oldest first; all of them unless told how many. */
  open(most?: number): Promise<readonly KeptSurprise[]>
  /** The last ones that somebody dealt with, newest first. */
  dealt(limit: number): Promise<readonly KeptSurprise[]>
  /** Writes who, when and how, and the same into the diary of its sale and the audit. False when somebody was faster. Announces it. */
  dealWith(id: number, version: number, how: string, by: AuditBy): Promise<boolean>
}
