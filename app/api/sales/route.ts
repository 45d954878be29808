import { SALES_FILTERS } from '#lib/contracts/sales-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { salesAnswer } from '#lib/queries/sales-list.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('sale.view', async request =>
  given(await salesAnswer(world(), tableQueryFrom(new URL(request.url).searchParams, SALES_FILTERS))),
)
