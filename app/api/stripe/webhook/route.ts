import { open, signedByStripe } from '#lib/server/guard.ts'
import { answerKnock, answerNonce } from '#lib/server/knock-door.ts'

/** Everything Stripe has to tell but what its readers do: they have a door of their own beside this one. */
export const POST = signedByStripe(answerKnock('payments'))

/** Whether the public address leads here, the till asks before it tells Stripe of it. */
export const GET = open(answerNonce)

export const dynamic = 'force-dynamic'
