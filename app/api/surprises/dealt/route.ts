import { DEALT_FILTERS } from '#lib/contracts/dealt-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { dealtAnswer } from '#lib/queries/surprises.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('surprises.view', async request =>
  given(await dealtAnswer(world(), tableQueryFrom(new URL(request.url).searchParams, DEALT_FILTERS))),
)
