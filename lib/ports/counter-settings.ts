import type { AutoLockMinutes } from '#lib/domain/auto-lock.ts'
import type { Result } from '#lib/domain/result.ts'
import type { AuditBy } from './audit.ts'

/** What holds at every counter of the shop. */
export type CounterSettings = {
  /** Minutes without a press after which a register locks itself; 0 is never. */
  readonly autoLockMinutes: AutoLockMinutes
  /** The largest discount that needs nobody's consent, in basis points. */
  readonly discountLimitBp: number
}

export type CounterStore = {
  counter(): Promise<CounterSettings>
  /** `was` is what was on the screen: whoever overwrites what another has just set is told instead. */
  setCounter(
    set: CounterSettings,
    was: CounterSettings,
    by: AuditBy,
  ): Promise<Result<'set', { readonly kind: 'changed_meanwhile' }>>
}
