import { catalogueAnswer, catalogueChanges } from '#lib/queries/catalogue-answer.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { answerPacked, packedByVersion } from '#lib/server/packed.ts'
import { world } from '#lib/server/world.ts'

const packed = packedByVersion(() => catalogueAnswer(world()))

/** Everything, or with `?since=` what changed after that version: a new price costs one good, not the whole shelf. */
export const GET = signedIn('till.use', async request => {
  const since = new URL(request.url).searchParams.get('since')
  const changes = since === null ? undefined : await catalogueChanges(world(), since)
  if (changes) return given(changes)
  return answerPacked(request, await world().catalogue.version(), packed)
})
