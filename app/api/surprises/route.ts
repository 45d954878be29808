import { surprisesNow } from '#lib/queries/surprises.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('surprises.view', async () => given(await surprisesNow(world())))
