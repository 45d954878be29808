import { pairingCodeFrom } from '#lib/domain/reader-models.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { BusyWith } from '#lib/domain/tender.ts'
import type { Ending, Problem, Seen } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'
import { busyWith } from '../busy-with.ts'

export type StripeRefusal =
  | { readonly kind: 'stripe_unreachable'; readonly mayBeDone?: 'unanswered' | 'answered' }
  | { readonly kind: 'stripe_refused'; readonly message: string; readonly code?: string }

export type CodeRefusal = { readonly kind: 'wrong_pairing_code'; readonly because: 'shape' | 'refused' }

export type BusyRefusal = BusyWith & { readonly kind: 'reader_busy' }

/** Something is on the reader for which nobody here holds it: another program's, or what was left there. */
export type StuckRefusal = { readonly kind: 'reader_stuck' }

type NotDone = Exclude<Ending<unknown>, { outcome: 'done' }>

/** What is told of a command that is not known to be done. */
export function notDone(ending: NotDone): { readonly ok: false; readonly refusal: StripeRefusal } {
  if (ending.outcome === 'unknown')
    return refuse({ kind: 'stripe_unreachable', mayBeDone: ending.answered ? 'answered' : 'unanswered' })
  const { code, message } = ending.problem
  return refuse({ kind: 'stripe_refused', code, message })
}

/**
 * Something new that Stripe was asked for and answered without saying whether it was made: under the same name it would say so again, and
 * under another one might make a second. What was made carries the press that wished it, so Stripe's own list tells.
 */
export async function provedByList<A extends { readonly press?: string }>(
  ending: Ending<A>,
  press: string,
  list: () => Promise<Seen<readonly A[]>>,
): Promise<Ending<A>> {
  if (ending.outcome !== 'unknown' || !ending.answered) return ending
  const listed = await list()
  if (!listed.ok) return { ...ending, answered: false }
  const answer = listed.value.find(one => one.press === press)
  if (!answer) return { ...ending, outcome: 'refused' }
  const { ms, requestId } = ending
  return { outcome: 'done', answer, ms, ...(requestId === undefined ? {} : { requestId }) }
}

/** Stripe's word for a bad code is not documented, so its sentence is read too. */
const SPEAKS_OF_CODE = /registration|pairing|activation/i

export const isAboutCode = ({ code, message }: Problem): boolean =>
  code === 'registration_code' || SPEAKS_OF_CODE.test(message)

/** What was typed as Stripe takes it: three words, or what makes a simulated reader where no real card is near. */
export const codeFrom = (typed: string, live: boolean): string | undefined =>
  !live && typed.startsWith('simulated-') ? typed : pairingCodeFrom(typed)

/** Whose a reader is, for whoever wanted it. */
export async function busyBy(
  { sales, clock }: Pick<World, 'sales' | 'clock'>,
  readerId: string,
): Promise<BusyRefusal> {
  const held = await sales.readerHeld(readerId)
  return { kind: 'reader_busy', ...(held ? busyWith(held) : { since: clock.now() }) }
}

/**
 * What Stripe says of a reader that nobody of ours holds for a payment: what is still on it would be lost with it. One that is gone is free.
 * Where Stripe does not say, nothing may be done to it.
 */
export async function compareFree(
  { fleet }: Pick<World, 'fleet'>,
  readerId: string,
): Promise<Result<'free', StuckRefusal | { readonly kind: 'stripe_unreachable' }>> {
  const seen = await fleet.reader(readerId)
  if (!seen.ok) return seen.problem.status === 404 ? ok('free') : refuse({ kind: 'stripe_unreachable' })
  return seen.value.busyWith ? refuse({ kind: 'reader_stuck' }) : ok('free')
}
