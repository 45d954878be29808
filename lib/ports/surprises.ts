import type { DealtInList, DealtKind, DealtWanted } from '#lib/domain/dealt-list.ts'
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
  /** How many nobody has dealt with, and whether somebody ever has with one, or with money that no sale tells of. */
  counted(): Promise<{ readonly waiting: number; readonly hasDealt: boolean }>
  /** One page of what somebody dealt with, money that no sale tells of among it, and how many there are on all pages. */
  dealt(wanted: DealtWanted): Promise<{ readonly rows: readonly DealtInList[]; readonly total: number }>
  /** The kinds that somebody has dealt with one of. */
  dealtKinds(): Promise<readonly DealtKind[]>
  /** Writes who, when and how, and the same into the diary of its sale and the audit. False when somebody was faster. Announces it. */
  dealWith(id: number, version: number, how: string, by: AuditBy): Promise<boolean>
}
