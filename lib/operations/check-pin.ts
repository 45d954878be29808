import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import { pinDelayMs } from '#lib/domain/pin-delay.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy, AuditEntry } from '#lib/ports/audit.ts'
import type { Staff } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

export type PinRefusal =
  | { readonly kind: 'wrong_pin'; readonly waitMs: number }
  | { readonly kind: 'too_many_tries'; readonly waitMs: number }

/** `consentTo`, `consentFor`: the PIN was to consent to this, wished by that person; the audit says so of a wrong one. */
export type PinTried = {
  readonly staffId: StaffId
  readonly register: RegisterId | 'unbound'
  readonly pin: string
} & Partial<ConsentAsked>

export type ConsentAsked = { readonly consentTo: Permission; readonly consentFor: string }

/** It was right a moment ago: a manager has reset it meanwhile. */
export const PIN_IS_ANOTHER: PinRefusal = { kind: 'wrong_pin', waitMs: 0 }

/**
 * Whether this is that person. The try is booked as wrong before the PIN is looked at, so that a hundred tries side by side are a hundred
 * tries, and forgiven when it was right. The audit says of every wrong one whose PIN was tried, and where, and what wait began with it: whoever
 * guesses between two right ones is not forgiven without a trace. What is turned away unlooked at, as all are during a wait, is not written,
 * and strangers get no further than that: only a register, or whoever is signed in, may try.
 */
export async function checkPin(
  { staff, pins, audit, clock }: Pick<World, 'staff' | 'pins' | 'audit' | 'clock'>,
  { staffId, register, pin, ...asked }: PinTried,
): Promise<Result<Staff, PinRefusal>> {
  const person = await staff.find(staffId)
  if (!person) return refuse({ kind: 'wrong_pin', waitMs: 0 })
  const booked = await staff.bookTry(staffId, register, clock.now(), pinDelayMs)
  if (!booked.allowed) return refuse({ kind: 'too_many_tries', waitMs: booked.waitMs })

  if (!(await pins.matches(person.pinHash, pin))) {
    const tries = await staff.tries(staffId, register)
    const [entry, by] = booked.blocks
      ? blockedPin(person, register, booked.blocks, clock.now())
      : wrongPin(person, register, tries, clock.now())
    await audit.write({ ...entry, after: { ...entry.after, ...asked } }, by)
    const until = Math.max(tries.person.blockedUntil, tries.register.blockedUntil)
    return refuse({ kind: 'wrong_pin', waitMs: Math.max(0, until - clock.now()) })
  }
  if (booked.blocks) await audit.write(...missedBefore(person, register, booked.blocks, clock.now()))
  await staff.forgive(staffId, register)
  return ok(person)
}

type Blocks = NonNullable<Awaited<ReturnType<World['staff']['bookTry']>>['blocks']>

/** The right PIN, where one more wrong one would have had to wait. */
const missedBefore = (
  { id, name }: Staff,
  register: RegisterId | 'unbound',
  { wrong, wrongHere }: Blocks,
  at: number,
): Parameters<World['audit']['write']> => [
  {
    what: 'forgive_wrong_pins',
    subject: id,
    named: name,
    // The right one was booked as a try as well.
    after: { wrongTries: wrong - 1, wrongTriesAtThisRegister: wrongHere - 1 },
  },
  { staffId: id, staffName: name, registerId: register === 'unbound' ? null : register, at },
]

type Refused = readonly [AuditEntry & { readonly after: Readonly<Record<string, number>> }, AuditBy]

/** Nobody knows who typed: the till itself says so. */
const wrongPin = (
  { id, name }: Staff,
  register: RegisterId | 'unbound',
  tries: Awaited<ReturnType<World['staff']['tries']>>,
  at: number,
): Refused => [
  {
    what: 'wrong_pin',
    subject: id,
    named: name,
    after: { wrongTries: tries.person.wrong, wrongTriesAtThisRegister: tries.register.wrong },
  },
  { staffId: null, staffName: 'Tapline', registerId: register === 'unbound' ? null : register, at },
]

/** The same, where a wait begins with it. */
const blockedPin = (
  { id, name }: Staff,
  register: RegisterId | 'unbound',
  { forMs, wrong, wrongHere }: Blocks,
  at: number,
): Refused => [
  {
    what: 'block_pin',
    subject: id,
    named: name,
    after: { wrongTries: wrong, wrongTriesAtThisRegister: wrongHere, blockedForSeconds: forMs / 1000 },
  },
  { staffId: null, staffName: 'Tapline', registerId: register === 'unbound' ? null : register, at },
]
