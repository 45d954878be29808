import { SALES_FILTERS } from '#lib/contracts/sales-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import { salesExport } from '#lib/queries/sales-list.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** What the filters leave, as a file. That it was taken away is in the audit. */
export const GET = signedIn('sale.view', async (request, { session }) => {
  const query = tableQueryFrom(new URL(request.url).searchParams, SALES_FILTERS)
  const { text, ...told } = await salesExport(world(), query)
  await writeExport(world(), { of: 'sales', ...told }, session)
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tapline-sales.csv"',
      'cache-control': 'no-store',
    },
  })
})
