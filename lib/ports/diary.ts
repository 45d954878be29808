import type { RegisterId, SaleId, TenderId } from '#lib/domain/ids.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import type { CallEnding, JournalEntry, Loaded } from './sale-store.ts'
import type { KeptSurprise } from './surprises.ts'

/** A line of the journal, with the name of who did it. `id` counts up in the order of writing. */
export type Note = {
  readonly id: number
  readonly kind: JournalEntry['kind']
  readonly at: number
  readonly tenderId: TenderId | null
  readonly staffName: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** A call as it was written, and what became of it. Its parameters stay in the database. */
export type CallMade = {
  readonly id: string
  readonly tenderId: TenderId | null
  readonly readerId: string | null
  readonly step: Step
  readonly n: number
  readonly key: string
  readonly path: string
  readonly writtenAt: number
  /** Under the one key. */
  readonly timesSent: number
  /** Null while Stripe has not answered. */
  readonly outcome: CallEnding['outcome'] | null
  readonly code: string | null
  readonly requestId: string | null
  readonly ms: number | null
  readonly answeredAt: number | null
}

export type SaleDiary = {
  readonly registerName: string
  readonly staffName: string
  readonly notes: readonly Note[]
  readonly calls: readonly CallMade[]
  readonly surprises: readonly KeptSurprise[]
  /** Names of readers by Stripe's id. */
  readonly readers: Readonly<Record<string, string>>
}

/** A sale whose payment moves, holds a reader or waits for an answer. */
export type InFlight = Pick<Loaded, 'sale' | 'leases' | 'openCalls'> & {
  readonly registerName: string
  /** Who wished last for something about its payment; else who opened it. */
  readonly staffName: string
  readonly readers: Readonly<Record<string, string>>
}

/** Something the till did by itself, as it is told at the counter it concerns. */
export type Deed = {
  readonly id: number
  readonly at: number
  readonly saleId: SaleId
  readonly saleNumber: number
  readonly registerName: string
  /** Its reader's name, where it was about one. */
  readonly reader?: string
  readonly did: 'let_go' | 'paid_after_all' | 'reader_cleared' | 'hold_taken'
  /** How old what it cleared was, in milliseconds. */
  readonly sinceMs?: number
}

/** What happened to payments, for people to read. Nothing in here decides about money. */
export type Diary = {
  of(saleId: SaleId): Promise<SaleDiary | undefined>
  /** Across all registers, oldest sale first. */
  inFlight(): Promise<readonly InFlight[]>
  /** What the till did by itself since a moment (ms), the newest of it first; only what concerns a register or its reader where one is named. */
  deeds(sinceMs: number, registerId?: RegisterId): Promise<readonly Deed[]>
}
