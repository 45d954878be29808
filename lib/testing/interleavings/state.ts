import type { TenderId } from '#lib/domain/ids.ts'
import type { ReaderLease } from '#lib/domain/reader-lease.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Surprise } from '#lib/domain/sale-facts.ts'
import type { Decline } from '#lib/domain/tender.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Call, LookPlan, Save } from '#lib/ports/sale-store.ts'
import type { Budget } from './budget.ts'
import type { Ask } from './doors.ts'

/** The database: the rows of `one-charge` §3 and nothing else. Never changed in place; what is not touched is shared. */
export type Books = {
  readonly sales: readonly SaleRow[]
  readonly plans: readonly PlanRow[]
  readonly calls: readonly CallRow[]
  readonly leases: readonly ReaderLease[]
  readonly inbox: readonly string[]
  readonly surprises: readonly Surprise['kind'][]
}
export type SaleRow = { readonly sale: Sale; readonly version: number }
export type PlanRow = Required<LookPlan> & { readonly saleId: Sale['id'] }
export type CallRow = Call & { readonly outcome?: NonNullable<Save['answer']>['outcome'] }

/** An intent at Stripe. `auth` is an authorisation under way: on a device, or out of everybody's sight. */
export type Intent = {
  readonly id: string
  readonly tenderId: string
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled'
  readonly amount: number
  readonly auth: 'none' | 'on_device' | 'unseen'
  /** What the card was asked for, and what has been taken or is held. */
  readonly asked: number
  readonly taken: number
  readonly lastDecline?: Decline
  readonly manual: boolean
  readonly refunds: readonly RefundAtStripe[]
}

export type RefundAtStripe = { readonly id: string; readonly refundId: string; readonly amount: number }

/** A reader's one action slot. `late`: a command that was answered with a timeout and is still on its way to the device. */
export type Device = {
  readonly id: string
  readonly action?: {
    readonly type: 'process_payment_intent' | 'collect_payment_method' | 'confirm_payment_intent'
    readonly intent: string
    readonly status: 'waiting' | 'authorising' | 'succeeded' | 'failed'
    readonly failureCode?: string
    readonly amount: number
  }
  readonly late?: string
}

export type StripeEvent = { readonly id: string; readonly intent: string; readonly final: boolean }

export type Stripe = {
  readonly intents: readonly Intent[]
  readonly devices: readonly Device[]
  /** Answers by idempotency key. */
  readonly keys: Readonly<Record<string, Ending>>
  /** Events that have not been delivered. They may never be. */
  readonly events: readonly StripeEvent[]
  /** A request whose caller has given up, still travelling. */
  readonly travelling: readonly Travelling[]
}
export type Travelling = {
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  readonly key: string
}

/** What a server was set to do. */
export type Job =
  | { readonly do: 'charge'; readonly till: number; readonly reader: string; readonly press: string }
  | { readonly do: 'cancel' | 'change_sale' | 'check_status' | 'confirm' | 'capture'; readonly till: number }
  | { readonly do: 'cash'; readonly till: number; readonly press: string }
  | { readonly do: 'edit'; readonly till: number; readonly quantity: number }
  | { readonly do: 'knock'; readonly event: StripeEvent }
  | { readonly do: 'refund'; readonly till: number; readonly press: string }
  | { readonly do: 'reconcile' | 'sweep' }

/** Everything a server has lived through since it was last idle. Its memory is a pure function of this. */
export type Moment =
  | { readonly kind: 'job'; readonly job: Job; readonly input: unknown }
  | { readonly kind: 'answer'; readonly to: number; readonly value: unknown }
export type Parked = { readonly nr: number; readonly ask: Ask }

/** One server process: its memory as a history, and the calls it waits for. `life` counts its restarts. */
export type Server = {
  readonly name: string
  readonly life: number
  readonly memory: Memory
}

/** Servers with the same history share one of these: the real code ran once for all of them. */
export type Memory = {
  readonly nr: number
  readonly of: string
  /** In front of the ids it makes. Another after each idle moment, as long as rows of the former are about. */
  readonly marks: string
  readonly history: readonly Moment[]
  readonly parked: readonly Parked[]
  readonly ended: readonly Ended[]
  readonly troubles: readonly string[]
}

/** What a browser was answered. */
export type Ended = { readonly job: Job; readonly value: unknown }

export type State = {
  readonly now: number
  readonly books: Books
  readonly stripe: Stripe
  readonly servers: readonly Server[]
  /** Sales that a screen was told are paid. */
  readonly told: readonly string[]
  /** Cash tenders whose press was answered with yes. */
  readonly acknowledged: readonly TenderId[]
  readonly left: Budget
  /** The server that went on last and is in the middle of its work, where switches are counted. */
  readonly running?: string
}

/** What must never happen has happened. `rule` is I1 to I9. */
export class Violation extends Error {
  readonly rule: string
  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`)
    this.rule = rule
  }
}

export function must(holds: boolean, rule: string, what: string): void {
  if (!holds) throw new Violation(rule, what)
}

/** The list with the one that fits replaced. */
export function replaced<T>(all: readonly T[], fits: (one: T) => boolean, next: (one: T) => T): readonly T[] {
  return all.map(one => (fits(one) ? next(one) : one))
}
