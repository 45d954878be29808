import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { Result } from '#lib/domain/result.ts'
import type { AuditBy } from './audit.ts'

/** Somebody who works or worked here, as the office shows them. */
export type Person = {
  readonly id: StaffId
  readonly name: string
  readonly role: Role
  /** False for who has left: their name stays on what they did. */
  readonly active: boolean
  readonly hasBadge: boolean
  /** Somebody else knows the PIN: at the next sign-in another is chosen. */
  readonly mustChangePin: boolean
  readonly version: number
  /** How many browsers they are signed in on now. */
  readonly sessions: number
}

/** One browser somebody is signed in on. `id` names it in lists; its token and its hash stay where they are. */
export type SessionSeen = {
  readonly id: string
  readonly hash: string
  readonly staffId: StaffId
  readonly staffName: string
  readonly role: Role
  readonly registerId: RegisterId | null
  readonly registerName: string | null
  /** Milliseconds. */
  readonly since: number
  /** Milliseconds, true to the minute. */
  readonly lastSeen: number
}

/** Columns of a person that change; what is left out stays. Hashes never reach the audit. */
export type PersonSet = {
  readonly name?: string
  readonly role?: Role
  readonly active?: boolean
  readonly pinHash?: string
  readonly mustChangePin?: boolean
  readonly badgeHash?: string | null
}

export type PersonChange = {
  readonly staffId: StaffId
  /** The version that was looked at when the change was wished; missing where nothing is overwritten that others may have typed. */
  readonly expected?: number
  /** The PIN's hash that whoever wishes the change has shown to know. */
  readonly expectedPin?: string
  /** The operation, for the audit. */
  readonly what: string
  readonly set: PersonSet
  /** Their sessions end with it: all, or all but the one of this hash. */
  readonly ends?: { readonly but?: string }
}

export type PersonRefusal =
  | { readonly kind: 'not_found' }
  /** Somebody else has changed it since it was shown. */
  | { readonly kind: 'changed_meanwhile' }
  /** A rule of the database: a shop has an owner. */
  | { readonly kind: 'last_owner' }

/** Which sessions: one, a person's, or all. `but` is the hash of one that stays. */
export type SessionsEnded =
  | { readonly id: string }
  | { readonly staffId: StaffId; readonly but?: string }
  | { readonly everybody: true; readonly but: string }

export type People = {
  /** Everybody, those who have left too, by name. */
  all(nowMs: number): Promise<readonly Person[]>
  add(
    person: {
      readonly id: StaffId
      readonly name: string
      readonly role: Role
      readonly pinHash: string
      readonly mustChangePin: boolean
    },
    by: AuditBy,
  ): Promise<void>
  change(change: PersonChange, by: AuditBy): Promise<Result<'changed', PersonRefusal>>
  /** Who may sign in with this badge. `sealed` is the badge's hash under APP_SECRET. */
  ofBadge(sealed: string): Promise<StaffId | undefined>
  sessions(nowMs: number): Promise<readonly SessionSeen[]>
  /** How many have ended. Their browsers hear of it at once. */
  endSessions(which: SessionsEnded, by: AuditBy): Promise<number>
}
