import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

/** A manager says what was done about it. It is written once, into the surprise, the diary of its sale and the audit, and stays. */
export async function dealWithSurprise(
  { surprises, clock }: Pick<World, 'surprises' | 'clock'>,
  input: { readonly session: Session; readonly id: number; readonly version: number; readonly how: string },
): Promise<Result<{ dealt: true }, { readonly kind: 'dealt_with' }>> {
  const { session, id, version, how } = input
  const by = byOf(session, clock.now())
  return (await surprises.dealWith(id, version, how, by))
    ? ok({ dealt: true })
    : refuse({ kind: 'dealt_with' })
}

/** The same for money at Stripe that no row knows of. There is no sale to write it to: it goes into the audit. */
export async function dealWithUnknown(
  { books, clock }: Pick<World, 'books' | 'clock'>,
  input: { readonly session: Session; readonly paymentIntent: string; readonly how: string },
): Promise<Result<{ dealt: true }, { readonly kind: 'dealt_with' }>> {
  const { session, paymentIntent, how } = input
  const isDone = await books.dealWithUnknown(paymentIntent, how, byOf(session, clock.now()))
  return isDone ? ok({ dealt: true }) : refuse({ kind: 'dealt_with' })
}
