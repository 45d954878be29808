import { DEALT_FILTERS } from '#lib/contracts/dealt-list.ts'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import { dealtExport } from '#lib/queries/surprises.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** What the filters leave, as a file. That it was taken away is in the audit. */
export const GET = signedIn('surprises.view', async (request, { session }) => {
  const query = tableQueryFrom(new URL(request.url).searchParams, DEALT_FILTERS)
  const { text, ...told } = await dealtExport(world(), query)
  await writeExport(world(), { of: 'surprises', ...told }, session)
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tapline-surprises.csv"',
      'cache-control': 'no-store',
    },
  })
})
