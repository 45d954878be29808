import { stripeSettings } from '#lib/queries/stripe-settings.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { stripeTold } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('settings.view', async () => given(await stripeSettings(world(), stripeTold())))
