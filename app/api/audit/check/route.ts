import type { AuditCheckAnswer } from '#lib/contracts/audit.ts'
import type { WorkLine } from '#lib/contracts/long-work.ts'
import { auditCheck } from '#lib/queries/audit.ts'
import { signedIn } from '#lib/server/guard.ts'
import { toldLines } from '#lib/server/told-lines.ts'
import { world } from '#lib/server/world.ts'

/** Walks the whole chain and tells how far it is, for one who asks at a time. Changes nothing, but costs enough to be a press and not a page. Hanging up stops it. */
export const POST = signedIn('audit.view', request =>
  toldLines<WorkLine<AuditCheckAnswer>>(
    request,
    async (tell, signal) => {
      const told = (done: number, of?: number) => tell({ done, ...(of === undefined ? {} : { of }) })
      const found = await auditCheck(world(), { told, signal })
      if (found === 'too_busy') tell({ refusal: { kind: 'too_busy' } })
      else if (found !== 'stopped') tell({ ended: found })
    },
    { broken: true },
  ),
)
