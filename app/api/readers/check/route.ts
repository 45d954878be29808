import { watchFleet } from '#lib/operations/readers/watch-fleet.ts'
import { readersAnswer } from '#lib/queries/readers.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

/** A person wants to know now. A second press within the second has its answer already. */
const FRESH_FOR_MS = 1_000

export const POST = signedIn('readers.view', async () => {
  await watchFleet(world(), { freshForMs: FRESH_FOR_MS })
  return given(await readersAnswer(world(), stripeSide()))
})
