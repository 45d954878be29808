import { lamps } from '#lib/queries/lamps.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { shortMemory } from '#lib/server/short-memory.ts'
import { world } from '#lib/server/world.ts'

const LOOK_EVERY_MS = 5_000

const look = shortMemory(readerId => world().fleet.reader(readerId), {
  forMs: LOOK_EVERY_MS,
  now: () => world().clock.now(),
})

export const GET = signedIn('till.use', async (_request, { session }) =>
  given(await lamps(world(), session.registerId, look)),
)
