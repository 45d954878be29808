import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { clearUnderLease } from '../payment/clearing.ts'
import { type BusyRefusal, busyBy, notDone, type StripeRefusal } from './common.ts'

/** What the screen showed to be on the reader. */
export type Shown = { readonly type: string; readonly paymentIntent: string | null }

export type ClearRefusal =
  | BusyRefusal
  | StripeRefusal
  | { readonly kind: 'not_found' }
  /** Something else is on it than what was to be cleared. */
  | { readonly kind: 'reader_shows_other' }

type Clearing = Pick<World, 'readers' | 'fleet' | 'sales' | 'payments' | 'clock' | 'log' | 'audit'>

/**
 * Takes off a reader what nobody holds it for: compared before it is cancelled, under the reader's lease, so that no charge of ours can come
 * between. A payment of ours that lives is never cleared from here: its lease says whose it is, and it is stopped as a payment. The lease
 * alone makes `settleClearings` ask Stripe when nobody else does, so whose wish it is is written with it.
 */
export async function clearStuckReader(
  world: Clearing,
  { readerId, shown }: { readonly readerId: string; readonly shown: Shown },
  session: Session,
): Promise<Result<{ readonly cleared: boolean }, ClearRefusal>> {
  const { readers, sales, clock, audit } = world
  const row = await readers.find(readerId)
  if (!row) return refuse({ kind: 'not_found' })
  const since = clock.now()
  const { type, paymentIntent } = shown
  const about = {
    subject: readerId,
    named: row.label,
    before: { shown: type, paymentIntent, since: row.busy?.since, sale: row.busy?.of?.saleNumber },
    readerId,
  }
  const begun = { entry: { what: 'begin_clear_reader', ...about }, by: byOf(session, since) }
  const isHeld = await readers.hold(readerId, 'clearing', since, begun)
  if (!isHeld) return refuse(await busyBy(world, readerId))
  const compared = await compare(world, readerId, shown)
  if (compared !== 'same') {
    await sales.endClearing(readerId, since)
    await lookAgain(world, readerId)
    return compared === 'idle' ? ok({ cleared: false }) : refuse(compared)
  }
  const ending = await clearUnderLease(world, readerId, since)
  if (ending.outcome !== 'done') return notDone(ending)
  const entry = { what: 'clear_reader', ...about, requestId: ending.requestId }
  await audit.write(entry, byOf(session, clock.now()))
  await lookAgain(world, readerId)
  return ok({ cleared: true })
}

/** Directly before: what is on it now, and whether it may go. */
async function compare(
  { payments, sales }: Clearing,
  readerId: string,
  shown: Shown,
): Promise<'same' | 'idle' | ClearRefusal> {
  const seen = await payments.lookAtReader(readerId)
  if (!seen.ok) return seen.problem.status === 404 ? { kind: 'not_found' } : { kind: 'stripe_unreachable' }
  const { action } = seen.value
  if (action?.status !== 'in_progress') return 'idle'
  const isSame = action.type === shown.type && (action.paymentIntent ?? null) === shown.paymentIntent
  if (!isSame) return { kind: 'reader_shows_other' }
  const { loaded } = action.paymentIntent ? await sales.loadByIntent(action.paymentIntent, '') : {}
  const live = loaded && liveCard(loaded.sale)
  return live?.paymentIntent === action.paymentIntent && live && loaded
    ? { kind: 'reader_busy', since: live.attemptAt, saleNumber: loaded.sale.number }
    : 'same'
}

/** What Stripe says now, for the screens. */
async function lookAgain({ readers, fleet, clock }: Clearing, readerId: string): Promise<void> {
  const seen = await fleet.reader(readerId)
  if (seen.ok) await readers.keep(seen.value, clock.now())
}
