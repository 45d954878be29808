import { healthDay } from '#lib/queries/health-day.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('health.view', async () => given(await healthDay(world())))
