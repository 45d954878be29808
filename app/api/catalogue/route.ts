import { catalogueAnswer } from '#lib/queries/catalogue-answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { answerPacked, packedByVersion } from '#lib/server/packed.ts'
import { world } from '#lib/server/world.ts'

const packed = packedByVersion(() => catalogueAnswer(world()))

export const GET = signedIn('till.use', async request =>
  answerPacked(request, await world().catalogue.version(), packed),
)
