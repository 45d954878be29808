import { pairingCodeFrom } from '#lib/domain/reader-models.ts'
import { refuse } from '#lib/domain/result.ts'
import type { BusyWith } from '#lib/domain/tender.ts'
import type { Ending, Problem } from '#lib/ports/payments.ts'
import type { World } from '#lib/ports/world.ts'
import { busyWith } from '../busy-with.ts'

export type StripeRefusal =
  | { readonly kind: 'stripe_unreachable' }
  | { readonly kind: 'stripe_refused'; readonly message: string }

export type CodeRefusal = { readonly kind: 'wrong_pairing_code'; readonly because: 'shape' | 'refused' }

export type BusyRefusal = BusyWith & { readonly kind: 'reader_busy' }

type NotDone = Exclude<Ending<unknown>, { outcome: 'done' }>

export const notDone = ({ outcome, problem }: NotDone) =>
  outcome === 'refused'
    ? refuse({ kind: 'stripe_refused', message: problem.message } as const)
    : refuse({ kind: 'stripe_unreachable' } as const)

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
