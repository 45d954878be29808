import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { GOODS_FILTERS, goodsPage } from '#lib/queries/goods.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('goods.view', async request => {
  const query = tableQueryFrom(new URL(request.url).searchParams, GOODS_FILTERS)
  return given(await goodsPage(world(), query))
})
