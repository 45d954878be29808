import type { StaffId } from '#lib/domain/ids.ts'
import { pinDelayMs } from '#lib/domain/pin-delay.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Staff } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

export type PinRefusal =
  | { readonly kind: 'wrong_pin'; readonly waitMs: number }
  | { readonly kind: 'too_many_tries'; readonly waitMs: number }

/** It was right a moment ago: a manager has reset it meanwhile. */
export const PIN_IS_ANOTHER: PinRefusal = { kind: 'wrong_pin', waitMs: 0 }

/**
 * Whether this is that person. The try is booked as wrong before the PIN is looked at, so that a hundred tries side by side are a hundred
 * tries, and forgiven when it was right. `register` is the register's id, or `unbound`.
 */
export async function checkPin(
  { staff, pins, clock }: Pick<World, 'staff' | 'pins' | 'clock'>,
  { staffId, register, pin }: { staffId: StaffId; register: string; pin: string },
): Promise<Result<Staff, PinRefusal>> {
  const person = await staff.find(staffId)
  if (!person) return refuse({ kind: 'wrong_pin', waitMs: 0 })
  const booked = await staff.bookTry(staffId, register, clock.now(), pinDelayMs)
  if (!booked.allowed) return refuse({ kind: 'too_many_tries', waitMs: booked.waitMs })

  if (!(await pins.matches(person.pinHash, pin))) {
    const tries = await staff.tries(staffId, register)
    const until = Math.max(tries.person.blockedUntil, tries.register.blockedUntil)
    return refuse({ kind: 'wrong_pin', waitMs: Math.max(0, until - clock.now()) })
  }
  await staff.forgive(staffId, register)
  return ok(person)
}
