import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { stripeNow } from '#lib/server/stripe-now.ts'

export const GET = signedIn('settings.view', async () => given(await stripeNow()))
