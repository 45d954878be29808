import type { SaleId, TenderId } from './ids.ts'
import { type CardState, isAliveState } from './tender.ts'

/** Whose action or lease a sale's payment is. */
export type OfSale = { readonly saleId: SaleId; readonly saleNumber: number; readonly tenderId: TenderId }

/** Our own doing that took a reader away: moved, it goes on under another id. */
export type GoneBy = { readonly how: 'moved'; readonly to: string } | { readonly how: 'deleted' }

/** What is known of a reader, from our rows alone: Stripe's last word, our lease, and what its own commands met. */
export type ReaderKnown = {
  readonly status: 'online' | 'offline' | 'unknown'
  /** Milliseconds, as Stripe tells this one time. */
  readonly lastSeenAt: number | null
  readonly removedAt: number | null
  /** Null while it is there, and when all that is known is that Stripe's list has lost it. */
  readonly goneBy: GoneBy | null
  /** When Stripe was last asked. */
  readonly checkedAt: number | null
  readonly lease: {
    readonly holder: 'tender' | 'cart' | 'inputs' | 'clearing' | 'test' | 'office'
    readonly since: number
    /** The payment that holds it, and its state. */
    readonly of?: OfSale & { readonly state: CardState; readonly staffName: string }
  } | null
  /** What was in progress on the device while nobody held it, since when we know, and whose it is when it is one of ours. */
  readonly busy: {
    readonly type: string
    readonly paymentIntent: string | null
    readonly since: number
    readonly of?: OfSale
  } | null
  /** When a command was last answered *busy* without a later one that was taken. */
  readonly refusedBusyAt: number | null
  readonly moving: boolean
}

/** The one thing to say about a reader now. `needsSomebody` where it will not heal by itself. */
export type ReaderState =
  | { readonly kind: 'gone'; readonly since: number; readonly by?: GoneBy }
  | { readonly kind: 'moving'; readonly since: number }
  | ({ readonly kind: 'taking'; readonly since: number; readonly staffName: string } & OfSale)
  /** Its payment has ended and the reader has not been let go of yet. */
  | ({ readonly kind: 'letting_go'; readonly since: number } & OfSale)
  | { readonly kind: 'testing' | 'clearing' | 'cart' | 'inputs' | 'office'; readonly since: number }
  /** Something is on it for which nobody holds it: of a sale of ours, or of nobody we know. */
  | {
      readonly kind: 'stuck'
      readonly since: number
      readonly type: string
      readonly paymentIntent: string | null
      readonly of?: OfSale
    }
  | { readonly kind: 'offline'; readonly since: number | null }
  /** It answers *busy* though nothing is on it: an update, its settings, a card left in. */
  | { readonly kind: 'updating'; readonly since: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ready' }

/** A reader that said *busy* is believed for so long; an update takes minutes. */
const BUSY_BELIEVED_MS = 10 * 60_000

/** What a reader is doing. Gravest first: a lease is our own truth, Stripe's word lags. */
export function readerState(known: ReaderKnown, now: number): ReaderState {
  const { lease, busy, refusedBusyAt, goneBy } = known
  if (known.removedAt !== null)
    return { kind: 'gone', since: known.removedAt, ...(goneBy ? { by: goneBy } : {}) }
  if (known.moving) return { kind: 'moving', since: lease?.since ?? now }
  if (lease) return heldState(lease)
  // Seen once it may be the payment that was let go of a moment ago; seen twice it stays.
  if (busy && (known.checkedAt ?? 0) > busy.since) {
    const { type, paymentIntent, since, of } = busy
    return { kind: 'stuck', since, type, paymentIntent, ...(of ? { of } : {}) }
  }
  if (known.status === 'offline') return { kind: 'offline', since: known.lastSeenAt }
  if (refusedBusyAt !== null && now - refusedBusyAt < BUSY_BELIEVED_MS && !busy)
    return { kind: 'updating', since: refusedBusyAt }
  return known.status === 'unknown' ? { kind: 'unknown' } : { kind: 'ready' }
}

function heldState({ holder, since, of }: NonNullable<ReaderKnown['lease']>): ReaderState {
  if (holder === 'test') return { kind: 'testing', since }
  if (holder !== 'tender' || !of) return { kind: holder === 'tender' ? 'office' : holder, since }
  const { saleId, saleNumber, tenderId, state, staffName } = of
  const sale = { saleId, saleNumber, tenderId }
  return isAliveState(state)
    ? { kind: 'taking', since, staffName, ...sale }
    : { kind: 'letting_go', since, ...sale }
}

export const needsSomebody = (state: ReaderState): boolean =>
  state.kind === 'stuck' || (state.kind === 'gone' && state.by === undefined)
