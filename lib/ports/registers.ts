import type { RegisterId, SaleId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { Result } from '#lib/domain/result.ts'
import type { AuditBy } from './audit.ts'
import type { CounterStore } from './counter-settings.ts'

/** What receipts go to. `browser`: the browser's own print dialog. */
export type Printer = 'none' | 'browser' | 'escpos_80'

/** What a manager says of a register. */
export type RegisterSettings = {
  readonly name: string
  readonly readerId: string | null
  /** Stripe's `tml_…`; null is the shop's own. */
  readonly locationId: string | null
  readonly printer: Printer
  /** The drawer opens when cash is taken: by the receipt printer, and by nothing else. */
  readonly drawerKick: boolean
  readonly floatMinor: number
}

/** A register as the office shows it. */
export type RegisterSeen = RegisterSettings & {
  readonly id: RegisterId
  readonly readerLabel: string | null
  readonly twoSteps: boolean
  /** Something has its reader now: a payment of this register or of another, a test, the office. */
  readonly readerBusy: boolean
  readonly version: number
  /** How many browsers are this register. */
  readonly browsers: number
  /** Who is signed in there now. */
  readonly people: readonly string[]
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
  /** Until when a code waits to be typed. */
  readonly codeUntil: number | null
  readonly openSale: { readonly id: SaleId; readonly number: number; readonly total: Money } | null
}

export type RegisterRefusal = { readonly kind: 'not_found' } | { readonly kind: 'changed_meanwhile' }

export type Registers = CounterStore & {
  /** All of them, revoked ones too, in the order of their founding. One statement. */
  all(nowMs: number): Promise<readonly RegisterSeen[]>
  add(register: RegisterSettings & { readonly id: RegisterId }, by: AuditBy): Promise<void>
  /** `expected` is the version that was looked at. A changed reader is heard of by the register at once. */
  change(
    registerId: RegisterId,
    expected: number,
    set: RegisterSettings,
    by: AuditBy,
  ): Promise<Result<'changed', RegisterRefusal>>
  /** Keeps the one code of a register; an older one is worth nothing any more. False when there is no such register. */
  giveCode(
    registerId: RegisterId,
    code: { readonly hash: string; readonly expiresAt: number },
    by: AuditBy,
  ): Promise<boolean>
  /**
   * Spends a code: the browser of this token is the register from now on, and no other one (`replaces` is its former token's hash).
   * A revoked register is back. Undefined when no such code is good.
   */
  bind(wanted: {
    readonly codeHash: string
    readonly tokenHash: string
    readonly replaces?: string | undefined
    readonly nowMs: number
  }): Promise<{ readonly id: RegisterId; readonly name: string } | undefined>
  /** Throws its browsers out, with whoever is signed in there; its sale stays. False when there is no such register. */
  revoke(registerId: RegisterId, by: AuditBy): Promise<boolean>
}
