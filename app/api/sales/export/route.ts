import { SALES_FILTERS } from '#lib/contracts/sales-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { salesExport } from '#lib/queries/sales-list.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** What the filters leave, as a file. */
export const GET = signedIn('sale.view', async request => {
  const query = tableQueryFrom(new URL(request.url).searchParams, SALES_FILTERS)
  return new Response(await salesExport(world(), query), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tapline-sales.csv"',
      'cache-control': 'no-store',
    },
  })
})
