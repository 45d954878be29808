import { auditCheck } from '#lib/queries/audit.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** Walks the whole chain. Changes nothing, but costs enough to be a press and not a page. */
export const POST = signedIn('audit.view', async () => given(await auditCheck(world())))
