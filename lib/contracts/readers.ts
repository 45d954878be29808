import { z } from 'zod/mini'
import type { Money } from '#lib/domain/money.ts'
import { isSimulatedCode, pairingCodeFrom } from '#lib/domain/reader-models.ts'
import type { ReaderState } from '#lib/domain/reader-state.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import { typedText } from './typed-text.ts'

/** One reader of the list. Times are milliseconds of the server's clock. */
export type ReaderAnswer = {
  readonly id: string
  readonly label: string
  readonly deviceType: string
  readonly locationId: string
  readonly locationName: string | null
  readonly serialNumber: string
  readonly softwareVersion: string | null
  readonly ipAddress: string | null
  readonly lastSeenAt: number | null
  /** When Stripe was last asked about it. */
  readonly checkedAt: number | null
  readonly state: ReaderState
  readonly registers: readonly { readonly id: string; readonly name: string }[]
  readonly move: {
    readonly toLocationId: string
    readonly toLocationName: string
    readonly state: 'registering' | 'deleting'
    readonly problem: string | null
    readonly startedAt: number
  } | null
}

/** GET /api/readers: the fleet over all places. */
export type ReadersAnswer = {
  readonly readers: readonly ReaderAnswer[]
  /** When Stripe's list was last read; and its code, or ours, while it cannot be. */
  readonly checkedAt: number | null
  readonly problem: string | null
  readonly mode: 'simulator' | 'test' | 'live'
  readonly now: number
}

type Latency = { readonly n: number; readonly p50: number | null; readonly p95: number | null }

export type ReaderEventAnswer = {
  readonly id: string
  readonly at: number
  readonly kind:
    | 'approved'
    | 'declined'
    | 'customer_canceled'
    | 'error'
    | 'ended'
    | 'under_way'
    | 'test'
    | 'office'
  readonly saleId?: string
  readonly saleNumber?: number
  readonly amountMinor?: number
  readonly what?: string
  readonly brand?: string
  readonly last4?: string
  readonly staffName?: string
  /** A test payment whose money did not go back by itself. */
  readonly owed?: true
}

/** GET /api/readers/:readerId/events?before=…: what it has been through, newest first, a page at a time. */
export type ReaderEventsAnswer = {
  readonly events: readonly ReaderEventAnswer[]
  /** Whether another page follows. */
  readonly older: boolean
}

/** GET /api/readers/:readerId: one reader, what it has been through in 30 days, and its test payments. */
export type ReaderDetail = {
  readonly reader: ReaderAnswer
  readonly history: ReaderEventsAnswer & {
    readonly approved: number
    readonly declined: number
    readonly errors: number
    readonly toLit: Latency
    readonly toApproved: Latency
    readonly tapToApproved: Latency
  }
  /** The last one. */
  readonly test: ReaderTest | null
  /** Those whose money has not gone back, until somebody has dealt with it. */
  readonly owing: readonly ReaderTest[]
  /** What a test payment takes, and gives back. */
  readonly testAmount: Money
  readonly mode: ReadersAnswer['mode']
  /** Where it can be looked at when it is drawn. */
  readonly drawnAt: string | null
  readonly now: number
}

const stripeId = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_\\w{1,250}$`)))
const readerId = stripeId('tmr')
const locationId = stripeId('tml')
const code = typedText(1, 80)
const label = typedText(1, 100)

/** POST /api/readers: `press` is the browser's UUID, so that the same press is one reader. */
export const RegisterReader = z.object({ press: z.uuid(), code, label, locationId })
/** POST …/name: `was` is the name that was on the screen. */
export const RenameReader = z.object({ readerId, label, was: z.string() })
/** POST …/move. A reader that is simulated needs no code. */
export const MoveReader = z.object({ readerId, locationId, code: z.optional(code) })
/** POST …/move/on: with another code when the first was wrong or expired. */
export const GoOnMoving = z.object({ readerId, code: z.optional(code) })
export const OneReader = z.object({ readerId })
/** GET …/events: `before` is the last event of the page before, as `readerEventsKey` writes it. */
export const EventsOfReader = z.object({
  readerId,
  before: z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{1,15}:[\w-]{1,100}$/)),
      z.transform(text => {
        const [at, id = ''] = text.split(':')
        return { at: Number(at), id }
      }),
    ),
  ),
})
/** POST …/clear: what the screen showed to be on it. */
export const ClearReader = z.object({
  readerId,
  type: z.string().check(z.maxLength(100)),
  paymentIntent: z.nullable(z.string().check(z.maxLength(250))),
})
/** POST …/test: the amount is what was on the button. */
export const TestReader = z.object({ readerId, press: z.uuid(), shownMinor: z.int() })

/** What is typed to register a reader, as the form holds it. */
export const RegisterForm = z.object({
  label: typedText(1, 100),
  locationId: stripeId('tml'),
  code: z.string().check(z.refine(isCode, 'is no code')),
})

function isCode(text: string): boolean {
  return isSimulatedCode(text) || pairingCodeFrom(text) !== undefined
}

/** What is typed to move one. */
export const MoveForm = z.object({
  locationId: stripeId('tml'),
  code: z.string().check(z.refine(text => text === '' || isCode(text), 'is no code')),
})

/** What is typed to rename one. */
export const NameForm = z.object({ label: typedText(1, 100) })
