import type { Result } from '#lib/domain/result.ts'
import type { CounterSettings } from '#lib/ports/counter-settings.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

/** When registers lock themselves and how large a discount needs nobody's consent. `was` is what was on the screen. */
export const setCounter = (
  { registers, clock }: Pick<World, 'registers' | 'clock'>,
  { set, was }: { readonly set: CounterSettings; readonly was: CounterSettings },
  who: Session,
): Promise<Result<'set', { readonly kind: 'changed_meanwhile' }>> =>
  registers.setCounter(set, was, byOf(who, clock.now()))
