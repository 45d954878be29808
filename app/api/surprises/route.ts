import { oldestSurprise, surprisesNow } from '#lib/queries/surprises.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** All that a page shows of them; the oldest alone when that is asked for (`?which=oldest`). */
export const GET = signedIn('surprises.view', async request => {
  const oldestAlone = new URL(request.url).searchParams.get('which') === 'oldest'
  return given(await (oldestAlone ? oldestSurprise(world()) : surprisesNow(world())))
})
