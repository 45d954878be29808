import { signedByStripe } from '#lib/server/guard.ts'
import { answerKnock } from '#lib/server/knock-door.ts'

/** Everything Stripe has to tell but what its readers do: they have a door of their own beside this one. */
export const POST = signedByStripe(answerKnock('payments'))

export const dynamic = 'force-dynamic'
