import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import type { Permission } from '#lib/domain/permissions.ts'

/** Whose doing something was: the person, where, when by the World's clock, and who consented if consent was needed. */
export type AuditBy = {
  readonly staffId: StaffId
  readonly staffName: string
  readonly registerId: RegisterId | null
  readonly at: number
  readonly approver?: { readonly staffId: StaffId; readonly name: string } | undefined
}

/** What was done to what. `before` and `after` are what changed, as plain JSON without secrets. */
export type AuditEntry = {
  /** The operation, in the words of the code: `rename_reader`. */
  readonly what: string
  /** The id of the thing it was done to. */
  readonly subject: string
  /** Its name at the time, for people. */
  readonly named?: string | undefined
  readonly before?: unknown
  readonly after?: unknown
  readonly readerId?: string | undefined
  /** Stripe's request id, where Stripe was asked. */
  readonly requestId?: string | undefined
}

/** One link of the chain as it was written. */
export type AuditLink = AuditEntry & {
  readonly seq: number
  readonly at: number
  readonly staffId: string | null
  readonly staffName: string
  readonly approverId: string | null
  readonly approverName: string | null
  readonly registerId: string | null
  readonly hash: string
}

/** Consent to one action, given in place. It is good once, for a minute, for the one who asked. */
export type Approval = {
  /** SHA-256 of the token that the asking browser holds. */
  readonly hash: string
  readonly permission: Permission
  /** The session it was given to, by its hash. */
  readonly sessionHash: string
  readonly approverId: StaffId
  readonly expiresAt: number
}

export type Audit = {
  /** For what changes nothing else in the database: what was done at Stripe alone, an export, a sign-in. */
  write(entry: AuditEntry, by: AuditBy): Promise<void>
  keepApproval(approval: Approval): Promise<void>
  /** Spends a consent. Undefined when there is none that fits. */
  spendApproval(wanted: {
    readonly hash: string
    readonly permission: Permission
    readonly sessionHash: string
    readonly nowMs: number
  }): Promise<{ readonly staffId: StaffId; readonly name: string } | undefined>
}
