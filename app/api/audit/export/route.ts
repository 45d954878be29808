import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import { auditExport } from '#lib/queries/audit.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** What the filters leave, as a file. That it was taken away is written down too. */
export const GET = signedIn('audit.view', async (request, { session }) => {
  const { text, ...told } = await auditExport(world(), auditQueryFrom(new URL(request.url).searchParams))
  await writeExport(world(), { of: 'audit', ...told }, session)
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tapline-audit.csv"',
      'cache-control': 'no-store',
    },
  })
})
