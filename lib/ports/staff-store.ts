import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'

export type Staff = {
  readonly id: StaffId
  readonly name: string
  readonly role: Role
  readonly pinHash: string
  /** The PIN is good for choosing another, and for nothing else. */
  readonly mustChangePin: boolean
}

/** Who is signed in in a browser. `hash` is the SHA-256 of the cookie's token; the token itself is nowhere but in the cookie. */
export type Session = {
  readonly hash: string
  readonly staffId: StaffId
  readonly staffName: string
  readonly role: Role
  readonly registerId: RegisterId | null
  readonly expiresAt: number
  /** Who consented to this one request, where the person alone may not make it. */
  readonly approver?: { readonly staffId: StaffId; readonly name: string }
}

/** What a sign-in rests on: it must be true still when the session opens. A missing field is not asked about. */
export type Proof = {
  /** The hash that the PIN matched, or of the PIN chosen just now. */
  readonly pinHash?: string
  /** The badge's code under APP_SECRET. */
  readonly badgeHash?: string
  /** The register's token, as the browser has it. */
  readonly registerHash?: string
}

/** By what somebody showed who they are, for the audit: `chosen_pin` is the PIN of their own that took the place of a manager's. */
export type SignedInWith = 'pin' | 'badge' | 'chosen_pin' | 'set_up'

/** Why a till was locked: somebody pressed *Lock the till*, or nobody had pressed anything for a while. */
export type LockedBecause = 'by_hand' | 'left_alone'

/** Wrong tries are counted per person and per register, never by address alone. */
export type PinTries = { readonly wrong: number; readonly blockedUntil: number }

export type StaffStore = {
  list(): Promise<readonly Pick<Staff, 'id' | 'name' | 'role'>[]>
  find(id: StaffId): Promise<Staff | undefined>
  /** The tries that count for this person and this register; `register` is `unbound` for a browser that is no register. */
  tries(id: StaffId, register: string): Promise<{ readonly person: PinTries; readonly register: PinTries }>
  /**
   * Books one wrong try before the PIN is checked, so that tries side by side all count; `forgive` takes it back. `blocks` is there when a
   * wait begins with this very try, unless it is forgiven.
   */
  bookTry(
    id: StaffId,
    register: string,
    nowMs: number,
    delayMs: (wrong: number) => number,
  ): Promise<{
    readonly allowed: boolean
    readonly waitMs: number
    readonly blocks?:
      | { readonly forMs: number; readonly wrong: number; readonly wrongHere: number }
      | undefined
  }>
  forgive(id: StaffId, register: string): Promise<void>
  /**
   * Takes the place of the session `replaces`, of the same browser. `openedAt` is now. Checked and written in one: a PIN that is reset, a
   * badge that is taken, or a register that is revoked while somebody signs in lets nobody in. The audit says so in the same commit, and
   * of whoever else was signed in here that they no longer are.
   */
  openSession(
    session: Omit<Session, 'staffName' | 'role'> & { readonly openedAt: number; readonly with: SignedInWith },
    replaces?: string,
    proof?: Proof,
  ): Promise<'opened' | 'not_them' | 'no_register'>
  session(hash: string, nowMs: number): Promise<Session | undefined>
  /** In the audit with it, unless the session had run out by itself. */
  closeSession(hash: string, because: LockedBecause): Promise<void>
}
