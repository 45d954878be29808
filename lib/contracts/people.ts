import { z } from 'zod/mini'
import type { StaffId } from '#lib/domain/ids.ts'
import { ROLES, type Role } from '#lib/domain/permissions.ts'
import { staffId } from './ids.ts'
import { newPin, pin } from './pin.ts'
import { typedText } from './typed-text.ts'

const name = typedText(1, 60)
const role = z.enum(ROLES)
/** POST /api/people. */
export const AddPerson = z.object({ name, role })

/** POST /api/people/:staffId. `was` is what was on the screen: what has changed since is not overwritten. */
export const ChangePerson = z.object({ staffId, name, role, was: AddPerson })

/** POST /api/people/:staffId/active. */
export const SetActive = z.object({ staffId, active: z.boolean() })

/** POST /api/people/:staffId/badge: a new one in place of the old, or none. */
export const SetBadge = z.object({ staffId, badge: z.enum(['new', 'none']) })

export const OfPerson = z.object({ staffId })

/** POST /api/own/pin. */
export const ChangeOwnPin = z.object({ pin, newPin })

/** POST /api/sessions: who is signed out. `others`: everybody but the browser that asks. */
export const SignOut = z.discriminatedUnion('who', [
  z.object({ who: z.literal('session'), id: typedText(1, 60) }),
  z.object({ who: z.literal('person'), staffId }),
  z.object({ who: z.literal('others') }),
])

export type SignOut = z.infer<typeof SignOut>

/** One person, as the office shows them. */
export type PersonAnswer = {
  readonly id: StaffId
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly hasBadge: boolean
  readonly mustChangePin: boolean
  readonly version: number
  readonly sessions: number
}

/** GET /api/people. */
export type PeopleAnswer = { readonly people: readonly PersonAnswer[] }

/** The answer to a new person, and to a reset: a PIN to begin with. Shown once; the till keeps only its hash. */
export type FirstPinAnswer = { readonly id: StaffId; readonly pin: string }

/** GET /api/sessions. */
export type SessionsAnswer = {
  readonly sessions: readonly {
    readonly id: string
    readonly staffId: StaffId
    readonly staffName: string
    readonly role: Role
    readonly registerName: string | null
    /** Milliseconds. */
    readonly since: number
    /** Milliseconds, true to the minute. */
    readonly lastSeen: number
    /** The browser that asks. */
    readonly own: boolean
  }[]
  /** The server's clock. */
  readonly now: number
}

/** GET /api/sessions/own. */
export type OwnSessionAnswer = {
  readonly staffId: StaffId
  readonly name: string
  readonly role: Role
  readonly autoLockMinutes: number
}
