import type { AsksAbout } from '#lib/domain/asks-about.ts'
import type { RefundId, RegisterId, SaleId, StaffId, TenderId } from '#lib/domain/ids.ts'
import type { TillSeen } from '#lib/domain/left-alone.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import type { ReaderLease } from '#lib/domain/reader-lease.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import type { SaleInList, SalesWanted } from '#lib/domain/sales-list.ts'
import type { AuditBy, AuditEntry } from './audit.ts'
import type { Session } from './staff-store.ts'

/** One command to Stripe: written before it is sent, answered once, never deleted. `key` is derived from its own row. */
export type Call = {
  readonly id: string
  /** What the key names: the tender, unless it is a refund. */
  readonly subject?: RefundId
  readonly tenderId: TenderId
  readonly saleId: SaleId
  readonly readerId?: string
  readonly step: Step
  readonly n: number
  readonly key: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  readonly writtenAt: number
  /** When it was last sent, by which server, and how often. A row is written by whoever is about to send it, so it begins at once. */
  readonly sentAt?: number
  readonly sentBy?: string
  readonly timesSent: number
}

export type CallEnding = {
  readonly callId: string
  readonly outcome: 'done' | 'refused' | 'unproven'
  readonly code?: string
  readonly requestId?: string
  readonly ms: number
  readonly at: number
}

/**
 * A line of the diary: every wish, call, knock, look and decision, in the transaction that it tells of. A `deed` is something that the
 * till did by itself and that is told at the counter it concerns.
 */
export type JournalEntry = {
  readonly kind: 'wish' | 'call' | 'answer' | 'knock' | 'look' | 'decision' | 'deed' | 'surprise'
  readonly tenderId?: TenderId
  readonly staffId?: StaffId
  readonly at: number
  /** What happened in a few words of data: step, key, outcome, request id, statuses. */
  readonly data: Readonly<Record<string, unknown>>
}

/** When a tender is looked at next. Lives in its row only; a save sets it by name or leaves it. */
export type LookPlan = {
  readonly tenderId: TenderId
  readonly lookDue?: boolean
  /** Milliseconds; null takes it off the list. */
  readonly nextLookAt?: number | null
  readonly looks?: number
  /** From the load this look began with: where Stripe has knocked since, `lookDue` stays true and the earlier time counts. */
  readonly knocks?: number
}

/** Everything one load brings, in one statement. */
export type Loaded = {
  readonly sale: Sale
  readonly version: number
  readonly openCalls: readonly Call[]
  /** The highest `n` written so far, per subject and step: `${tenderId}:${step}`, `${refundId}:refund`. */
  readonly numbers: Readonly<Record<string, number>>
  readonly leases: readonly ReaderLease[]
  readonly looks: readonly (Required<Omit<LookPlan, 'nextLookAt' | 'knocks'>> & {
    readonly nextLookAt: number | null
    readonly knocks?: number
  })[]
}

/** The same for a screen, with the names of the readers its card payments are at. */
export type LoadedForScreen = Loaded & { readonly readerLabels?: Readonly<Record<string, string>> }

/** A reader as the till knows it: whose it is, and which sale waits there. */
export type ReaderHeld = ReaderLease & {
  readonly saleId?: SaleId
  readonly saleNumber?: number
  readonly staffName?: string
}

/** Stripe's event as it came. `raw` are the signed bytes. */
export type Knock = {
  readonly eventId: string
  readonly type: string
  readonly raw: string
  readonly receivedAt: number
  /** Dealt with by this very transaction, or kept for a look. */
  readonly appliedAt?: number
}

export type Save = {
  readonly sale: Sale
  /** The version it was loaded at; `new` for a sale that was not there. */
  readonly expected: number | 'new'
  readonly write?: Call
  readonly answer?: CallEnding
  readonly takeLease?: ReaderLease & {
    readonly holder: { readonly kind: 'tender'; readonly tenderId: TenderId }
  }
  readonly doubtLease?: string
  /** Readers let go of by the tender, only where the tender still holds them. */
  readonly freeLeases?: readonly { readonly readerId: string; readonly tenderId: TenderId }[]
  readonly looks?: readonly LookPlan[]
  readonly journal?: readonly JournalEntry[]
  readonly surprises?: readonly (Surprise & { readonly at: number })[]
  readonly knock?: Knock
  /** Money that somebody moves by hand: who, and with whose consent, in the same commit. */
  readonly audit?: { readonly entry: AuditEntry; readonly by: AuditBy }
  /** Makes this the register's current sale. */
  readonly currentOf?: RegisterId
}

/** Names of rules the database keeps, as in `one-charge` §3. */
export type BrokenRule =
  | 'one_live_card_tender_per_sale'
  | 'one_tender_per_intent'
  | 'one_open_call_per_tender'
  | 'one_open_call_per_reader'
  | 'one_key_one_call'
  | 'one_number_one_call'
  | 'one_holder_per_reader'
  | 'nobody_pays_twice'
  | 'one_tender_one_row'
  | 'one_event_once'

