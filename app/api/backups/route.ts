import { backUp } from '#lib/operations/back-up.ts'
import { given, refused } from '#lib/server/answer.ts'
import { backupsNow } from '#lib/server/backups.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('health.view', async () => given(await backupsNow()))

export const POST = signedIn('backup.make', async (_request, { session }) => {
  const made = await backUp(world(), session)
  return made.ok ? given(await backupsNow()) : refused(made.refusal)
})
