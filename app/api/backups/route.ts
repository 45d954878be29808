import type { BackupsAnswer } from '#lib/contracts/health.ts'
import type { WorkLine } from '#lib/contracts/long-work.ts'
import { backUp } from '#lib/operations/back-up.ts'
import { given } from '#lib/server/answer.ts'
import { backupsNow } from '#lib/server/backups.ts'
import { signedIn } from '#lib/server/guard.ts'
import { toldLines } from '#lib/server/told-lines.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('health.view', async () => given(await backupsNow()))

/** Makes one, and tells how many rows are in it so far. Hanging up stops it. */
export const POST = signedIn('backup.make', (request, { session }) =>
  toldLines<WorkLine<BackupsAnswer>>(
    request,
    async (tell, signal) => {
      const told = (done: number) => tell({ done })
      const made = await backUp(world(), session, { told, signal })
      tell(made.ok ? { ended: await backupsNow() } : { refusal: made.refusal })
    },
    { broken: true },
  ),
)