export type Saved =
  | { readonly ok: true; readonly version: number; readonly number: number }
  | { readonly ok: false; readonly because: 'stale' | BrokenRule }

/** Where the asking browser stands: who is signed in at which register, and which reader is bound there. */
export type AtRegister = {
  readonly session: Session
  readonly registerId: RegisterId
  readonly registerName: string
  /** Where it stands, by Stripe's `tml_…`. */
  readonly locationId: string | null
  readonly readerId: string | null
  readonly readerLabel: string | null
  readonly currentSaleId: SaleId | null
  readonly currentSaleStatus: Sale['status'] | null
  /** Its money is held and waits to be captured, or its payment is being stopped: the next customer may be served meanwhile. */
  readonly currentSaleHeld: boolean
  /** Who holds that reader now. */
  readonly readerHeld: ReaderHeld | null
  readonly rule: Sale['rule']
  /** How this register takes cards: held until captured (the shop's setting), read first and then confirmed (the register's). */
  readonly holds: boolean
  readonly twoSteps: boolean
  /** Which cards somebody is asked about where they are read first: the shop's setting. */
  readonly asksAbout: AsksAbout
  readonly country: string
  readonly shopName: string
  /** Stands before the number of a sale that opens now; empty for none. */
  readonly receiptPrefix: string
}

export type SaleStore = {
  load(saleId: SaleId): Promise<LoadedForScreen | undefined>
  /** One page of the list of sales, and how many there are on all of them. */
  page(wanted: SalesWanted): Promise<{ readonly rows: readonly SaleInList[]; readonly total: number }>
  loadByTender(tenderId: TenderId): Promise<Loaded | undefined>
  loadByIntent(
    paymentIntent: string,
    eventId: string,
  ): Promise<{ readonly loaded?: Loaded; readonly eventSeen: boolean }>
  /** The hot path's one statement: session, register, reader and sale together. Undefined when nobody is signed in there. */
  loadAt(
    sessionHash: string,
    saleId: SaleId,
  ): Promise<{ readonly at: AtRegister; readonly loaded?: Loaded } | undefined>
  /** One statement; durable when it returns; announces what changed afterwards. Numbers a new sale. */
  save(save: Save): Promise<Saved>
  /** Marks a call as on its way. */
  markSent(callId: string, sentAt: number, sentBy: string): Promise<void>
  /** Puts a knock in the inbox; marks the tenders of an intent (or of a reader's lease) *look due*, in one statement. Returns those tenders; none when the event was seen before, or tells nothing new. */
  receive(
    knock: Knock,
    about: {
      readonly paymentIntent?: string
      readonly readerId?: string
      /** What it tells is in the row already: it goes into the diary and wakes nobody. */
      readonly isKnown?: boolean
      /** It may be of a payment that is none of ours: kept only where a tender carries the intent. */
      readonly isAnybodys?: boolean
    },
  ): Promise<readonly TenderId[]>
  /**
   * Plans without a save. Where the sale has been saved since `version`, the earlier time counts and *look due* stays: what another
   * server has begun meanwhile is neither put off nor taken off the list.
   */
  plan(plan: LookPlan, version?: number, told?: JournalEntry): Promise<void>
  /** Tenders whose time has come, each handed to one server only (`for update skip locked`), and put off to `untilMs`. */
  due(nowMs: number, untilMs: number, limit: number): Promise<readonly TenderId[]>
  /** When the next tender wants to be looked at; undefined when none does. */
  nextDueAt(): Promise<number | undefined>
  /** The till at which a sale was begun. Undefined when there is no such sale. */
  tillOf(saleId: SaleId, nowMs: number): Promise<TillSeen | undefined>
  /** Those of these intents that no tender carries. */
  strayIntents(paymentIntents: readonly string[]): Promise<readonly string[]>
  /** Whether a surprise of this kind was ever written for a tender. */
  hasSurprise(tenderId: TenderId, kind: Surprise['kind']): Promise<boolean>
  /** Readers held for clearing, with the moment they were taken, which is part of the key of the clearing command. */
  clearings(): Promise<
    readonly { readonly readerId: string; readonly since: number; readonly isCompared: boolean }[]
  >
  /** Takes a free reader for clearing. False when anybody holds it. */
  takeForClearing(readerId: string, nowMs: number): Promise<boolean>
  /** What is on the reader was compared, so that the command may go out. False when that clearing does not hold it any more. */
  clearingCompared(readerId: string, since: number): Promise<boolean>
  /** Lets go of a reader that is held for that clearing and no other. */
  endClearing(readerId: string, since: number): Promise<void>
  readerHeld(readerId: string): Promise<ReaderHeld | undefined>
  /**
   * This server lives; others may take over calls of servers whose beat is older than they can believe. Answers how many servers have
   * beaten since `aliveSinceMs`, this one included. The World's clock is set by the database's with it.
   */
  beat(serverId: string, nowMs: number, aliveSinceMs: number): Promise<number>
  livingServers(sinceMs: number): Promise<readonly string[]>
}
