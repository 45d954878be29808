import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { auditAnswer } from '#lib/queries/audit.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('audit.view', async request =>
  given(await auditAnswer(world(), auditQueryFrom(new URL(request.url).searchParams))),
)
