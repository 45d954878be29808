import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import type { Watch } from './watch.ts'

/** Whose doing something was: the person, where, when by the World's clock, and who consented if consent was needed. */
export type AuditBy = {
  /** Null: the till itself. */
  readonly staffId: StaffId | null
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

export type AuditSort = 'newest' | 'oldest' | 'who' | 'who_down'

/** A page of the audit, newest first unless `sort` says otherwise. Times in milliseconds, `fromMs` included and `untilMs` not. */
export type AuditWanted = {
  /** Found in the operation, the subject, its name and the people's names. */
  readonly words: string
  /** What these words also stand for on a screen: operations that are told by them, and registers and readers that are called so. */
  readonly orWhats?: readonly string[] | undefined
  readonly orPlaces?: readonly string[] | undefined
  readonly what?: string | undefined
  /** A register's id, or `AT_NO_REGISTER`. */
  readonly where?: string | undefined
  /** Who did it, or consented to it. */
  readonly staffId?: string | undefined
  readonly fromMs?: number | undefined
  readonly untilMs?: number | undefined
  /** Those of one person: newest first. */
  readonly sort?: AuditSort | undefined
  readonly limit: number
  readonly offset: number
}

/** One entry as somebody has kept it elsewhere, out of reach of whoever has the database's password. */
export type KeptEntry = { readonly seq: number; readonly hash: string }

/** What walking the whole chain found. `head` is the last hash: written down elsewhere, it also proves that nothing was written anew. */
export type AuditVerdict =
  | {
      readonly unbroken: true
      readonly entries: number
      readonly head: string
      /** Diary entries of sales whose seals in the chain were made again and fitted. */
      readonly sealed: number
    }
  | {
      readonly unbroken: false
      /** The first number at which the chain does not hold. */
      readonly seq: number
      readonly because:
        | 'missing'
        | 'changed'
        | 'unlinked'
        | 'diary_changed'
        /** A seal that does not begin where the one before it ended. */
        | 'seal_gap'
        /** All links hold, and yet it is not the entry that was kept. */
        | 'not_as_kept'
      readonly entry?: AuditLink
    }

/** Consent to one action, given in place. It is good once, for a minute, for the one who asked. */
export type Approval = {
  /** SHA-256 of the token that the asking browser holds. */
  readonly hash: string
  readonly permission: Permission
  /** The session it was given to, by its hash. */
  readonly sessionHash: string
  readonly approverId: StaffId
  /** What alone it is good for, as `consentedIn` reads it. */
  readonly subject: string
  readonly expiresAt: number
}

/** What a person wished to be done with money, as the audit has it. `by.at` is when it was wished. */
export type WishedByHand = Pick<AuditEntry, 'what' | 'named' | 'readerId'> & { readonly by: AuditBy }

export type Audit = {
  /**
   * For what changes nothing else in the database: what was done at Stripe alone, an export, a wrong PIN. Ordinary sign-ins are
   * not written: the sessions tell of them. `changed` are lists that other
   * screens show, and are told of.
   */
  write(entry: AuditEntry, by: AuditBy, changed?: readonly 'locations'[]): Promise<void>
  /** The newest entry of one of these operations on a subject whose `after` has all of `about` in it: a tender, a refund, a test. */
  wished(wish: {
    readonly subject: string
    readonly whats: readonly string[]
    readonly about: Readonly<Record<string, string | undefined>>
  }): Promise<WishedByHand | undefined>
  /** The newest entry of an operation on a subject that tells of this part in its `after`. */
  lastOf(wanted: {
    readonly what: string
    readonly subject: string
    readonly part: string
  }): Promise<{ readonly seq: number; readonly after: Readonly<Record<string, unknown>> } | undefined>
  page(wanted: AuditWanted): Promise<{ readonly rows: readonly AuditLink[]; readonly total: number }>
  /** The operations, the people and the registers (or `AT_NO_REGISTER`) that occur, for choosing. */
  occurring(): Promise<{
    readonly whats: readonly string[]
    readonly places: readonly string[]
    readonly people: readonly { readonly staffId: string; readonly name: string }[]
  }>
  /**
   * Puts a seal over the diaries of sales since the last one into the chain: from then on a changed diary breaks it. Leaves out the last
   * two minutes, in which a slow transaction may still commit. False when there was nothing to seal.
   */
  seal(nowMs: number): Promise<boolean>
  /**
   * Walks the whole chain, in one state of the database. `watch` hears of entries that hold, and may stop it. One walk at a time in each
   * server: whoever comes meanwhile is told `too_busy`.
   */
  verify(watch?: Watch): Promise<AuditVerdict | 'stopped' | 'too_busy'>
  keepApproval(approval: Approval): Promise<void>
  /** Spends a consent. Undefined when there is none that fits. */
  spendApproval(wanted: {
    readonly hash: string
    readonly permission: Permission
    readonly sessionHash: string
    /** What is asked for: a consent to one thing is none to another. */
    readonly about: string
    readonly nowMs: number
  }): Promise<{ readonly staffId: StaffId; readonly name: string } | undefined>
}
