import { ok } from '#lib/domain/result.ts'
import { recentSales } from '#lib/queries/recent-sales.ts'
import { answer } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('sale.view', async () => answer(ok(await recentSales(world()))))
