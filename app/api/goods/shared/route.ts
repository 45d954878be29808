import { goodsShared } from '#lib/queries/goods.ts'
import { given } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('goods.view', async () => given(await goodsShared(world())))
