import { fetchBackup } from '#lib/operations/back-up.ts'
import { refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

type Path = { readonly name: string }

/** The file itself, to be kept somewhere else. */
export const GET = signedIn<Path>('backup.make', async (_request, { params, session }) => {
  const { name } = await params
  const found = await fetchBackup(world(), name, session)
  if (!found.ok) return refused(found.refusal)
  return new Response(found.value.stream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(found.value.bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
})
