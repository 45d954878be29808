import { signedByStripe } from '#lib/server/guard.ts'
import { answerKnock } from '#lib/server/knock-door.ts'

/** The reader's events sit in the payment's path, so they do not queue behind the rest. */
export const POST = signedByStripe(answerKnock('terminal'))

export const dynamic = 'force-dynamic'
