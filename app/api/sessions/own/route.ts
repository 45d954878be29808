import { ownSession } from '#lib/queries/people.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('till.use', async (_request, { session }) =>
  given(await ownSession(world(), session)),
)
