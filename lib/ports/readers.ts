import type { RegisterId } from '#lib/domain/ids.ts'
import type { ReaderKnown } from '#lib/domain/reader-state.ts'
import type { AuditBy, AuditEntry } from './audit.ts'
import type { FleetReader } from './fleet.ts'
import type { PictureSent } from './places.ts'

/** Registers that use a reader. Several may: the lease decides whose turn it is. */
export type BoundRegister = { readonly id: RegisterId; readonly name: string }

/** A reader as our rows have it. */
export type ReaderRow = ReaderKnown & {
  readonly id: string
  readonly label: string
  readonly deviceType: string
  readonly locationId: string
  readonly locationName: string | null
  readonly serialNumber: string
  readonly softwareVersion: string | null
  readonly ipAddress: string | null
  readonly registers: readonly BoundRegister[]
  readonly move: OpenMove | null
}

/** A move that has begun and not ended. */
export type OpenMove = {
  readonly id: string
  readonly toLocationId: string
  readonly toLocationName: string
  readonly state: 'registering' | 'deleting'
  /** Stripe's code of the last try, if it did not get through. */
  readonly problem: string | null
  readonly startedAt: number
}

/** When Stripe's list was last read, and why not later. */
export type FleetWatch = { readonly checkedAt: number | null; readonly problem: string | null }

/** A move as its engine needs it. */
export type Move = {
  readonly id: string
  readonly readerId: string
  readonly label: string
  readonly toLocationId: string
  readonly toLocationName: string
  readonly registrationCode: string | null
  readonly n: number
  readonly newReaderId: string | null
  readonly state: 'registering' | 'deleting' | 'done' | 'refused'
  readonly by: AuditBy
  readonly startedAt: number
}

/** Middle and slow, in milliseconds, of so many. */
export type Latency = { readonly n: number; readonly p50: number | null; readonly p95: number | null }

/** What became of a command to a reader, or what was done to it. */
export type ReaderEvent = {
  readonly id: string
  readonly at: number
  readonly kind: AttemptEnd | 'test' | 'office'
  readonly saleId?: string
  readonly saleNumber?: number
  readonly amountMinor?: number
  /** Stripe's code, the operation's name, or the result of a test. */
  readonly what?: string
  readonly brand?: string
  readonly last4?: string
  readonly staffName?: string
  /** A test payment whose money did not go back by itself. */
  readonly owed?: true
}

/** `error`: the reader or Stripe refused or did not prove it. `ended`: taken off, cancelled by anybody, or lost. */
export type AttemptEnd = 'approved' | 'declined' | 'customer_canceled' | 'error' | 'ended' | 'under_way'

/** One page of them, newest first, and whether there are older ones. */
export type ReaderEvents = { readonly events: readonly ReaderEvent[]; readonly older: boolean }

export type ReaderHistory = ReaderEvents & {
  readonly approved: number
  readonly declined: number
  readonly errors: number
  /** From the wish written to the reader's acknowledgement. */
  readonly toLit: Latency
  /** From the reader's acknowledgement to the money seen: the customer's own time is in it. */
  readonly toApproved: Latency
  /** From a test card held by ourselves to the money seen: the only tap anybody tells us of. */
  readonly tapToApproved: Latency
}

type Holder = 'clearing' | 'office'

/** The shop's copy of Stripe's fleet, and what is done to it from here. Every change names whose it is and is announced. */
export type Readers = {
  /** All that are there, and those that are gone while a register still counts on them. One statement. */
  list(): Promise<{ readonly rows: readonly ReaderRow[]; readonly watch: FleetWatch }>
  find(readerId: string): Promise<ReaderRow | undefined>
  /** The figures since a moment, and the newest events. */
  history(readerId: string, sinceMs: number): Promise<ReaderHistory>
  /** The page of events that comes after the last one of another page; the newest without any. */
  events(readerId: string, before?: Pick<ReaderEvent, 'at' | 'id'>): Promise<ReaderEvents>
  /** Hands the reading of Stripe's list to one server, unless it was read after `sinceMs`. */
  claimWatch(nowMs: number, sinceMs: number, untilMs: number): Promise<boolean>
  /** What Stripe's whole list says, begun to be read at `askedAt`. What was registered since then is left alone. */
  keepFleet(readers: readonly FleetReader[], askedAt: number, nowMs: number): Promise<void>
  watchFailed(problem: string): Promise<void>
  /** One reader as Stripe has just told, with the audit entry of whoever changed it. */
  keep(
    reader: FleetReader,
    nowMs: number,
    told?: { readonly entry: AuditEntry; readonly by: AuditBy },
  ): Promise<void>
  /** Takes a free reader, with the audit entry of whoever wished it. False when anybody holds it. */
  hold(
    readerId: string,
    holder: Holder,
    nowMs: number,
    told?: { readonly entry: AuditEntry; readonly by: AuditBy },
  ): Promise<boolean>
  letGo(readerId: string, holder: Holder): Promise<void>
  /** Leases of the office older than this whose move, if any, is not what keeps them. */
  forgottenHolds(beforeMs: number): Promise<readonly { readonly readerId: string; readonly since: number }[]>
  /** Marks it gone, takes it from its registers, ends the office's lease, and writes down who did it. */
  remove(
    readerId: string,
    nowMs: number,
    told: { readonly entry: AuditEntry; readonly by: AuditBy } | undefined,
  ): Promise<void>
  /** Writes the intention and takes the reader, in one. Until then nobody else goes on with it. */
  beginMove(
    move: Pick<
      Move,
      'id' | 'readerId' | 'label' | 'toLocationId' | 'toLocationName' | 'registrationCode' | 'by'
    >,
    entry: AuditEntry,
    untilMs: number,
  ): Promise<boolean>
  /** Those whose time has come, each handed to one server only. */
  dueMoves(nowMs: number, untilMs: number): Promise<readonly Move[]>
  move(moveId: string): Promise<Move | undefined>
  /** Another code for a move that waits for one, under its next number, or simply now; until then it is nobody else's. */
  retryMove(
    readerId: string,
    registrationCode: string | undefined,
    untilMs: number,
  ): Promise<Move | undefined>
  /** Registered at the new place: the new reader's row, and every register that had the old one. Nothing where another server has said so already. */
  movedTo(move: Move, reader: FleetReader, nowMs: number): Promise<void>
  moveStuck(move: Move, problem: string, next: { readonly n: number; readonly tryAt: number }): Promise<void>
  /** False, and nothing is written, when it has ended already. */
  endMove(
    move: Move,
    end: { readonly state: 'done' | 'refused'; readonly problem?: string },
    nowMs: number,
    entry: AuditEntry,
  ): Promise<boolean>
  /** A picture that Stripe has under this file id, which gives none back. The oldest are let go when they become too many. */
  keepPicture(fileId: string, picture: PictureSent, nowMs: number): Promise<void>
  picture(fileId: string): Promise<PictureSent | undefined>
  /** Those of the files that are here. */
  picturesOf(fileIds: readonly string[]): Promise<readonly string[]>
  forgetPicture(fileId: string): Promise<void>
  /** One after the other for each place or reader (Stripe's id, or `account`), on every server. */
  settingsAlone<T>(place: string, work: () => Promise<T>): Promise<T>
}
